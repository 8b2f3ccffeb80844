//! Conditions on what is declared.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// `{ "offer.until" = "not over" }` as conditions.
pub(super) fn conditions(facts: &BTreeMap<String, toml::Value>) -> Result<String, String> {
    let mut code = String::new();
    for (path, value) in facts {
        let condition = condition(value).ok_or_else(|| format!("`{path}`: cannot read the condition {value}"))?;
        let _ =
            write!(code, "super::case::Asked {{ path: {path:?}, condition: super::case::Condition::{condition} }},");
    }
    Ok(format!("&[{code}]"))
}

fn condition(value: &toml::Value) -> Option<String> {
    let number = |text: &str| text.trim().parse::<f64>().ok();
    match value {
        toml::Value::Boolean(yes) => Some(format!("OneOf(&[\"{yes}\"])")),
        toml::Value::Array(list) => {
            let words: Vec<&str> = list.iter().filter_map(toml::Value::as_str).collect();
            (words.len() == list.len()).then(|| format!("OneOf(&{words:?})"))
        }
        toml::Value::String(text) => Some(match text.as_str() {
            "known" => "Known".to_owned(),
            "not over" => "NotOver".to_owned(),
            "begun" => "Begun".to_owned(),
            "that day" => "ThatDay".to_owned(),
            "of drinking age" => "OfDrinkingAge".to_owned(),
            _ if text.starts_with(">=") => format!("AtLeast({:?})", number(text.get(2..)?)?),
            _ if text.starts_with("<=") => format!("AtMost({:?})", number(text.get(2..)?)?),
            _ if text.starts_with("at most ") && text.ends_with(" days old") => {
                let days = text.trim_start_matches("at most ").trim_end_matches(" days old");
                format!("Fresh({})", days.parse::<i64>().ok()?)
            }
            _ => format!("OneOf(&[{text:?}])"),
        }),
        _ => None,
    }
}
