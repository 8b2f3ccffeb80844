//! The tree of a template: closed (a new tag that Braze invents is an entry of the table in `tags.rs`, not a new
//! shape), and nothing but positions: every name and text is a [`Span`] of [`Template::source`], so that parsing
//! allocates next to nothing and every finding knows its bytes.
//!
//! The tree is as deep as [`super::limits::DEPTH`] allows and no deeper, so walking and dropping it by recursion is safe.

mod blank;
mod expression;

pub use expression::{
    Comparison, Condition, Expr, ExprKind, Filter, Filtered, Link, Literal, Operator, Path, Root, Step,
};

use crate::text::Span;
use std::sync::Arc;

/// A parsed template beside its text.
#[derive(Clone, Debug, Default)]
pub struct Template {
    /// What was written.
    pub source: Arc<str>,
    /// What it says, in order. The spans of the nodes follow each other without a gap and cover the whole source.
    pub nodes: Vec<Node>,
}

impl Template {
    /// The bytes at `span`.
    pub fn text(&self, span: Span) -> &str {
        span.of(&self.source)
    }

    /// The whole source.
    pub fn span(&self) -> Span {
        Span::new(0, self.source.len())
    }
}

/// One piece of a template.
#[derive(Clone, Debug)]
pub struct Node {
    /// All its bytes: for a block, from its opening tag through its closing tag.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What a piece of a template is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Plain text. `shown` is what is left of it after white-space control (`{%-`, `-}}`).
    Text {
        /// The part that is printed.
        shown: Span,
    },
    /// `{{ … }}`, or `echo`. Inside it may be nothing: `{{ }}` prints nothing.
    Output(Box<Filtered>),
    /// `{% assign name = value %}`
    Assign {
        /// The variable.
        name: Span,
        /// What it becomes.
        value: Box<Filtered>,
    },
    /// `{% capture name %}…{% endcapture %}`
    Capture {
        /// The variable.
        name: Span,
        /// What is caught.
        body: Block,
    },
    /// `{% increment name %}`
    Increment(Span),
    /// `{% decrement name %}`
    Decrement(Span),
    /// `{% if %}` and `{% unless %}`
    If(Box<If>),
    /// `{% case %}`
    Case(Box<Case>),
    /// `{% for %}`
    For(Box<For>),
    /// `{% tablerow %}`
    TableRow(Box<TableRow>),
    /// `{% cycle 'a', 'b' %}`, `{% cycle group: 'a', 'b' %}`
    Cycle(Box<Cycle>),
    /// `{% break %}`
    Break,
    /// `{% continue %}`
    Continue,
    /// `{% ifchanged %}…{% endifchanged %}`
    IfChanged(Block),
    /// `{% raw %}…{% endraw %}`: the bytes between, after white-space control.
    Raw(Span),
    /// `{% comment %}…{% endcomment %}`, `{% # … %}`, `{% doc %}…{% enddoc %}`: prints nothing.
    Comment,
    /// `{% liquid … %}`: one tag per line. Its nodes have no text between them.
    Liquid(Vec<Node>),
    /// `{% render 'name', a: b %}` and `{% include name %}`
    Partial(Box<Partial>),
    /// A tag of Braze's own.
    Braze(Box<Braze>),
    /// Broken markup, kept as it is. It prints nothing; a diagnostic says what is wrong with it.
    Error,
}

/// The inside of a block tag.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// From the end of the opening tag to the start of the tag that ends it.
    pub span: Span,
    /// What is in it.
    pub nodes: Vec<Node>,
    /// It can print nothing but white space: then Liquid prints nothing of it at all (its assigns still happen).
    pub blank: bool,
}

/// `if`/`unless`: the first arm that holds is taken.
#[derive(Clone, Debug)]
pub struct If {
    /// `unless`: the first arm's condition is negated (the conditions of `elsif` are not).
    pub unless: bool,
    /// `if`, every `elsif`, every `else`.
    pub arms: Vec<Arm>,
    /// The closing tag; empty where it is missing.
    pub end: Span,
}

/// One arm of an `if`.
#[derive(Clone, Debug)]
pub struct Arm {
    /// Its tag: `{% if x %}`, `{% elsif y %}`, `{% else %}`.
    pub head: Span,
    /// `None` is `else`.
    pub condition: Option<Condition>,
    /// What it prints.
    pub body: Block,
}

/// `case`: **every** value of every `when` that equals the subject prints its body; an `else` prints only where none
/// before it did.
#[derive(Clone, Debug)]
pub struct Case {
    /// The opening tag.
    pub head: Span,
    /// What is compared.
    pub subject: Expr,
    /// The arms in order. (What stands before the first `when` is never printed; it belongs to no arm.)
    pub arms: Vec<When>,
    /// The closing tag; empty where it is missing.
    pub end: Span,
}

/// One arm of a `case`.
#[derive(Clone, Debug)]
pub struct When {
    /// Its tag.
    pub head: Span,
    /// `None` is `else`.
    pub values: Option<Vec<Expr>>,
    /// What it prints.
    pub body: Block,
}

/// `{% for name in over reversed limit: n offset: n %}`
#[derive(Clone, Debug)]
pub struct For {
    /// The opening tag.
    pub head: Span,
    /// The loop variable.
    pub name: Span,
    /// What is walked. (Braze's `{{…}}` is an [`ExprKind::Braces`].) Its source text is part of the loop's name.
    pub over: Expr,
    /// Backwards.
    pub reversed: bool,
    /// At most so many.
    pub limit: Option<Expr>,
    /// From here on.
    pub offset: Option<Offset>,
    /// Once per item.
    pub body: Block,
    /// Where there is no item: the tag `{% else %}` and its block.
    pub otherwise: Option<(Span, Block)>,
    /// The closing tag; empty where it is missing.
    pub end: Span,
}

/// Where a loop starts.
#[derive(Clone, Debug)]
pub enum Offset {
    /// `offset: continue`: where the last loop of the same name stopped.
    Continue,
    /// `offset: 3`
    At(Expr),
}

/// `{% tablerow name in over cols: n limit: n offset: n %}`
#[derive(Clone, Debug)]
pub struct TableRow {
    /// The opening tag.
    pub head: Span,
    /// The loop variable.
    pub name: Span,
    /// What is walked.
    pub over: Expr,
    /// Cells in a row.
    pub cols: Option<Expr>,
    /// At most so many.
    pub limit: Option<Expr>,
    /// From here on.
    pub offset: Option<Expr>,
    /// Once per item.
    pub body: Block,
    /// The closing tag; empty where it is missing.
    pub end: Span,
}

/// `{% cycle group: a, b %}`
#[derive(Clone, Debug)]
pub struct Cycle {
    /// The name before the colon.
    pub group: Option<Expr>,
    /// What it goes through. Without a group, equal lists share their place.
    pub values: Vec<Expr>,
}

/// `render` and `include`, which Braze does not have; parsed so that they can be shown and refused with grace.
#[derive(Clone, Debug)]
pub struct Partial {
    /// `include` (sees the caller's variables) rather than `render`.
    pub include: bool,
    /// Which template.
    pub name: Expr,
    /// `with x` or `for x`.
    pub with: Option<(PartialWith, Expr)>,
    /// `as name`
    pub alias: Option<Span>,
    /// `key: value`
    pub arguments: Vec<(Span, Expr)>,
}

/// How a partial gets its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartialWith {
    /// Once, with it.
    With,
    /// Once per item.
    For,
}

/// A tag that only Braze has. What stands in it is a list of words, each with its Liquid.
#[derive(Clone, Debug)]
pub struct Braze {
    /// Which.
    pub tag: BrazeTag,
    /// The tag itself (the opening tag where it has a body).
    pub head: Span,
    /// The words before the first option: the URL, the catalogue and its ids, the reason, the list …
    pub words: Vec<Word>,
    /// `:save name`, `:method post` … in order. A flag (`:retry`) has no words.
    pub options: Vec<BrazeOption>,
    /// `translation` only.
    pub body: Option<Block>,
}

/// The tags of Braze's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BrazeTag {
    /// `connected_content URL :options`
    ConnectedContent,
    /// `catalog_items CATALOG id …`
    CatalogItems,
    /// `catalog_selection_items CATALOG SELECTION`
    CatalogSelectionItems,
    /// `abort_message`, `abort_message('reason')`: one word, the reason without its quotes, or none.
    AbortMessage,
    /// `message_extras :key k :value v`
    MessageExtras,
    /// `promotion('list')`: one word, without its quotes.
    Promotion,
    /// `random`, `random 10`
    Random,
    /// `shopping_cart ID :abort_if_not_abandoned false`
    ShoppingCart,
    /// `landing_page_url handle`
    LandingPageUrl,
    /// `translation id`…`endtranslation`
    Translation,
    /// `message_component "Subject"`: one word, without its quotes.
    MessageComponent,
    /// `form_field_name …`
    FormFieldName,
}

/// `:name value value`
#[derive(Clone, Debug)]
pub struct BrazeOption {
    /// With the colon.
    pub span: Span,
    /// Without it.
    pub name: Span,
    /// What it is set to. `:headers` and `:body` are one word however many spaces they hold.
    pub words: Vec<Word>,
}

/// A word of a Braze tag: literal text with Liquid in it: `https://api.example.com/{{${city}}}`.
#[derive(Clone, Debug)]
pub struct Word {
    /// All of it (inside its quotes, where it had some).
    pub span: Span,
    /// Its pieces in order.
    pub pieces: Vec<Piece>,
}

/// A piece of a [`Word`].
#[derive(Clone, Debug)]
pub enum Piece {
    /// As it stands.
    Text(Span),
    /// `{{ … }}`; a bare `${x}` or `custom_attribute.${x}`.
    Output(Span, Filtered),
}
