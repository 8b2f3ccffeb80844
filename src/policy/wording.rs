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
    /// Names and marks of competitors, which a message never mentions.
    pub competitors: Vec<String>,
    /// Wording that a message must have: a tagline, a sign-off.
    pub required: Vec<Required>,
    /// Spellings of one thing, of which a message uses one only: `[["e-mail", "email"]]`.
    pub one_of: Vec<Vec<String>>,
    /// How a French message addresses its reader; either way, but one only, where left out.
    pub address: Option<Address>,
    /// Words that the product’s own lists (rude, insensitive, sensitive words, variants) take amiss and that we say.
    pub spared: Vec<String>,
    /// Names that carry a sign of protection where they first stand.
    pub marks: Vec<Mark>,
    /// The labels that a button may have, in any language; any but “click here” where left out.
    pub button_labels: Vec<String>,
    /// Whether the tone is watched: slang and scolding words are told.
    pub watch_tone: bool,
    /// How a message is signed.
    pub signature: Option<Signature>,
}

/// How a French message addresses its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Address {
    /// As a friend.
    Tu,
    /// With distance.
    Vous,
}

/// Wording that a message must have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Required {
    /// The words; letters and digits count, not case or punctuation.
    pub text: crate::locale::Localized,
    /// Only in these templates; in all where left out.
    #[serde(default)]
    pub templates: Vec<String>,
}

/// A name that carries a sign of protection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// As it is written.
    pub name: String,
    /// `®` or `™`.
    pub symbol: String,
    /// Countries (ISO 3166) where it is protected so; all where left out.
    #[serde(default)]
    pub countries: Vec<String>,
}

/// How a message is signed: `Bob Martin, manager, Roma Bath`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The slot in which the signature stands.
    pub slot: String,
    /// How many parts it has, with commas between: name, role, shop.
    pub parts: usize,
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
