//! What fits nowhere else.

use super::{Argument, Call, Family, Filter, FilterError, Support, may, needs, shows, with};
use crate::liquid::value::{Object, Value};
use crate::locale::Text;
use std::sync::Arc;

pub(super) const FILTERS: &[Filter] = &[
    Filter {
        name: "default",
        family: Family::Plain,
        support: Support::Braze,
        doc: super::told(Text {
            en: "Stands in for what is nil, false or empty (not for white space). With `allow_false: true`, false stays.",
            fr: "Remplace ce qui est nil, faux ou vide (pas les blancs). Avec `allow_false: true`, faux reste.",
        }),
        // Ruby takes one more, which would be the names.
        takes: &[may("value"), may("…")],
        named: &["allow_false"],
        run: default,
        examples: super::shown(&[
            shows("Hi {{ ${first_name} | default: 'there' }}", "Hi there"),
            with("Hi {{ ${first_name} | default: 'there' }}", r#"{"first_name": "Ann"}"#, "Hi Ann"),
        ]),
    },
    Filter {
        name: "property_accessor",
        family: Family::Json,
        support: Support::Braze,
        doc: super::told(Text { en: "The value of a hash at a name.", fr: "La valeur d’un objet pour un nom." }),
        takes: &[needs("name")],
        named: &[],
        run: |call| Ok(call.input.get(call.arg(0), false)),
        examples: super::shown(&[with("{{ hash | property_accessor: 'a' }}", r#"{"hash": {"a": 42, "b": 0}}"#, "42")]),
    },
    Filter {
        name: "id",
        family: Family::Plain,
        support: Support::Liquid,
        doc: super::told(Text {
            en: "Braze's composer writes it after a Content Block: the name under which this use of it is counted. Changes nothing.",
            fr: "L’éditeur de Braze l’écrit après un bloc de contenu : le nom sous lequel cet usage est compté. Ne change rien.",
        }),
        takes: &[needs("name")],
        named: &[],
        run: same,
        examples: super::shown(&[]),
    },
    Filter {
        name: "format_address",
        family: Family::Plain,
        support: Support::Refused,
        doc: super::told(Text { en: "Braze does not have it.", fr: "Braze ne l’a pas." }),
        takes: ANY,
        named: &[],
        run: same,
        examples: super::shown(&[]),
    },
    Filter {
        name: "highlight",
        family: Family::Plain,
        support: Support::Refused,
        doc: super::told(Text { en: "Braze does not have it.", fr: "Braze ne l’a pas." }),
        takes: ANY,
        named: &[],
        run: same,
        examples: super::shown(&[]),
    },
];

/// The arguments of a filter that is not there: any.
pub(super) const ANY: &[Argument] = &[may("…"); 8];

/// What a filter that is not there does: nothing.
pub(super) fn same(call: &Call<'_>) -> Result<Value, FilterError> {
    Ok(call.input.clone())
}

fn default(call: &Call<'_>) -> Result<Value, FilterError> {
    if !call.named.is_empty() && call.args.len() > 1 {
        return Err(FilterError::Arguments { given: call.args.len() + 2, expected: "1..3".to_owned() });
    }
    let allow_false = call.named.iter().any(|(name, value)| *name == "allow_false" && value.truthy());
    let missing = if allow_false { call.input.is_nil() } else { !call.input.truthy() };
    let empty = call.input.is_empty() || matches!(call.input, Value::Empty | Value::Blank);
    if missing || empty {
        let hash = || call.named.iter().map(|(name, value)| (Arc::from(*name), value.clone())).collect::<Object>();
        return Ok(match call.args.first() {
            Some(value) => value.clone(),
            // Ruby takes names alone for the value.
            None if !call.named.is_empty() => Value::from(hash()),
            None => Value::text(""),
        });
    }
    Ok(call.input.clone())
}
