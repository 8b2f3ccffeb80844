//! Values, filters and conditions.

use crate::text::Span;

/// A value and what is done to it: `x | default: 'y' | upcase`.
#[derive(Clone, Debug)]
pub struct Filtered {
    /// From the value through the last filter (without the braces of an output).
    pub span: Span,
    /// The value.
    pub base: Expr,
    /// The filters in order.
    pub filters: Vec<Filter>,
}

/// One filter.
#[derive(Clone, Debug)]
pub struct Filter {
    /// From its name through its last argument.
    pub span: Span,
    /// Its name.
    pub name: Span,
    /// Its arguments by position …
    pub args: Vec<Expr>,
    /// … and by name.
    pub named: Vec<(Span, Expr)>,
}

/// A value.
#[derive(Clone, Debug)]
pub struct Expr {
    /// Its bytes.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// Written out.
    Literal(Literal),
    /// Looked up.
    Path(Path),
    /// `(a..b)`
    Range(Box<(Expr, Expr)>),
    /// Braze's `{{ … }}` in the middle of a tag, an argument or another output.
    Braces(Box<Filtered>),
    /// Nothing was there, or nothing that could be understood; nil.
    Missing,
}

/// A value that is written out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Literal {
    /// `nil`, `null`
    Nil,
    /// `true`
    True,
    /// `false`
    False,
    /// `blank`: equal to every blank value; prints nothing.
    Blank,
    /// `empty`: equal to every empty value; prints nothing.
    Empty,
    /// `-12`
    Integer(i64),
    /// A whole number too great for 64 bits; its digits.
    BigInteger(Span),
    /// `1.5`
    Float(f64),
    /// The text between the quotes. Liquid has no escapes.
    Text(Span),
}

/// `custom_attribute.${zip code}[0].name`
#[derive(Clone, Debug)]
pub struct Path {
    /// Where it begins.
    pub root: Root,
    /// And how it goes on.
    pub steps: Vec<Step>,
}

/// Where a path begins.
#[derive(Clone, Debug)]
pub enum Root {
    /// `item`, `custom_attribute`
    Name(Span),
    /// `${first_name}`: what is between the braces, without spaces at its ends. May itself be written as a path.
    Attribute(Span),
    /// `['name']`
    Dynamic(Box<Expr>),
}

/// A step of a path.
#[derive(Clone, Debug)]
pub enum Step {
    /// `.name`
    Key(Span),
    /// `.${name}`: what is between the braces, without spaces at its ends.
    Attribute(Span),
    /// `[…]`
    Index(Expr),
}

/// A condition: comparisons linked by `and` and `or`, which have **no** precedence: Liquid works them from the right,
/// so `a and b or c` is `a and (b or c)`. Flat, so that a thousand of them are no deeper than one.
#[derive(Clone, Debug)]
pub struct Condition {
    /// All of it.
    pub span: Span,
    /// The first comparison.
    pub first: Comparison,
    /// The others, each with the link before it.
    pub rest: Vec<(Link, Comparison)>,
}

/// `and`, `or`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// Both.
    And,
    /// Either.
    Or,
}

/// `a == b`, or just `a`.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The left side.
    pub left: Expr,
    /// The operator and the right side.
    pub right: Option<(Operator, Expr)>,
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `==`
    Equal,
    /// `!=`, `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `contains`
    Contains,
}
