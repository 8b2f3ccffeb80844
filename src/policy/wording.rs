//! Words: names, forbidden terms, superlatives, substantiated claims.

use serde::{Deserialize, Serialize};

/// Which words we use and which we do not.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Wording {
    /// Brand and product names, in their one spelling.
    pub names: Vec<Name>,
    /// Words and phrases that we do not say.
    pub forbidden: Vec<Forbidden>,
    /// Superlatives and absolute claims besides the built-in lists for English and French.
    pub superlatives: Vec<String>,
    /// Claims that have been substantiated: wording that may be used although it is a superlative.
    pub claims: Vec<Claim>,
}

/// A name in its one spelling.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// As it is written: `Café Colombe`.
    pub name: String,
    /// Known misspellings besides those that differ by case, accents, spaces or a letter or two.
    #[serde(default)]
    pub not: Vec<String>,
}

/// A word or phrase that we do not say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Forbidden {
    /// The word or phrase, in lower case.
    pub term: String,
    /// Other forms of it (plurals, inflections).
    #[serde(default)]
    pub also: Vec<String>,
    /// What to say instead; becomes the one-click fix.
    #[serde(default)]
    pub instead: Option<String>,
    /// Only in texts of this language (`fr`); every language where left out.
    #[serde(default)]
    pub language: Option<String>,
    /// Why, in the brand's own words.
    #[serde(default)]
    pub why: Option<String>,
}

/// A claim for which the brand holds evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The name under which the evidence is filed.
    pub id: String,
    /// The wording that it covers.
    pub text: String,
    /// Last day (ISO 8601) on which it may be used.
    #[serde(default)]
    pub until: Option<String>,
}
