//! What a template may ask of us. Each limit is far above what an e-mail needs and low enough that the worst input is
//! answered within a few milliseconds.

/// Blocks within blocks. Ruby's Liquid stops at 100 too.
pub const DEPTH: usize = 100;

/// Brackets within brackets, ranges within ranges, `{{` within `{{`.
pub const EXPRESSION_DEPTH: usize = 40;

/// `{{` within `{{` while the end of an output is looked for; Braze’s own examples go to two.
pub const BRACES: usize = 8;

/// Bytes of a template. Braze refuses e-mails far smaller.
pub const SOURCE: usize = 4 << 20;

/// Findings about one template; what comes after them is noise.
pub const FINDINGS: usize = 200;

/// Bytes of one value: the text that a filter or a capture makes.
pub const VALUE: usize = 1 << 20;

/// Items of a list, turns of a loop. A range may be greater, but is not walked further.
pub const ITEMS: usize = 100_000;

/// What rendering may do: a node, an expression and a turn are a step each, and so is every 64
/// bytes that is worked on.
pub const STEPS: usize = 1_000_000;

/// Bytes that rendering may print.
pub const OUTPUT: usize = 8 << 20;

/// Templates within templates: partials and content blocks. (Braze allows two levels of content blocks.)
pub const RENDER_DEPTH: usize = 20;

/// Blocks within blocks, over a template and all that it calls.
pub const RENDER_NESTING: usize = 2 * DEPTH;

/// Variables, and facts about data being there, that the analysis of a template keeps in mind.
pub const TRACKED: usize = 256;

/// Pieces of a residue: text, values, tags. Unrolled loops are what makes many.
pub const RESIDUE: usize = 100_000;

/// Ways through a template that are looked at one by one.
pub const WAYS: usize = 512;
