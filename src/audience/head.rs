//! The beginning of a file: what parts its cells, what its columns are called and which of them are known.

use super::Fields;

/// How many rows are shown for each column.
const SHOWN: usize = 3;

/// The most columns that are looked at.
pub(super) const MOST_COLUMNS: usize = 200;

/// What parts cells, in the order in which it is tried.
const SEPARATORS: &[u8] = b";,\t|";

/// One column of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What its first cell says.
    pub header: String,
    /// The place of the field that it means, if any.
    pub field: Option<usize>,
    /// Cells of the first rows.
    pub samples: Vec<String>,
}

/// The beginning of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// What parts cells.
    pub delimiter: u8,
    /// The columns, in order.
    pub columns: Vec<Column>,
}

impl Head {
    /// Reads the first rows: the separator under which most headers are known, and most cells are found.
    pub fn read(text: &str, fields: &Fields) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let known = |head: &Self| head.columns.iter().filter(|column| column.field.is_some()).count();
        let heads = SEPARATORS.iter().map(|delimiter| Self::parted(text, *delimiter, fields));
        // The first of the best.
        let best = heads.reduce(|best, head| {
            let better = (known(&head), head.columns.len()) > (known(&best), best.columns.len());
            if better { head } else { best }
        });
        best.unwrap_or(Self { delimiter: b',', columns: Vec::new() })
    }

    fn parted(text: &str, delimiter: u8, fields: &Fields) -> Self {
        let mut rows = reader(text.as_bytes(), delimiter);
        let mut record = csv::StringRecord::new();
        let mut columns: Vec<Column> = Vec::new();
        if matches!(rows.read_record(&mut record), Ok(true)) {
            for cell in record.iter().take(MOST_COLUMNS) {
                let header: String = cell.trim().chars().take(80).collect();
                // Of two columns with one meaning, the first has it.
                let field = fields.meant_by(&header).filter(|at| columns.iter().all(|other| other.field != Some(*at)));
                columns.push(Column { header, field, samples: Vec::new() });
            }
        }
        for _ in 0..SHOWN {
            if !matches!(rows.read_record(&mut record), Ok(true)) {
                break;
            }
            for (column, cell) in columns.iter_mut().zip(&record) {
                column.samples.push(cell.trim().chars().take(40).collect());
            }
        }
        Self { delimiter, columns }
    }
}

/// A reader of rows of any length, the first one too.
pub(super) fn reader(text: &[u8], delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    #[test]
    fn separators_are_found() {
        let json = r#"{ "data": { "upload": { "list": "lists" } } }"#;
        let fields = Fields::of(&serde_json::from_str::<Policy>(json).unwrap().data).unwrap();
        for (text, delimiter) in [
            ("\u{feff}email;note\na@x.example;\"1, 2, 3, 4\"\n", b';'),
            ("email,a;b;c\na@x.example,1\n", b','),
            ("Téléphone\tE-mail\n1\t2\n", b'\t'),
            ("email\na@x.example\n", b';'),
        ] {
            let head = Head::read(text, &fields);
            assert_eq!(head.delimiter, delimiter, "{text}");
            assert!(head.columns.iter().any(|column| column.field.is_some()), "{text}");
        }
        assert_eq!(Head::read("", &fields).columns, []);
        let double = Head::read("email,mail\n1,2\n", &fields);
        assert_eq!(double.columns.iter().filter(|column| column.field.is_some()).count(), 1);
        assert_eq!(double.columns[1].samples, ["2"]);
    }
}
