//! Numbers and money.

use super::{Argument, Call, Family, Filter, FilterError, Support, may, needs, shows, with};
use crate::liquid::value::{Decimal, Number, Value};
use crate::locale::Text;
use std::cmp::Ordering;

const NUMBER: &[Argument] = &[needs("number")];

pub(super) const FILTERS: &[Filter] = &[
    filter(
        "plus",
        Support::Braze,
        Text {
            en: "Adds a number. `| plus: 0` makes a number of a text.",
            fr: "Ajoute un nombre. `| plus: 0` fait d’un texte un nombre.",
        },
        NUMBER,
        |call| Ok(number(call).plus(&other(call)).to_value()),
        &[shows("{{ '5' | plus: 3 }} {{ 0.1 | plus: 0.2 }}", "8 0.3")],
    ),
    filter(
        "minus",
        Support::Braze,
        Text { en: "Takes a number away.", fr: "Retranche un nombre." },
        NUMBER,
        |call| Ok(number(call).minus(&other(call)).to_value()),
        &[shows("{{ 5 | minus: 8 }}", "-3")],
    ),
    filter(
        "times",
        Support::Braze,
        Text { en: "Multiplies.", fr: "Multiplie." },
        NUMBER,
        |call| Ok(number(call).times(&other(call)).to_value()),
        &[shows("{{ 19.99 | times: 3 }}", "59.97")],
    ),
    filter(
        "divided_by",
        Support::Braze,
        Text {
            en: "Divides. A whole number by a whole number gives a whole number, rounded down.",
            fr: "Divise. Un entier par un entier donne un entier, arrondi vers le bas.",
        },
        NUMBER,
        |call| Ok(number(call).divided_by(&other(call))?.to_value()),
        &[shows("{{ 15 | divided_by: 2 }} {{ 15 | divided_by: 2.0 }}", "7 7.5")],
    ),
    filter(
        "modulo",
        Support::Braze,
        Text { en: "What is left of a division.", fr: "Le reste d’une division." },
        NUMBER,
        |call| Ok(number(call).modulo(&other(call))?.to_value()),
        &[shows("{{ 17 | modulo: 5 }}", "2")],
    ),
    filter(
        "abs",
        Support::Braze,
        Text { en: "Without its sign.", fr: "Sans son signe." },
        &[],
        |call| Ok(number(call).abs().to_value()),
        &[shows("{{ -5.4 | abs }}", "5.4")],
    ),
    filter(
        "round",
        Support::Braze,
        Text { en: "Rounded to a number of digits after the point.", fr: "Arrondi à un nombre de décimales." },
        &[may("digits")],
        round,
        &[shows("{{ 5.666 | round }} {{ 5.666 | round: 1 }}", "6 5.7")],
    ),
    filter(
        "ceil",
        Support::Braze,
        Text { en: "Rounded up.", fr: "Arrondi vers le haut." },
        &[],
        |call| Ok(number(call).whole(true)?.to_value()),
        &[shows("{{ 5.1 | ceil }}", "6")],
    ),
    filter(
        "floor",
        Support::Braze,
        Text { en: "Rounded down.", fr: "Arrondi vers le bas." },
        &[],
        |call| Ok(number(call).whole(false)?.to_value()),
        &[shows("{{ 5.9 | floor }}", "5")],
    ),
    filter(
        "at_least",
        Support::Braze,
        Text { en: "No less than a number.", fr: "Au moins un nombre." },
        NUMBER,
        |call| Ok(clamped(call, Ordering::Less)),
        &[shows("{{ 4 | at_least: 5 }}", "5")],
    ),
    filter(
        "at_most",
        Support::Braze,
        Text { en: "No more than a number.", fr: "Au plus un nombre." },
        NUMBER,
        |call| Ok(clamped(call, Ordering::Greater)),
        &[shows("{{ 6 | at_most: 5 }}", "5")],
    ),
    filter(
        "money",
        Support::Braze,
        Text {
            en: "With two digits after the point; adds no currency.",
            fr: "Avec deux décimales ; n’ajoute pas de devise.",
        },
        &[],
        money,
        &[shows("${{ 145 | money }} ${{ 17.8 | money }}", "$145.00 $17.80")],
    ),
    filter(
        "money_with_currency",
        Support::Refused,
        Text { en: "Braze does not have it.", fr: "Braze ne l’a pas." },
        super::plain::ANY,
        super::plain::same,
        &[],
    ),
    filter(
        "money_without_currency",
        Support::Refused,
        Text { en: "Braze does not have it.", fr: "Braze ne l’a pas." },
        super::plain::ANY,
        super::plain::same,
        &[],
    ),
    filter(
        "number_with_delimiter",
        Support::Braze,
        Text { en: "With commas between thousands.", fr: "Avec une virgule entre les milliers." },
        &[],
        delimited,
        &[shows("{{ 123456 | number_with_delimiter }}", "123,456")],
    ),
    filter(
        "to_i",
        Support::Liquid,
        Text {
            en: "The whole number that it begins with (seen in Braze’s partner pages only).",
            fr: "L’entier par lequel il commence (vu seulement dans les pages partenaires de Braze).",
        },
        &[],
        to_i,
        &[with("{{ n | to_i }}", r#"{"n": "12 kg"}"#, "12")],
    ),
];

const fn filter(
    name: &'static str,
    support: Support,
    doc: Text,
    takes: &'static [Argument],
    run: fn(&Call<'_>) -> Result<Value, FilterError>,
    examples: &'static [super::Example],
) -> Filter {
    Filter {
        name,
        family: Family::Math,
        support,
        doc: super::told(doc),
        takes,
        named: &[],
        run,
        examples: super::shown(examples),
    }
}

fn number(call: &Call<'_>) -> Number {
    Number::read(call.input)
}

fn other(call: &Call<'_>) -> Number {
    Number::read(call.arg(0))
}

fn round(call: &Call<'_>) -> Result<Value, FilterError> {
    let digits = match other(call).cut()? {
        Number::Whole(digits) => i32::try_from(digits.clamp(-400, 400)).unwrap_or_default(),
        _ => 0,
    };
    Ok(number(call).round(digits)?.to_value())
}

fn clamped(call: &Call<'_>, beyond: Ordering) -> Value {
    let (given, bound) = (number(call), other(call));
    if given.compare(&bound) == beyond { bound.to_value() } else { given.to_value() }
}

fn money(call: &Call<'_>) -> Result<Value, FilterError> {
    if call.input.is_nil() {
        return Ok(Value::Nil);
    }
    let number = number(call);
    let decimal = match &number {
        Number::Whole(whole) => Some(Decimal::new(*whole, 0)),
        Number::Decimal(decimal) => Some(*decimal),
        Number::Float(_) => None,
    };
    Ok(Value::from(match decimal.and_then(|decimal| decimal.fixed(2)) {
        Some(shown) => shown,
        None => format!("{:.2}", number.to_float()),
    }))
}

fn delimited(call: &Call<'_>) -> Result<Value, FilterError> {
    let text = call.input.to_text();
    let (whole, tail) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut out = String::with_capacity(text.len() * 4 / 3);
    let mut digits = 0;
    let mut run = Vec::new();
    // From the right, so that the groups are full; runs of other characters start the count anew.
    for letter in whole.chars().rev() {
        if letter.is_ascii_digit() {
            if digits > 0 && digits % 3 == 0 {
                run.push(',');
            }
            digits += 1;
        } else {
            digits = 0;
        }
        run.push(letter);
    }
    out.extend(run.into_iter().rev());
    out.push_str(tail);
    Ok(Value::from(out))
}

fn to_i(call: &Call<'_>) -> Result<Value, FilterError> {
    let whole = match number(call) {
        Number::Float(_) => Number::Whole(0),
        number => number.cut()?,
    };
    Ok(whole.to_value())
}
