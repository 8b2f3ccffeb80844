//! Slots: the places where an author writes, and what each may hold.

use crate::locale::Localized;
use serde::{Deserialize, Serialize};

/// A place where an author writes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// Its name in the template: `{{ slot.<id> }}`. Lower-case letters, digits and `_`.
    pub id: String,
    /// What the form says.
    pub label: Localized,
    /// A sentence of help under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Localized>,
    /// What may be put in.
    pub kind: SlotKind,
    /// Whether a message may go without it.
    #[serde(default)]
    pub required: bool,
    /// The fewest characters (text, markdown), or blocks (repeat).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<usize>,
    /// The most characters (text, markdown), or blocks (repeat).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<usize>,
    /// An example shown while it is empty; sending it as it is counts as not filled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placeholder: Option<Localized>,
    /// Markdown: what may be used besides paragraphs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allow: Option<Vec<Allow>>,
    /// Text and markdown: the merge tags that may be inserted, by name; none where left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merge_tags: Vec<String>,
    /// Choice: what can be chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// Repeat: the slots of each block.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slots: Vec<Slot>,
}

/// What may be put into a slot, and how it looks in a draft's JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum SlotKind {
    /// One line: a string.
    Text,
    /// Paragraphs: a string of Markdown.
    Markdown,
    /// An address: a string.
    Url,
    /// A picture: `{"src", "alt"}`. Templates print `slot.x.src` and `slot.x.alt`.
    Image,
    /// One of `choices`: its `value`.
    Choice,
    /// On or off: `true` or `false`; for optional blocks.
    Switch,
    /// Blocks that repeat: a list of objects with a value for each inner slot.
    Repeat,
}

/// What a markdown slot may use besides paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Allow {
    /// `**bold**`.
    Strong,
    /// `*italic*`.
    Em,
    /// `[text](https://…)`.
    Link,
    /// Bullet and numbered lists.
    List,
    /// `##` and `###`.
    Heading,
}

impl Allow {
    /// What a slot that says nothing allows: everything.
    pub const ALL: &'static [Self] = &[Self::Strong, Self::Em, Self::Link, Self::List, Self::Heading];
}

/// One of several values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What the template sees.
    pub value: String,
    /// What the author sees.
    pub label: Localized,
}
