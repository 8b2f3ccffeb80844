//! Rows: from text to attributes, part by part.

use super::cell::{self, Habits};
use super::head::{MOST_COLUMNS, reader};
use super::problem::{CELLS, MANY_ROWS, NO_ID, Problem};
use super::{Encoding, Field, Fields};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// What a file's columns are: settled once, before its first part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// What parts cells: `;`, `,`, a tab or `|`.
    pub delimiter: char,
    /// The id of each column's field; `None`: the column is left out.
    pub columns: Vec<Option<String>>,
    /// How the file's bytes are text.
    #[serde(default)]
    pub encoding: Encoding,
}

/// Why a layout cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LayoutError {
    /// Not one of the separators.
    #[error("the separator must be one of ; , tab |")]
    Delimiter,
    /// Too many columns.
    #[error("there are more than {MOST_COLUMNS} columns")]
    Columns,
    /// A column that the policy does not allow.
    #[error("column {0} is not one that the policy allows")]
    NotAllowed(usize),
    /// A field for two columns.
    #[error("column {0} has the field of a column before it")]
    Twice(usize),
    /// No column tells whom a row is about.
    #[error("no column is external_id, email or phone")]
    NoId,
}

impl LayoutError {
    /// A short name that never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Delimiter => "layout-delimiter",
            Self::Columns => "layout-columns",
            Self::NotAllowed(_) => "layout-not-allowed",
            Self::Twice(_) => "layout-twice",
            Self::NoId => "layout-no-id",
        }
    }
}

/// A sound row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// Whom it is about, for finding doubles.
    pub who: String,
    /// What `users/track` gets; the list is named in it.
    pub attributes: Map<String, Value>,
}

/// What a part of a file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// The sound rows.
    pub rows: Vec<Row>,
    /// What is wrong with the others: of each row all that is, by column.
    pub problems: Vec<Problem>,
    /// How many bytes of the text are done with; the next part begins there.
    pub taken: usize,
    /// The line on which the next part begins.
    pub line: u64,
    /// How many rows were looked at, the first line aside.
    pub count: u64,
}

impl Layout {
    /// Says what is wrong with it, under this policy.
    pub fn check(&self, fields: &Fields) -> Result<(), LayoutError> {
        self.delimiter()?;
        if self.columns.len() > MOST_COLUMNS {
            return Err(LayoutError::Columns);
        }
        let mut named = false;
        for (at, id) in self.columns.iter().enumerate() {
            let Some(id) = id else { continue };
            let number = at.saturating_add(1);
            let field = fields.place(id).and_then(|place| fields.get(place)).ok_or(LayoutError::NotAllowed(number))?;
            if self.columns.iter().take(at).flatten().any(|other| other == id) {
                return Err(LayoutError::Twice(number));
            }
            named |= field.identifies();
        }
        if named { Ok(()) } else { Err(LayoutError::NoId) }
    }

    fn delimiter(&self) -> Result<u8, LayoutError> {
        u8::try_from(self.delimiter).ok().filter(|byte| b";,\t|".contains(byte)).ok_or(LayoutError::Delimiter)
    }

    /// Reads the rows of a part of the file. Unless the file `ends` with it, the last row is left for the next part: only
    /// what follows tells that it is whole. Nothing is taken where not even one row is.
    pub fn read(&self, text: &str, from: (u64, u64), ends: bool, fields: &Fields, habits: &Habits, list: &str) -> Part {
        let (line, before) = from;
        let columns: Vec<Option<&Field>> =
            self.columns.iter().map(|id| fields.get(fields.place(id.as_deref()?)?)).collect();
        let Ok(delimiter) = self.delimiter() else { return Part { line, ..Part::default() } };
        let lists = json!({ "add": [list] });
        let mut part = Part { line, ..Part::default() };
        let mut rows = reader(text.as_bytes(), delimiter);
        let mut record = csv::StringRecord::new();
        let (mut at, mut at_line) = (0_usize, line);
        loop {
            let read = rows.read_record(&mut record);
            // Text is read, and rows may have any number of cells: nothing can fail.
            let more = matches!(read, Ok(true));
            let end = usize::try_from(rows.position().byte()).unwrap_or(text.len()).min(text.len());
            if !more {
                if ends {
                    part.taken = text.len();
                    part.line = at_line.saturating_add(breaks(text.get(at..).unwrap_or_default()));
                }
                return part;
            }
            let own = text.get(at..end).unwrap_or_default();
            let blank = own.len().saturating_sub(own.trim_start_matches(['\r', '\n', '\u{feff}']).len());
            let begins = at_line.saturating_add(breaks(own.get(..blank).unwrap_or_default()));
            if end >= text.len() && !ends {
                return part;
            }
            // A line end of two signs may stand half inside.
            let end = if own.ends_with('\r') && text.get(end..).is_some_and(|rest| rest.starts_with('\n')) {
                end.saturating_add(1)
            } else {
                end
            };
            at_line = at_line.saturating_add(breaks(text.get(at..end).unwrap_or_default()));
            at = end;
            (part.taken, part.line) = (at, at_line);
            if begins == 1 || (line == 1 && part.count == 0 && begins <= 1) {
                continue;
            }
            part.count = part.count.saturating_add(1);
            if before.saturating_add(part.count) > fields.most_rows {
                part.problems.push(Problem { other: fields.most_rows, ..Problem::of_row(begins, MANY_ROWS) });
                continue;
            }
            match self.row(&record, begins, &columns, habits) {
                Ok(mut row) => {
                    row.attributes.insert(fields.lists.clone(), lists.clone());
                    part.rows.push(row);
                }
                Err(problems) => part.problems.extend(problems),
            }
        }
    }

    fn row(
        &self,
        record: &csv::StringRecord,
        line: u64,
        columns: &[Option<&Field>],
        habits: &Habits,
    ) -> Result<Row, Vec<Problem>> {
        let over = record.iter().skip(columns.len()).any(|cell| !cell.trim().is_empty());
        if over || (record.len() < columns.len() && record.len() == 1 && columns.len() > 1) {
            // Nobody knows which cell stands in which column.
            return Err(vec![Problem::of_row(line, CELLS)]);
        }
        let (mut attributes, mut problems, mut named) = (Map::new(), Vec::new(), false);
        for (number, (field, cell)) in (1_u64..).zip(columns.iter().zip(record)) {
            let Some(field) = field else { continue };
            match cell::read(field, cell, habits) {
                Ok(None) => continue,
                Ok(Some(value)) => drop(attributes.insert(field.name.clone(), value)),
                Err(trouble) => problems.push(Problem { column: number, ..Problem::of_row(line, trouble) }),
            }
            named |= field.identifies();
        }
        if !named {
            problems.insert(0, Problem::of_row(line, NO_ID));
        }
        // As Braze looks: the id, else the address, else the number.
        let by = |name: &str| Some(format!("{name}\u{0}{}", attributes.get(name)?.as_str()?));
        match ["external_id", "email", "phone"].into_iter().find_map(by) {
            Some(who) if problems.is_empty() => Ok(Row { line, who, attributes }),
            _ => Err(problems),
        }
    }
}

/// How many lines end in it.
fn breaks(text: &str) -> u64 {
    let mut count = 0_u64;
    let mut before = ' ';
    for c in text.chars() {
        if c == '\n' && before != '\r' || c == '\r' {
            count = count.saturating_add(1);
        }
        before = c;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::super::{Trouble, rows_left_out};
    use super::*;
    use crate::policy::Policy;

    fn fields() -> Fields {
        let json = r#"{ "data": { "upload": { "list": "lists", "most_rows": 1000 }, "attributes": {
            "points": { "liquid": "custom_attribute.${points}", "kind": "number", "label": { "en": "Points", "fr": "Points" } } } } }"#;
        Fields::of(&serde_json::from_str::<Policy>(json).unwrap().data).unwrap()
    }

    fn layout(columns: &[&str]) -> Layout {
        let named = |id: &&str| Some((*id).to_owned()).filter(|id| id != "-");
        Layout { delimiter: ';', columns: columns.iter().map(named).collect(), encoding: Encoding::Utf8 }
    }

    fn whole(layout: &Layout, text: &str) -> Part {
        layout.read(text, (1, 0), true, &fields(), &Habits::of(Some("FR"), Some("fr-FR")), "lyon/a")
    }

    #[test]
    fn a_row_goes_whole_or_not_at_all() {
        let text = "\u{feff}id;mail;note;points\r\n1;a@x.example;\"hi;\nho\";12,5\r\n\r\n2;wrong;;1\r\n;;;3\r\n4;;;x\r\n5;;;1;2\r\n6\r\n";
        let part = whole(&layout(&["external_id", "email", "-", "points"]), text);
        assert_eq!(part.rows.len(), 1);
        let expected =
            json!({ "external_id": "1", "email": "a@x.example", "points": 12.5, "lists": { "add": ["lyon/a"] } });
        assert_eq!(Value::Object(part.rows[0].attributes.clone()), expected);
        let found: Vec<_> = part.problems.iter().map(|one| (one.line, one.column, one.trouble.code)).collect();
        assert_eq!(found, [(5, 2, "email"), (6, 0, "no-id"), (7, 4, "number"), (8, 0, "cells"), (9, 0, "cells")]);
        assert_eq!((part.taken, part.count), (text.len(), 6));
    }

    #[test]
    fn all_that_is_wrong_with_a_row_is_told_at_once() {
        // Nothing tells whom; whom is told but cannot be read; the id is sound and the rest is not; a cell too many.
        let text = "mail;points;phone;id\n;x;;\nwrong;x;12;\nwrong;x;12;7\nwrong;x;12;7;more\n";
        let part = whole(&layout(&["email", "points", "phone", "external_id"]), text);
        let found: Vec<_> = part.problems.iter().map(|one| (one.line, one.column, one.trouble.code)).collect();
        let wrong = |line| [(line, 1, "email"), (line, 2, "number"), (line, 3, "phone")];
        let expected = [&[(2, 0, "no-id"), (2, 2, "number")][..], &wrong(3), &wrong(4), &[(5, 0, "cells")]].concat();
        assert_eq!(found, expected);
        assert_eq!((part.rows.len(), part.count, rows_left_out(&part.problems)), (0, 4, 4));
    }

    #[test]
    fn parts_cut_anywhere_give_what_the_whole_gives() {
        let mut text = "mail;points;note\r\n".to_owned();
        for number in 0..40 {
            let end = if number % 3 == 0 { "\n" } else { "\r\n" };
            text.push_str(&format!(
                "p{number}@x.example;{number};\"é \"\"{number}\"\"\r\n;\"{end}{}",
                if number % 7 == 0 { end } else { "" }
            ));
        }
        text.push_str("last@x.example;1;end");
        let (layout, fields, habits) = (layout(&["email", "points", "-"]), fields(), Habits::default());
        let all = layout.read(&text, (1, 0), true, &fields, &habits, "l");
        assert_eq!((all.rows.len(), all.problems.len()), (41, 0));
        for length in [40, 57, 100, 333] {
            let (mut at, mut line, mut count, mut rows) = (0, 1, 0, Vec::new());
            while at < text.len() {
                let mut end = (at + length).min(text.len());
                while !text.is_char_boundary(end) {
                    end += 1;
                }
                let part = layout.read(&text[at..end], (line, count), end == text.len(), &fields, &habits, "l");
                assert!(part.taken > 0, "{length}");
                (at, line, count) = (at + part.taken, part.line, count + part.count);
                rows.extend(part.rows);
            }
            assert_eq!((rows, line, count), (all.rows.clone(), all.line, all.count), "{length}");
        }
    }

    #[test]
    fn a_row_without_end_takes_nothing() {
        let open = format!("\"{}", "a;b\n".repeat(1000));
        let part = layout(&["email"]).read(&open, (7, 3), false, &fields(), &Habits::default(), "l");
        assert_eq!((part.taken, part.count, part.line), (0, 0, 7));
        let ended = layout(&["email"]).read(&open, (7, 3), true, &fields(), &Habits::default(), "l");
        assert_eq!(ended.problems.len(), 1);
    }

    #[test]
    fn too_many_rows_are_told_and_left_out() {
        let text = format!("mail\n{}", "a@x.example\n".repeat(1002));
        let part = whole(&layout(&["email"]), &text);
        assert_eq!(part.rows.len(), 1000);
        assert_eq!(part.problems.iter().map(|one| one.line).collect::<Vec<_>>(), [1002, 1003]);
        assert!(part.problems.iter().all(|one| one.trouble == Trouble::MANY_ROWS && one.other == 1000));
    }

    #[test]
    fn layouts_that_cannot_be_used() {
        let check = |layout: Layout| layout.check(&fields()).map_err(LayoutError::code);
        assert_eq!(check(layout(&["-", "email", "points"])), Ok(()));
        assert_eq!(check(layout(&["points"])), Err("layout-no-id"));
        assert_eq!(check(layout(&["email", "email"])), Err("layout-twice"));
        assert_eq!(check(layout(&["email", "password"])), Err("layout-not-allowed"));
        assert_eq!(check(Layout { delimiter: 'x', ..layout(&["email"]) }), Err("layout-delimiter"));
    }
}
