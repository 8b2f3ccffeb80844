//! Evaluation: what a template prints for one recipient, as Ruby's Liquid prints it, and where each part came from.
//!
//! In: a parsed template, the recipient's data, and a [`World`] of sample answers (never the network, never a clock).
//! Out: [`Rendered`]; or a [`Refused`] where the template asks for more than [`super::limits`] allow. Mistakes that
//! Ruby's Liquid prints in place (`Liquid error: divided by 0`) are printed in place and listed.

mod braze;
mod expression;
mod loops;
mod machine;
mod scope;
pub(super) mod work;
mod world;

pub use scope::Scope;
pub use world::{Answer, Samples, World};

use super::ast::{Condition, Template};
use super::value::Value;
use crate::text::Span;

/// A rendered template.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    /// What it prints.
    pub output: String,
    /// Where it came from: stretches of the output in order, each with its place in the template. Between them is
    /// nothing; what a content block or partial printed came from the tag that called it.
    pub trace: Vec<Stretch>,
    /// The mistakes, in the order in which they happened.
    pub errors: Vec<Mistake>,
    /// The reason, where the template called off the message.
    pub aborted: Option<String>,
    /// `message_extras`: names and values; the first of a name counts.
    pub extras: Vec<(String, String)>,
    /// What was asked of the world that it had no answer for: URLs, catalogue items, content blocks, in order.
    pub unanswered: Vec<String>,
    /// What it took, of [`super::limits::STEPS`]: more for long values. The same on every machine.
    pub steps: usize,
}

/// A stretch of output and what it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Which bytes of the output.
    pub output: Span,
    /// Which bytes of the template.
    pub source: Span,
    /// They are copies of the template's bytes, one for one.
    pub verbatim: bool,
}

/// Something that Ruby's Liquid reports while rendering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// In Ruby's words, without `Liquid error: `.
    pub message: String,
    /// The node of the template.
    pub span: Span,
}

/// A template that asks for more than it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// More than [`super::limits::STEPS`].
    #[error("the template does too much: more than {} steps", super::limits::STEPS)]
    Steps,
    /// More than [`super::limits::OUTPUT`].
    #[error("the template prints too much: more than {} bytes", super::limits::OUTPUT)]
    Output,
    /// A loop of more than [`super::limits::ITEMS`].
    #[error("a loop is too long: more than {} turns", super::limits::ITEMS)]
    Items,
    /// Deeper than [`super::limits::RENDER_DEPTH`].
    #[error("templates call each other too deeply: more than {} levels", super::limits::RENDER_DEPTH)]
    Depth,
}

impl Refused {
    /// A stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Steps => "liquid-too-many-steps",
            Self::Output => "liquid-output-too-large",
            Self::Items => "liquid-loop-too-long",
            Self::Depth => "liquid-nested-too-deeply",
        }
    }
}

/// Why something could not be worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// In Ruby's words; rendering goes on after it.
    Mistake(String),
    /// Rendering stops.
    Refused(Refused),
}

impl From<Refused> for Fault {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

/// Renders `template` for the recipient whose attributes are `data`.
///
/// ```
/// use countersign::liquid::{eval::{World, render}, parse, value::Value};
/// let parsed = parse("Hi {{ ${first_name} | default: 'there' }}!");
/// let data = Value::from(serde_json::json!({"first_name": "Ann"}));
/// assert_eq!(render(&parsed.template, &data, &World::default()).unwrap().output, "Hi Ann!");
/// ```
pub fn render(template: &Template, data: &Value, world: &World) -> Result<Rendered, Refused> {
    machine::Machine::new(template, Scope::new(data, world)).run()
}

/// Whether a condition holds, with names looked up in `scope`.
pub fn holds(template: &Template, condition: &Condition, scope: &Scope<'_>) -> Result<bool, Fault> {
    scope.condition(template, condition)
}
