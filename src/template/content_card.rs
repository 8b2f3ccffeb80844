//! The content card of a template.

use serde::{Deserialize, Serialize};

/// A card that stays in an app or on a page. Each text is Braze Liquid and may print `slot.*`, `group.*`, `brand.*`; of
/// Markdown slots it prints the words alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ContentCard {
    /// Its form.
    #[serde(default, rename = "type")]
    pub kind: CardKind,
    /// The title, on one line; a banner has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The text below it; a banner has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The address of its picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// What the picture shows. Braze has no field for it: the app finds it as `image_alt` among the card's extras.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_alt: Option<String>,
    /// What a tap opens: an address of the web, or a deep link of the app (`torrele://offers`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The words of the link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link_text: Option<String>,
    /// Whether it stays on top.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pinned: bool,
    /// How many days it stays: 1 to 30.
    #[serde(default = "week")]
    #[cfg_attr(feature = "cli", schemars(range(min = 1, max = 30)))]
    pub days: u32,
}

/// The form of a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CardKind {
    /// A title, a text, perhaps a small square picture beside them.
    #[default]
    Classic,
    /// A wide picture, with title and text below.
    CaptionedImage,
    /// A picture alone.
    Banner,
}

impl CardKind {
    /// As it is written in files: `captioned_image`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Classic => "classic",
            Self::CaptionedImage => "captioned_image",
            Self::Banner => "banner",
        }
    }
}

const fn week() -> u32 {
    7
}
