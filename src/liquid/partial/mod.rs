//! Partial evaluation: what is known now is folded, everything else stays as it was, byte for byte.
//!
//! ```text
//! {% if group.delivers %}<p>{{ ${first_name} }}, order at {{ group.phone }}</p>{% endif %}
//!                         ▼ group = { delivers: true, phone: "04 78 00 00 00" }
//! <p>{{ ${first_name} }}, order at 04 78 00 00 00</p>
//! ```
//!
//! In: a template and [`Known`], which says of each name what is known of it. Out: calls of [`Emit`], in order. The law,
//! which a property test holds: evaluating the residue with the rest of the data prints what evaluating the whole
//! template with all data prints. A template that mentions no known name comes back as it is.
//!
//! How: every variable is either known (with its value and the path that it came from), or left to Braze. A block whose
//! condition is known is taken or dropped; a loop over known items is unrolled; inside what stays, known values become
//! literals. Where a variable is assigned inside what stays, the value that it has before is written down before it.
//!
//! ```text
//! env      variables and what is known of them      fold     values of expressions, as far as they are known
//! rewrite  tags with literals for known values      walk     nodes                loops   unrolling
//! forloop  which loop it asks           offsets  where `offset: continue` goes on
//! join     white-space control where things were cut out
//! ```

mod branches;
mod construct;
mod env;
mod fold;
mod forloop;
mod join;
mod loops;
mod nodes;
mod offsets;
mod rewrite;
mod variables;
mod walk;

pub use construct::{Construct, ConstructKind, constructs};
pub(super) use nodes::{blocks, each};

use super::ast::Template;
use super::notices;
use super::value::Value;
use crate::diag::{Finding, Place, Source};
use crate::text::Span;
use std::fmt;

/// What is known now.
pub trait Known {
    /// What is known of the name at the root of a path. (`${…}` is Braze's and never asked for.)
    fn root(&self, name: &str) -> Knowledge<'_>;

    /// Whether any name has a value. (`{{ [name] }}` may ask for every one of them.)
    fn any(&self) -> bool {
        true
    }
}

/// What is known of a name.
#[derive(Clone, Copy, Debug)]
pub enum Knowledge<'k> {
    /// It is Braze's.
    Foreign,
    /// It is ours, but not known yet: it stays. [`constructs`] finds it again in the residue.
    Later,
    /// It is this.
    Value(&'k Value),
}

/// What takes the residue, piece by piece, in order.
pub trait Emit {
    /// Bytes of the template as they are: text or residual Liquid.
    fn source(&mut self, span: Span);
    /// A known `{{ … }}`, to be printed by the host in its context. `path` is what the value is called from its root
    /// (`slot.items[1].title`, however the template wrote it); `filtered`: it is not that value itself, but was made
    /// from it.
    fn value(&mut self, output: Span, value: &Value, path: &Path, filtered: bool);
    /// Residual Liquid that had to be written anew.
    fn written(&mut self, text: &str, from: Span);
    /// A text of ours that goes into Liquid that Braze will print (`{{ ${first_name} | default: group.greeting }}`):
    /// as it has to be, so that it does no harm there. Nobody escapes it after this. `None`: it cannot stand there.
    fn literal(&self, text: &str, tag: Span) -> Option<String> {
        let _ = tag;
        Some(text.to_owned())
    }
}

/// What a value is called: its root and the keys from there.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path {
    /// `slot`, `group`; empty for a value that no name leads to.
    pub root: String,
    /// The way from there.
    pub keys: Vec<Key>,
}

/// A step of a [`Path`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// `.name`
    Name(String),
    /// `[2]`
    Index(usize),
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.root)?;
        self.keys.iter().try_for_each(|key| match key {
            Key::Name(name) => write!(f, ".{name}"),
            Key::Index(index) => write!(f, "[{index}]"),
        })
    }
}

/// Why a template cannot be partly evaluated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PartialError {
    /// The residue would be too large, or finding it would take too long.
    #[error(
        "taking this template apart gives more than {} pieces, or takes more than {} steps",
        super::limits::RESIDUE,
        super::limits::STEPS
    )]
    TooLarge {
        /// Where it became so.
        span: Span,
    },
    /// A value of ours is needed by Liquid that Braze will evaluate, and cannot be written as a literal there: a list
    /// under a condition on the recipient, say.
    #[error("a known list or hash is needed by Liquid that is evaluated at send time")]
    Entangled {
        /// The tag that needs it.
        span: Span,
    },
}

impl PartialError {
    /// Stable name.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "liquid-residue-too-large",
            Self::Entangled { .. } => "liquid-entangled",
        }
    }

    /// What to tell whoever wrote the template.
    pub fn finding(&self, source: Source) -> Finding {
        let notice = match self {
            Self::TooLarge { .. } => &notices::TOO_LARGE,
            Self::Entangled { .. } => &notices::ENTANGLED,
        };
        Finding::new(notice, Place { source, span: self.span() })
    }

    /// Where.
    pub const fn span(&self) -> Span {
        match self {
            Self::TooLarge { span } | Self::Entangled { span } => *span,
        }
    }
}

/// Folds what is known into `template` and gives the residue to `emit`. Where that cannot be done, the whole template is
/// given to it as it is, and the error says at which tag it failed: [`PartialError::finding`] is for whoever wrote it.
///
/// ```
/// use countersign::liquid::{self, partial::{self, Emit, Known, Knowledge, Path}, value::Value};
/// use countersign::text::Span;
///
/// struct City(Value);
/// impl Known for City {
///     fn root(&self, name: &str) -> Knowledge<'_> {
///         if name == "city" { Knowledge::Value(&self.0) } else { Knowledge::Foreign }
///     }
/// }
/// struct Print<'t>(&'t str, String);
/// impl Emit for Print<'_> {
///     fn source(&mut self, span: Span) { self.1 += span.of(self.0) }
///     fn value(&mut self, _: Span, value: &Value, _: &Path, _: bool) { value.write_output(&mut self.1) }
///     fn written(&mut self, text: &str, _: Span) { self.1 += text }
/// }
///
/// let source = "{% if city == 'Lyon' %}{{ ${first_name} }} in {{ city | upcase }}{% endif %}";
/// let mut print = Print(source, String::new());
/// partial::specialise(&liquid::parse(source).template, &City(Value::text("Lyon")), &mut print).unwrap();
/// assert_eq!(print.1, "{{ ${first_name} }} in LYON");
/// ```
pub fn specialise(template: &Template, known: &dyn Known, emit: &mut dyn Emit) -> Result<(), PartialError> {
    match walk::Walk::run(template, known, emit) {
        Ok(ops) => {
            join::join(template, &ops, emit);
            Ok(())
        }
        Err(error) => {
            emit.source(template.span());
            Err(error)
        }
    }
}
