//! What a template may ask of us. Each limit is far above what an e-mail needs and low enough that the worst input is
//! answered within a few milliseconds.

/// Blocks within blocks. Ruby's Liquid stops at 100 too.
pub const DEPTH: usize = 100;

/// Brackets within brackets, ranges within ranges, `{{` within `{{`.
pub const EXPRESSION_DEPTH: usize = 40;

/// Bytes of a template. Braze refuses e-mails far smaller.
pub const SOURCE: usize = 4 << 20;

/// Findings about one template; what comes after them is noise.
pub const FINDINGS: usize = 200;
