//! People from CSV: a column for each attribute, with the names that `POST /users/track` has for them. In: the text of a
//! file. Out: its `attributes` one by one, or the line that is wrong.

use super::workspace::is_field;
use serde_json::{Map, Value};

/// Attributes that are text whatever they look like, besides the fields of the profile.
const TEXT: &[&str] = &["external_id", "braze_id", "email_subscribe", "push_subscribe"];

/// Gives every person of a file to `take`, once the whole file is sound; how many there are.
pub(super) fn people(text: &str, mut take: impl FnMut(&Value)) -> Result<usize, String> {
    let mut record = csv::StringRecord::new();
    let mut count = 0_usize;
    for sound in [false, true] {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let headers = reader.headers().map_err(|error| error.to_string())?.clone();
        if !headers.iter().any(|name| matches!(name, "external_id" | "email" | "phone" | "alias_name")) {
            return Err("line 1: a column external_id, alias_name, email or phone is required".to_owned());
        }
        while reader.read_record(&mut record).map_err(|error| error.to_string())? {
            if sound {
                count = count.saturating_add(1);
                take(&person(headers.iter().zip(&record).filter(|(_, cell)| !cell.is_empty())));
            }
        }
    }
    Ok(count)
}

fn person<'t>(cells: impl Iterator<Item = (&'t str, &'t str)>) -> Value {
    let (mut members, mut alias) = (Map::new(), Map::new());
    for (name, cell) in cells {
        match name {
            "alias_name" | "alias_label" => {
                alias.insert(name.to_owned(), Value::from(cell));
            }
            _ => {
                members.insert(name.to_owned(), value(name, cell));
            }
        }
    }
    if !alias.is_empty() && !members.contains_key("external_id") {
        alias.entry("alias_label").or_insert_with(|| Value::from("csv"));
        members.insert("user_alias".to_owned(), Value::Object(alias));
        members.insert("_update_existing_only".to_owned(), Value::Bool(false));
    }
    Value::Object(members)
}

/// Numbers, `true`, `false`, arrays and objects are what they look like in custom attributes; all else is text.
fn value(name: &str, cell: &str) -> Value {
    let plain = || Value::from(cell);
    if TEXT.contains(&name) || is_field(name) {
        return plain();
    }
    let looks = cell.starts_with(['[', '{', '-'])
        || cell.starts_with(|c: char| c.is_ascii_digit())
        || matches!(cell, "true" | "false");
    // A number with zeros before it is a code.
    let code = cell.len() > 1 && cell.starts_with('0') && !cell.starts_with("0.");
    if looks && !code { serde_json::from_str(cell).unwrap_or_else(|_| plain()) } else { plain() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn people(text: &str) -> Result<Vec<Value>, String> {
        let mut people = Vec::new();
        super::people(text, |person| people.push(person.clone())).map(|_| people)
    }

    #[test]
    fn columns_become_attributes() {
        let text = "external_id,first_name,phone,points,vip,postcode,drinks\nann,Ann,0123,30,true,01000,\"[\"\"tea\"\"]\"\n7,,,,,,\n";
        assert_eq!(
            people(text).unwrap(),
            [
                json!({ "external_id": "ann", "first_name": "Ann", "phone": "0123", "points": 30, "vip": true,
                        "postcode": "01000", "drinks": ["tea"] }),
                json!({ "external_id": "7" }),
            ]
        );
        assert!(people("name\nAnn\n").unwrap_err().contains("external_id"));
        assert!(people("external_id,a\nann\n").unwrap_err().contains("line"));
        assert_eq!(
            people("alias_name\n77\n").unwrap()[0]["user_alias"],
            json!({ "alias_name": "77", "alias_label": "csv" })
        );
    }
}
