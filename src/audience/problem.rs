//! What can be wrong with a row, in words for whoever made the file. A problem knows the line and the column, never what
//! stood there: the report is no second copy of the file.

use super::Fields;
use crate::locale::{Facts, Locale, Text};

/// A kind of trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// A name that never changes.
    pub code: &'static str,
    what: Text,
    todo: Text,
}

macro_rules! troubles {
    ($($name:ident $code:literal: $en:literal $en_do:literal | $fr:literal $fr_do:literal)*) => {
        $(pub(super) const $name: Trouble = Trouble {
            code: $code,
            what: Text { en: $en, fr: $fr },
            todo: Text { en: $en_do, fr: $fr_do },
        };)*
        const ALL: &[Trouble] = &[$($name),*];
    };
}

troubles! {
    NO_ID "no-id":
        "Nothing tells whom this row is about." "Fill in the customer number, the e-mail address or the telephone number."
        | "Rien ne dit de qui parle cette ligne." "Renseignez le numéro de client, l’adresse e-mail ou le numéro de téléphone."
    DOUBLE "double":
        "The same customer stands in line {other}." "Keep one of the two; the first one was taken."
        | "Le même client figure à la ligne {other}." "N’en gardez qu’une\u{a0}; la première a été retenue."
    CELLS "cells":
        "This row has more or fewer cells than the first line." "Check separators and quotation marks."
        | "Cette ligne a plus ou moins de cellules que la première." "Vérifiez les séparateurs et les guillemets."
    ID "id":
        "This is not a customer number." "It may have at most 987 characters, without line breaks."
        | "Ce n’est pas un numéro de client." "Il peut avoir au plus 987 caractères, sans saut de ligne."
    EMAIL "email":
        "This is not an e-mail address." "Write it like name@example.com."
        | "Ce n’est pas une adresse e-mail." "Écrivez-la comme nom@exemple.fr."
    PHONE "phone":
        "This is not a telephone number." "Write it with the country code: +44 20 7946 0018."
        | "Ce n’est pas un numéro de téléphone." "Écrivez-le avec l’indicatif du pays\u{a0}: +33 1 99 00 12 34."
    TEXT "text":
        "This text is longer than 255 characters or holds a line break." "Shorten it; if it is not long, a quotation mark is missing."
        | "Ce texte dépasse 255 caractères ou contient un saut de ligne." "Raccourcissez-le\u{a0}; s’il n’est pas long, un guillemet manque."
    NUMBER "number":
        "This is not a number, or can be read in two ways." "Write digits, at most one decimal mark and no unit: 1234.5"
        | "Ce n’est pas un nombre, ou il se lit de deux façons." "Écrivez des chiffres, au plus une virgule et pas d’unité\u{a0}: 1234,5"
    DATE "date":
        "This is not a date, or can be read in two ways." "Write it as year-month-day: 2026-11-24."
        | "Ce n’est pas une date, ou elle se lit de deux façons." "Écrivez-la année-mois-jour\u{a0}: 2026-11-24."
    BOOLEAN "boolean":
        "This is neither yes nor no." "Write yes or no."
        | "Ce n’est ni oui ni non." "Écrivez oui ou non."
    COUNTRY "country":
        "This is not the code of a country." "Write two letters: GB, FR, CA."
        | "Ce n’est pas un code de pays." "Écrivez deux lettres\u{a0}: FR, CA, GB."
    LANGUAGE "language":
        "This is not the code of a language." "Write two letters: en, fr."
        | "Ce n’est pas un code de langue." "Écrivez deux lettres\u{a0}: fr, en."
    GENDER "gender":
        "This is not a gender as Braze writes it." "Write F, M, O (other), N (not applicable) or P (prefers not to say)."
        | "Ce n’est pas un genre tel que Braze l’écrit." "Écrivez F, M, O (autre), N (sans objet) ou P (préfère ne pas dire)."
    TIME_ZONE "time-zone":
        "This is not a time zone." "Write it like Europe/London."
        | "Ce n’est pas un fuseau horaire." "Écrivez-le comme Europe/Paris."
    MANY_ROWS "many-rows":
        "The file has more rows than head office allows ({other}); this row and those after it were left out." "Split the file."
        | "Le fichier a plus de lignes que le siège n’en permet ({other})\u{a0}; cette ligne et les suivantes ont été laissées." "Scindez le fichier."
    BRAZE "braze":
        "Braze would not take this row." "Compare it with rows that were taken; if nothing shows, ask head office."
        | "Braze ne prendrait pas cette ligne." "Comparez-la aux lignes retenues\u{a0}; si rien ne se voit, demandez au siège."
    REFUSED "braze-refused":
        "Braze did not take this row." "Compare it with rows that were taken; if nothing shows, ask head office."
        | "Braze n’a pas pris cette ligne." "Comparez-la aux lignes retenues\u{a0}; si rien ne se voit, demandez au siège."
}

impl Trouble {
    /// What Braze itself did not take.
    pub const REFUSED: Self = REFUSED;

    /// What Braze would not take, by its documentation.
    pub const BRAZE: Self = BRAZE;

    /// More rows than there may be.
    pub const MANY_ROWS: Self = MANY_ROWS;

    /// The trouble of this code.
    pub fn named(code: &str) -> Option<Self> {
        ALL.iter().copied().find(|trouble| trouble.code == code)
    }
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file on which the row begins, from 1.
    pub line: u64,
    /// The column, from 1; 0 where it is the row as a whole.
    pub column: u64,
    /// What.
    pub trouble: Trouble,
    /// Another line that it is about, or a number that it names; 0: none.
    pub other: u64,
}

impl Problem {
    /// A problem of a row as a whole.
    pub const fn of_row(line: u64, trouble: Trouble) -> Self {
        Self { line, column: 0, trouble, other: 0 }
    }

    /// The same customer as on another line.
    pub const fn double(line: u64, other: u64) -> Self {
        Self { other, ..Self::of_row(line, DOUBLE) }
    }

    /// What is wrong, in a sentence.
    pub fn what(&self, locale: Locale) -> String {
        self.trouble.what.fill(locale, &Facts::new().with("other", self.other.to_string()))
    }

    /// What to do, in a sentence.
    pub const fn todo(&self, locale: Locale) -> &'static str {
        self.trouble.todo.get(locale)
    }
}

/// How many rows these problems, in order, keep out.
pub fn rows_left_out(problems: &[Problem]) -> u64 {
    let rows = problems.chunk_by(|one, next| one.line == next.line).count();
    u64::try_from(rows).unwrap_or(u64::MAX)
}

/// The report as CSV: line, column, what is wrong, what to do. It begins with the mark by which spreadsheets know UTF-8,
/// and has the separator that they expect in the language. `columns` are the ids of the file's columns.
///
/// No cell begins with a sign that spreadsheets compute: all words are ours, all else are numbers.
pub fn report(problems: &[Problem], more: u64, columns: &[Option<String>], fields: &Fields, locale: Locale) -> String {
    let separator = if locale == Locale::Fr { b';' } else { b',' };
    let mut writer =
        csv::WriterBuilder::new().delimiter(separator).terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let head = match locale {
        Locale::En => ["Line", "Column", "What is wrong", "What to do"],
        Locale::Fr => ["Ligne", "Colonne", "Ce qui ne va pas", "Que faire"],
    };
    // Writing to memory cannot fail.
    let _ = writer.write_record(head);
    for problem in problems {
        let at = usize::try_from(problem.column).ok().and_then(|column| column.checked_sub(1));
        let id = at.and_then(|at| columns.get(at)?.as_deref());
        let field = id.and_then(|id| fields.get(fields.place(id)?));
        let column = match (at, field) {
            (None, _) => String::new(),
            (_, Some(field)) => format!("{} ({})", problem.column, field.label.get(locale)),
            (_, None) => problem.column.to_string(),
        };
        let _ = writer.write_record([&problem.line.to_string(), &column, &problem.what(locale), problem.todo(locale)]);
    }
    if more > 0 {
        const MORE: Text = Text {
            en: "{more} more rows are not listed here.",
            fr: "{more} autres lignes ne sont pas énumérées ici.",
        };
        let said = MORE.fill(locale, &Facts::new().with("more", more.to_string()));
        let _ = writer.write_record(["", "", &said, ""]);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trouble_is_found_by_its_code_and_speaks_both_languages() {
        for trouble in ALL {
            assert_eq!(Trouble::named(trouble.code), Some(*trouble));
            let problem = Problem { other: 7, ..Problem::of_row(3, *trouble) };
            assert_ne!(problem.what(Locale::En), problem.what(Locale::Fr));
            assert!(!problem.what(Locale::Fr).contains(['{', '\'']), "{}", trouble.code);
        }
    }
}
