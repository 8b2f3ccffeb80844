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

/// What rendering may do, and what partial evaluation may: a node, an expression and a name in a path are a step each, a
/// filter several, and so many bytes that are worked on (`eval::work`). A step takes about 40 ns, so that the worst
/// template is told so within 20 ms; an e-mail with a list of 200 products takes 10,000.
pub const STEPS: usize = 250_000;

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

/// What looking at ways, or at what depends on a name, may take: a node on a way, a tag that it remembers, a path …
pub const ANALYSIS: usize = 150_000;

/// The longest pattern of a date whose length is worked out, in bytes; it is written out for every month.
pub const DATE_PATTERN: usize = 256;

/// Paths that one variable is known to depend on; with more it depends on the whole.
pub const PATHS: usize = 64;
