//! A mistake in a file that a person wrote, and the kinds that every file can have. In English and French.

use crate::locale::{Fact, Facts, Locale, Text};
use std::fmt;

/// A kind of mistake: its stable name, what is wrong, what to do; with `{names}` for facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// A stable name for programs: `unknown-key`.
    pub code: &'static str,
    /// What is wrong.
    pub what: Text,
    /// What to do.
    pub todo: Text,
}

/// One mistake in a file that a person wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Which kind.
    pub fault: Fault,
    /// In which file.
    pub file: String,
    /// Line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What the texts are filled with.
    pub facts: Facts,
}

impl Mistake {
    /// A mistake of a whole file, or of one that is not there.
    pub fn of_file(fault: &Fault, file: &str) -> Self {
        Self { fault: *fault, file: file.to_owned(), line: 0, column: 0, facts: Facts::new() }
    }

    /// One more fact.
    #[must_use]
    pub fn with(mut self, name: &'static str, fact: impl Into<Fact>) -> Self {
        self.facts = self.facts.with(name, fact);
        self
    }

    /// A stable name for programs.
    pub const fn code(&self) -> &'static str {
        self.fault.code
    }

    /// `file:line:column`, or the file alone.
    pub fn place(&self) -> String {
        match self.line {
            0 => self.file.clone(),
            line => format!("{}:{line}:{}", self.file, self.column),
        }
    }

    /// Place, what is wrong, what to do; `place: ` is the same in every language, for editors that jump to it.
    pub fn text(&self, locale: Locale) -> String {
        let what = self.fault.what.fill(locale, &self.facts);
        let todo = self.fault.todo.fill(locale, &self.facts);
        format!("{}: {what} {todo}", self.place())
    }

    /// In the order in which a reader meets them.
    pub fn sort(mistakes: &mut [Self]) {
        mistakes.sort_by(|a, b| (&a.file, a.line, a.column, a.code()).cmp(&(&b.file, b.line, b.column, b.code())));
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Locale::En))
    }
}

impl std::error::Error for Mistake {}

pub(super) const SYNTAX: Fault = Fault {
    code: "toml-syntax",
    what: Text { en: "This is not TOML: {reason}.", fr: "Ceci n’est pas du TOML\u{a0}: {reason}." },
    todo: Text { en: "Correct the line.", fr: "Corrigez la ligne." },
};

pub(super) const UNKNOWN: Fault = Fault {
    code: "unknown-key",
    what: Text {
        en: "`{key}` is not a key that can stand here.",
        fr: "`{key}` n’est pas une clé qui peut se trouver ici.",
    },
    todo: Text { en: "Possible: {possible}.", fr: "Possibles\u{a0}: {possible}." },
};

pub(super) const UNKNOWN_NEAR: Fault = Fault {
    todo: Text {
        en: "Perhaps you mean `{nearest}`. Possible: {possible}.",
        fr: "Vouliez-vous dire `{nearest}`\u{a0}? Possibles\u{a0}: {possible}.",
    },
    ..UNKNOWN
};

pub(super) const MISSING: Fault = Fault {
    code: "missing-key",
    what: Text { en: "The key `{key}` is missing here.", fr: "La clé `{key}` manque ici." },
    todo: Text { en: "Add `{last} = …` ({kind}).", fr: "Ajoutez `{last} = …` ({kind})." },
};

pub(super) const TYPE: Fault = Fault {
    code: "wrong-type",
    what: Text { en: "`{key}` must be {kind}, not {found}.", fr: "`{key}` doit être {kind}, et non {found}." },
    todo: Text { en: "Write it so, or leave it out.", fr: "Écrivez-le ainsi ou retirez-le." },
};

pub(super) const CHOICE: Fault = Fault {
    code: "not-one-of",
    what: Text { en: "`{key}` cannot be `{value}`.", fr: "`{key}` ne peut pas être `{value}`." },
    todo: Text { en: "Possible: {possible}.", fr: "Possibles\u{a0}: {possible}." },
};

pub(super) const CHOICE_NEAR: Fault = Fault { todo: UNKNOWN_NEAR.todo, ..CHOICE };

pub(super) const SMALL: Fault = Fault {
    code: "too-small",
    what: Text { en: "`{key}` is too small.", fr: "`{key}` est trop petit." },
    todo: Text { en: "The least is {limit}.", fr: "Le minimum est {limit}." },
};

pub(super) const LARGE: Fault = Fault {
    code: "too-large",
    what: Text { en: "`{key}` is too large.", fr: "`{key}` est trop grand." },
    todo: Text { en: "The most is {limit}.", fr: "Le maximum est {limit}." },
};

pub(super) const FORM: Fault = Fault {
    code: "wrong-form",
    what: Text {
        en: "`{key}` has none of the forms that are possible here: {reason}.",
        fr: "`{key}` n’a aucune des formes possibles ici\u{a0}: {reason}.",
    },
    todo: Text { en: "See the documentation of this key.", fr: "Voyez la documentation de cette clé." },
};

pub(super) const VALUE: Fault = Fault {
    code: "bad-value",
    what: Text { en: "This value cannot be read: {reason}.", fr: "Cette valeur ne se lit pas\u{a0}: {reason}." },
    todo: Text { en: "Correct it.", fr: "Corrigez-la." },
};

/// The name of `names` that is nearest to `wrong`, if it is near enough to be what was meant.
pub fn nearest<'n>(wrong: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(wrong, name), name))
        .filter(|(distance, name)| *distance <= 1 + name.chars().count().min(wrong.chars().count()) / 4)
        .min()
        .map(|(_, name)| name)
}
