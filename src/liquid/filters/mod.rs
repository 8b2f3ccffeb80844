//! The filters: a filter is one constant with its words, its arguments, its function and examples that run as tests.
//! A new one is an entry in the table of its family; guide, diagnostics and evaluation read the same table.
//!
//! In: a value and arguments. Out: a value, or an error worded as Ruby words it.

mod array;
mod bounded;
mod cut;
mod dates;
mod encode;
mod items;
mod json;
mod math;
mod plain;
mod search;
mod text;
mod web;

use crate::liquid::dates::Moment;
use crate::liquid::value::{NumberError, Object, Value};
use crate::locale::Text;
use crate::order;
use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

pub(crate) use items::{Walk, walk};

/// A filter.
#[derive(Debug)]
pub struct Filter {
    /// What it is called by.
    pub name: &'static str,
    /// Its chapter in the guide.
    pub family: Family,
    /// Whether Braze has it.
    pub support: Support,
    /// What it does, in one sentence.
    pub doc: Text,
    /// Its arguments by position.
    pub takes: &'static [Argument],
    /// Its arguments by name.
    pub named: &'static [&'static str],
    /// What it does.
    pub run: fn(&Call<'_>) -> Result<Value, FilterError>,
    /// Shown in the guide, run as tests.
    pub examples: &'static [Example],
}

/// The chapters of the guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Letters and words.
    Text,
    /// Lists.
    Array,
    /// Numbers and money.
    Math,
    /// Dates and zones.
    Date,
    /// HTML and URLs.
    Web,
    /// Digests, signatures, base64.
    Encode,
    /// JSON and hashes.
    Json,
    /// What fits nowhere else.
    Plain,
}

/// Whether Braze has a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Support {
    /// Documented by Braze.
    Braze,
    /// Part of Liquid; Braze's documentation does not say.
    Liquid,
    /// Braze says that it does not have it.
    Refused,
}

/// An argument by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Argument {
    /// What the guide calls it.
    pub name: &'static str,
    /// Whether the filter fails without it.
    pub required: bool,
}

/// A template, the data that it is given, and what it prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// The template.
    pub template: &'static str,
    /// JSON.
    pub data: &'static str,
    /// The output.
    pub prints: &'static str,
}

/// An argument that must be there.
const fn needs(name: &'static str) -> Argument {
    Argument { name, required: true }
}

/// An argument that may be left out.
const fn may(name: &'static str) -> Argument {
    Argument { name, required: false }
}

/// An example without data.
const fn shows(template: &'static str, prints: &'static str) -> Example {
    Example { template, data: "{}", prints }
}

/// An example with data.
const fn with(template: &'static str, data: &'static str, prints: &'static str) -> Example {
    Example { template, data, prints }
}

/// Words of the guide: the browser's module, which has no guide, does not carry them.
const fn told(doc: Text) -> Text {
    if cfg!(target_arch = "wasm32") { Text { en: "", fr: "" } } else { doc }
}

/// Examples of the guide and the tests; not carried by the browser's module either.
const fn shown(examples: &'static [Example]) -> &'static [Example] {
    if cfg!(target_arch = "wasm32") { &[] } else { examples }
}

/// One use of a filter.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// What it works on.
    pub input: &'a Value,
    /// By position.
    pub args: &'a [Value],
    /// By name.
    pub named: &'a [(&'a str, Value)],
    /// What `now` is.
    pub now: &'a Moment,
}

impl Call<'_> {
    /// The argument at `position`; nil where there is none.
    fn arg(&self, position: usize) -> &Value {
        self.args.get(position).unwrap_or(&Value::Nil)
    }

    /// The argument at `position` as text.
    fn arg_text(&self, position: usize) -> Cow<'_, str> {
        self.arg(position).to_text()
    }
}

/// Why a filter has no answer; worded as Ruby words it after `Liquid error: `.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilterError {
    /// Too few or too many arguments. The input counts as one, as in Ruby.
    #[error("wrong number of arguments (given {given}, expected {expected})")]
    Arguments {
        /// How many there are.
        given: usize,
        /// How many there may be: `2`, `1..3`.
        expected: String,
    },
    /// A sum that cannot be worked out.
    #[error("{0}")]
    Number(#[from] NumberError),
    /// A list whose items have no such property.
    #[error("cannot select the property '{0}'")]
    Property(String),
    /// Values that have no order.
    #[error("cannot sort values of incompatible types")]
    Unsortable,
    /// A date's pattern ends within a directive.
    #[error("invalid format: {0}")]
    DateFormat(String),
    /// What else Ruby says.
    #[error("{0}")]
    Invalid(&'static str),
    /// The result would be larger than a value may be.
    #[error("the result of the filter is too large")]
    TooLarge,
}

impl Filter {
    /// Works it out.
    pub fn apply(
        &self,
        input: &Value,
        args: &[Value],
        named: &[(&str, Value)],
        now: &Moment,
    ) -> Result<Value, FilterError> {
        if !named.is_empty() && self.named.is_empty() {
            // Ruby hands names that a filter does not know to it as one more argument.
            let hash: Object = named.iter().map(|(name, value)| (Arc::from(*name), value.clone())).collect();
            let mut all = args.to_vec();
            all.push(Value::from(hash));
            return self.call(&Call { input, args: &all, named: &[], now });
        }
        self.call(&Call { input, args, named, now })
    }

    fn call(&self, call: &Call<'_>) -> Result<Value, FilterError> {
        let (least, most) = self.arity();
        let given = call.args.len();
        if (least..=most).contains(&given) {
            return (self.run)(call);
        }
        let expected = if least == most { format!("{}", least + 1) } else { format!("{}..{}", least + 1, most + 1) };
        Err(FilterError::Arguments { given: given + 1, expected })
    }

    /// How many arguments by position it must and may have.
    pub fn arity(&self) -> (usize, usize) {
        (self.takes.iter().filter(|argument| argument.required).count(), self.takes.len())
    }
}

/// All filters, family by family.
pub fn all() -> impl Iterator<Item = &'static Filter> {
    let families: [&'static [Filter]; 10] = [
        text::FILTERS,
        cut::FILTERS,
        array::FILTERS,
        search::FILTERS,
        math::FILTERS,
        dates::FILTERS,
        web::FILTERS,
        encode::FILTERS,
        json::FILTERS,
        plain::FILTERS,
    ];
    families.into_iter().flatten()
}

static BY_NAME: LazyLock<Vec<(u64, &'static Filter)>> = LazyLock::new(|| {
    let mut keyed: Vec<_> = all().map(|filter| (key(filter.name), filter)).collect();
    order::sort_by_key(&mut keyed, |(key, _)| *key);
    keyed
});

/// A name's length and first letters as one number: cheaper to compare than the name.
fn key(name: &str) -> u64 {
    name.bytes().take(7).fold(name.len() as u64, |key, byte| key << 8 | u64::from(byte))
}

/// The filter of this name.
pub fn find(name: &str) -> Option<&'static Filter> {
    let wanted = key(name);
    let from = BY_NAME.partition_point(|(key, _)| *key < wanted);
    let alike = BY_NAME.get(from..)?.iter().take_while(|(key, _)| *key == wanted);
    alike.map(|(_, filter)| *filter).find(|filter| filter.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found() {
        let mut names: Vec<_> = all().map(|filter| filter.name).collect();
        names.sort_unstable();
        let before = names.len();
        names.dedup();
        assert_eq!(names.len(), before);
        assert!(names.iter().all(|name| find(name).is_some()));
        assert!(find("no_such_filter").is_none());
    }

    #[test]
    fn every_filter_of_braze_has_an_example() {
        for filter in all().filter(|filter| filter.support == Support::Braze) {
            assert!(!filter.examples.is_empty(), "{}", filter.name);
        }
    }
}
