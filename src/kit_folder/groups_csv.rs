//! `groups.csv`: the same groups as a table, for brands that keep their offices in a spreadsheet.
//!
//! A row is a group, a column a key: `id`, every key of `groups.toml`, `sender.name`, `sender.email`, `sender.reply_to`,
//! `fields.<name>`, `braze.<kind>.message_variation_id` and such. An empty cell is a key left out. Lists are split at `|`; a segment is `id=name`. The delimiter is
//! whichever of comma, semicolon and tab the header uses.

use super::faults::{CSV, CSV_CELL, CSV_COLUMN, CSV_COLUMN_NEAR, CSV_ID, DUPLICATE_ID};
use crate::group::Groups;
use crate::strict_toml::{self, Document, Mistake, nearest};
use crate::text::Span;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

const COLUMNS: &[&str] = &[
    "id",
    "parent",
    "name",
    "kind",
    "locale",
    "country",
    "time_zone",
    "legal_entity",
    "address",
    "city",
    "phone",
    "hours",
    "website",
    "sender.name",
    "sender.email",
    "sender.reply_to",
    "message_variation_id",
    "braze.sms.message_variation_id",
    "braze.sms.subscription_group_id",
    "braze.apple_push.message_variation_id",
    "braze.android_push.message_variation_id",
    "braze.web_push.message_variation_id",
    "braze.kindle_push.message_variation_id",
    "braze.content_card.message_variation_id",
    "braze.whats_app.message_variation_id",
    "braze.whats_app.subscription_group_id",
    "braze.webhook.message_variation_id",
    "templates",
    "segments",
];

/// Reads the table.
pub(super) fn open(file: &str, text: &str) -> (Option<Groups>, Document, Vec<Mistake>) {
    let plain = Document::plain(file, text);
    let mut mistakes = Vec::new();
    let mut rows =
        csv::ReaderBuilder::new().delimiter(delimiter(text)).trim(csv::Trim::All).from_reader(text.as_bytes());
    let columns: Vec<String> = match rows.headers() {
        Ok(header) => header.iter().map(str::to_owned).collect(),
        Err(error) => return (None, plain.clone(), vec![plain.mistake_at(&CSV, 0).with("reason", error.to_string())]),
    };
    for column in &columns {
        if !COLUMNS.contains(&column.as_str()) && column.strip_prefix("fields.").is_none_or(str::is_empty) {
            let near = nearest(column, COLUMNS.iter().copied());
            let fault = if near.is_some() { &CSV_COLUMN_NEAR } else { &CSV_COLUMN };
            let mistake = plain.mistake_at(fault, text.find(column.as_str()).unwrap_or_default());
            let mistake = mistake.with("name", column.as_str()).with("nearest", near.unwrap_or_default());
            mistakes.push(mistake.with("known", COLUMNS.join(", ")));
        }
    }
    if !columns.iter().any(|column| column == "id") {
        mistakes.push(plain.mistake_at(&CSV_ID, 0));
    }
    let mut groups = Map::new();
    let mut spans = BTreeMap::new();
    for row in rows.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let at = error.position().map_or(0, |position| position.byte());
                let at = usize::try_from(at).unwrap_or_default();
                mistakes.push(plain.mistake_at(&CSV, at).with("reason", error.to_string()));
                continue;
            }
        };
        let at = row.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or_default();
        let cells = columns.iter().map(String::as_str).zip(row.iter());
        let (id, group) =
            group(cells, &mut |fault, name: &str| mistakes.push(plain.mistake_at(fault, at).with("name", name)));
        if id.is_empty() {
            mistakes.push(plain.mistake_at(&CSV_ID, at));
            continue;
        }
        if groups.contains_key(&id) {
            mistakes.push(plain.mistake_at(&DUPLICATE_ID, at).with("name", id.as_str()));
            continue;
        }
        spans.insert(id.clone(), Span::at(at));
        groups.insert(id, Value::Object(group));
    }
    let document = Document::of_rows(file, text, Value::Object(groups), &spans);
    if mistakes.is_empty() {
        let (value, faults) = strict_toml::take(&document);
        return (value, document, faults);
    }
    (None, document, mistakes)
}

/// The one of `,`, `;` and tab that the header has most of.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |delimiter: u8| header.bytes().filter(|byte| *byte == delimiter).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

/// Puts a cell into a table of the group. Names of `fields` may have a point in them; `braze` has a table for each kind.
fn put(group: &mut Map<String, Value>, table: &str, key: &str, cell: &str) {
    let inner = group.entry(table.to_owned()).or_insert_with(|| Value::Object(Map::new()));
    let Some(inner) = inner.as_object_mut() else { return };
    match key.split_once('.').filter(|_| table == "braze") {
        Some((table, key)) => put(inner, table, key, cell),
        None => {
            inner.insert(key.to_owned(), cell.into());
        }
    }
}

/// One row as what `groups.toml` would say.
fn group<'c>(
    cells: impl Iterator<Item = (&'c str, &'c str)>,
    wrong: &mut dyn FnMut(&'static strict_toml::Fault, &str),
) -> (String, Map<String, Value>) {
    let mut id = String::new();
    let mut group = Map::new();
    for (column, cell) in cells.filter(|(_, cell)| !cell.is_empty()) {
        match column.split_once('.') {
            Some((table, key)) => put(&mut group, table, key, cell),
            None if column == "id" => cell.clone_into(&mut id),
            None if column == "templates" => {
                group.insert(column.to_owned(), cell.split('|').map(str::trim).collect::<Vec<_>>().into());
            }
            None if column == "segments" => {
                let mut segments = Vec::new();
                for segment in cell.split('|') {
                    match segment.split_once('=') {
                        Some((id, name)) => {
                            segments.push(serde_json::json!({ "id": id.trim(), "name": name.trim() }));
                        }
                        None => wrong(&CSV_CELL, segment.trim()),
                    }
                }
                group.insert(column.to_owned(), segments.into());
            }
            None => {
                group.insert(column.to_owned(), cell.into());
            }
        }
    }
    (id, group)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_says_the_same_as_toml() {
        let csv = "id;parent;name;kind;sender.name;sender.email;templates;segments;fields.tram\n\
                   hq;;HQ;head-office;HQ;hq@a.example;news|offer;s1=All|s2=Regulars;\n\
                   lyon;hq;\"Lyon; Pentes\";franchisee;;;offer;;C\n";
        let (groups, _, mistakes) = open("groups.csv", csv);
        assert_eq!(mistakes, []);
        let toml = "[hq]\nname='HQ'\nkind='head-office'\nsender={name='HQ',email='hq@a.example'}\ntemplates=['news','offer']\nsegments=[{id='s1',name='All'},{id='s2',name='Regulars'}]\n[lyon]\nparent='hq'\nname='Lyon; Pentes'\nkind='franchisee'\ntemplates=['offer']\nfields={tram='C'}";
        assert_eq!(groups.unwrap(), strict_toml::read::<Groups>("groups.toml", toml).unwrap());
    }

    #[test]
    fn mistakes_name_the_row() {
        let (_, _, mistakes) = open("groups.csv", "id,name,knid\nhq,HQ,\nhq,Again,\n,Nobody,\nx,X,y,z\n");
        let places: Vec<String> = mistakes.iter().map(Mistake::place).collect();
        assert_eq!(places, ["groups.csv:1:9", "groups.csv:3:1", "groups.csv:4:1", "groups.csv:5:1"]);
        let (_, _, mistakes) = open("groups.csv", "id,name,kind\nhq,HQ,office\n");
        assert_eq!(mistakes.iter().map(Mistake::place).collect::<Vec<_>>(), ["groups.csv:2:1"]);
    }
}
