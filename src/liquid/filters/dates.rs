//! Dates and zones.

use super::{Call, Family, Filter, FilterError, Support, needs, shows, with};
use crate::liquid::dates::{Moment, format, is_cut_off, parse, zone};
use crate::liquid::value::Value;
use crate::locale::Text;
use std::sync::Arc;

pub(super) const FILTERS: &[Filter] = &[
    Filter {
        name: "date",
        family: Family::Date,
        support: Support::Braze,
        doc: super::told(Text {
            en: "Writes a date by a pattern (strftime). Reads `now`, seconds since 1970, and dates as people write them; in UTC unless `time_zone` came before.",
            fr: "Écrit une date selon un modèle (strftime). Lit `now`, les secondes depuis 1970 et les dates usuelles ; en UTC sauf si `time_zone` précède.",
        }),
        takes: &[needs("format")],
        named: &[],
        run: date,
        examples: super::shown(&[
            shows("{{ '2020-06-15' | date: '%A %-d %B %Y' }}", "Monday 15 June 2020"),
            shows("{{ 1152098955 | date: '%m/%d/%Y' }}", "07/05/2006"),
        ]),
    },
    Filter {
        name: "time_zone",
        family: Family::Date,
        support: Support::Braze,
        doc: super::told(Text {
            en: "Moves a date to a zone, for the `date` after it.",
            fr: "Passe une date dans un fuseau, pour le `date` qui suit.",
        }),
        takes: &[needs("zone")],
        named: &[],
        run: time_zone,
        examples: super::shown(&[
            shows("{{ '2020-06-15 12:00' | time_zone: 'Europe/Paris' | date: '%H:%M' }}", "14:00"),
            with(
                "{{ at | time_zone: 'Eastern Time (US & Canada)' | date: '%-I %p' }}",
                r#"{"at": 1592222400}"#,
                "8 AM",
            ),
        ]),
    },
];

/// The moment that a value says: `now`, seconds, a date that someone wrote.
fn moment(value: &Value, now: &Moment) -> Option<Moment> {
    match value {
        Value::Moment(moment) => Some(Moment::clone(moment)),
        Value::Int(seconds) => Moment::of_seconds(*seconds),
        Value::Str(text) if text.eq_ignore_ascii_case("now") || text.eq_ignore_ascii_case("today") => Some(now.clone()),
        Value::Str(text) if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            Moment::of_seconds(text.parse().ok()?)
        }
        Value::Str(text) => parse(text, now),
        _ => None,
    }
}

fn date(call: &Call<'_>) -> Result<Value, FilterError> {
    let pattern = call.arg_text(0);
    if pattern.is_empty() {
        return Ok(call.input.clone());
    }
    // Widths (`%1000d`) let a pattern grow; its own length bounds how often.
    if pattern.len() > 1024 {
        return Err(FilterError::TooLarge);
    }
    Ok(match moment(call.input, call.now) {
        Some(_) if is_cut_off(&pattern) => return Err(FilterError::DateFormat(pattern.into_owned())),
        Some(moment) => Value::from(format(&moment, &pattern)),
        None => call.input.clone(),
    })
}

fn time_zone(call: &Call<'_>) -> Result<Value, FilterError> {
    let name = call.arg_text(0);
    let Some(moment) = moment(call.input, call.now) else { return Ok(call.input.clone()) };
    if name.trim().is_empty() {
        return Ok(Value::Moment(Arc::new(moment)));
    }
    let zone = zone(&name).ok_or(FilterError::Invalid("Invalid Timezone"))?;
    Ok(Value::Moment(Arc::new(moment.in_zone(zone))))
}
