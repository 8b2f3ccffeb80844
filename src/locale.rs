//! The two languages that Countersign speaks to people, and texts in both: a missing one does not compile.

use serde::{Deserialize, Serialize};

/// A language of the product's own words. (The language of a message is the group's affair.)
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
}

impl Locale {
    /// The locale of a language tag (`fr`, `fr-CA`, `en_GB`); English for every other language.
    pub fn of_tag(tag: &str) -> Self {
        Self::spoken(tag).unwrap_or(Self::En)
    }

    /// The language of texts with this tag, where it is one of the two; of texts without a tag, English. `None` is another
    /// language, of whose words we know nothing.
    ///
    /// ```
    /// use countersign::locale::Locale;
    /// assert_eq!(Locale::spoken("fr-CA"), Some(Locale::Fr));
    /// assert_eq!(Locale::spoken("de-DE"), None);
    /// ```
    pub fn spoken(tag: &str) -> Option<Self> {
        match primary(tag) {
            "" => Some(Self::En),
            own if own.eq_ignore_ascii_case("fr") => Some(Self::Fr),
            own if own.eq_ignore_ascii_case("en") => Some(Self::En),
            _ => None,
        }
    }

    /// `en` or `fr`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }
}

/// The language alone of a language tag: `de` of `de-AT`.
pub fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or_default().trim()
}

/// A sentence in both languages, with `{names}` for facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// French.
    pub fr: &'static str,
}

impl Text {
    /// The sentence in `locale`, as it stands.
    pub const fn get(self, locale: Locale) -> &'static str {
        match locale {
            Locale::En => self.en,
            Locale::Fr => self.fr,
        }
    }

    /// The sentence in `locale` with every `{name}` replaced by its fact.
    ///
    /// ```
    /// use countersign::locale::{Facts, Locale, Text};
    /// let text = Text { en: "We do not say “{term}”.", fr: "Nous n’employons pas « {term} »." };
    /// assert_eq!(text.fill(Locale::En, &Facts::new().with("term", "cheap")), "We do not say “cheap”.");
    /// ```
    pub fn fill(self, locale: Locale, facts: &Facts) -> String {
        let mut filled = String::new();
        let mut rest = self.get(locale);
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            match after.split_once('}').and_then(|(name, tail)| Some((facts.get(name, locale)?, tail))) {
                Some((fact, tail)) => {
                    filled.push_str(fact);
                    rest = tail;
                }
                None => {
                    filled.push('{');
                    rest = after;
                }
            }
        }
        filled.push_str(rest);
        filled
    }
}

/// A brand's own words in both languages; comes from a kit, so it is owned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Localized {
    /// English.
    pub en: String,
    /// French.
    pub fr: String,
}

impl Localized {
    /// The words in `locale`.
    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::En => &self.en,
            Locale::Fr => &self.fr,
        }
    }
}

/// What a sentence is about in this very case: named words, in the order in which they were noticed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(Vec<(&'static str, Fact)>);

/// One fact: somebody's own words, or words of ours in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// The same in every language: a term, a number, a host.
    Words(String),
    /// Ours, so in both.
    Text(Text),
    /// Made up just now, in both: a number, which English writes with a point and French with a comma.
    Both(Localized),
}

impl Facts {
    /// None yet.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// One more fact.
    #[must_use]
    pub fn with(mut self, name: &'static str, fact: impl Into<Fact>) -> Self {
        self.0.push((name, fact.into()));
        self
    }

    /// The fact of this name, in `locale`.
    pub fn get(&self, name: &str, locale: Locale) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, fact)| match fact {
            Fact::Words(words) => words.as_str(),
            Fact::Text(text) => text.get(locale),
            Fact::Both(both) => both.get(locale),
        })
    }

    /// Every fact with its name, in `locale`.
    pub fn iter(&self, locale: Locale) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(move |(name, fact)| match fact {
            Fact::Words(words) => (*name, words.as_str()),
            Fact::Text(text) => (*name, text.get(locale)),
            Fact::Both(both) => (*name, both.get(locale)),
        })
    }
}

impl From<&str> for Fact {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<String> for Fact {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<usize> for Fact {
    fn from(number: usize) -> Self {
        Self::Words(number.to_string())
    }
}

impl From<Localized> for Fact {
    fn from(both: Localized) -> Self {
        Self::Both(both)
    }
}

impl From<f64> for Fact {
    /// With at most two decimals, never rounded up.
    fn from(number: f64) -> Self {
        let cut = (number * 100.0).floor() / 100.0;
        let en = format!("{cut:.2}").trim_end_matches('0').trim_end_matches('.').to_owned();
        let fr = en.replace('.', ",");
        Self::Both(Localized { en, fr })
    }
}

impl From<Text> for Fact {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}
