//! The finished content card.

use super::Line;
use super::message::said;
use crate::compile::Part;
use crate::digest::Digest;
use crate::template::{self, CardKind, Ending};
use serde::Serialize;

/// A finished card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ContentCard {
    /// Its form.
    #[serde(rename = "type")]
    pub kind: CardKind,
    /// The title; empty on a banner.
    pub title: String,
    /// The text; empty on a banner.
    pub description: String,
    /// The address of its picture.
    pub image: Option<String>,
    /// What the picture shows.
    pub image_alt: Option<String>,
    /// What a tap opens.
    pub link: Option<String>,
    /// The words of the link.
    pub link_text: Option<String>,
    /// Whether it stays on top.
    pub pinned: bool,
    /// How long it stays.
    pub stays: Stay,
}

/// How long a card stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stay {
    /// So many days from when it is sent.
    Days(u32),
    /// Until then: on each recipient's clock, or at the instant where it ends in `Z`.
    Until(String),
}

impl Default for Stay {
    fn default() -> Self {
        Self::Days(0)
    }
}

impl Stay {
    /// As a template has it.
    fn of(template: &template::ContentCard) -> Self {
        let ending = template.until.as_deref().and_then(Ending::read);
        ending.map_or(Self::Days(template.days), |ending| Self::Until(ending.to_string()))
    }
}

impl ContentCard {
    /// From the rendered lines of its channel; its form is the template's.
    pub fn of<'l>(template: &template::ContentCard, lines: impl Iterator<Item = &'l Line> + Clone) -> Self {
        let text = |part| said(lines.clone(), part);
        Self {
            kind: template.kind,
            title: text(Part::CardTitle).unwrap_or_default(),
            description: text(Part::CardDescription).unwrap_or_default(),
            image: text(Part::CardImage),
            image_alt: text(Part::CardImageAlt),
            link: text(Part::CardLink),
            link_text: text(Part::CardLinkText),
            pinned: template.pinned,
            stays: Stay::of(template),
        }
    }

    /// What lists call it: its title; of a banner, what its picture shows.
    pub(super) fn headline(&self) -> Option<&str> {
        Some(self.title.as_str()).filter(|title| !title.is_empty()).or(self.image_alt.as_deref())
    }

    /// The same with every text made anew.
    pub(super) fn with(&self, mut text: impl FnMut(&str) -> String) -> Self {
        let mut maybe = |given: &Option<String>| given.as_deref().map(&mut text);
        let (image, image_alt) = (maybe(&self.image), maybe(&self.image_alt));
        let (link, link_text) = (maybe(&self.link), maybe(&self.link_text));
        let (title, description) = (text(&self.title), text(&self.description));
        Self {
            kind: self.kind,
            title,
            description,
            image,
            image_alt,
            link,
            link_text,
            pinned: self.pinned,
            stays: self.stays.clone(),
        }
    }

    pub(super) fn digest(&self, digest: Digest) -> Digest {
        let Self { kind, title, description, image, image_alt, link, link_text, pinned, stays } = self;
        let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
        let (stays, how_long) = match stays {
            Stay::Days(days) => ("content_card.days", days.to_string()),
            Stay::Until(ending) => ("content_card.until", ending.clone()),
        };
        digest
            .field("content_card.type", kind.name())
            .field("content_card.title", title)
            .field("content_card.description", description)
            .field("content_card.image", or_empty(image))
            .field("content_card.image_alt", or_empty(image_alt))
            .field("content_card.link", or_empty(link))
            .field("content_card.link_text", or_empty(link_text))
            .field("content_card.pinned", pinned.to_string())
            .field(stays, how_long)
    }
}
