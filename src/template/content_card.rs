//! The content card of a template.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
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
    /// Until when it stays instead: a day (to its end) or a clock time, on each recipient's clock; an instant with its
    /// offset; or `offer`, the last day of the draft's offer. Where an offer has none, the days count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// When a card ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// When each recipient's clock shows this.
    Clock(DateTime),
    /// At this instant.
    Instant(Timestamp),
}

impl ContentCard {
    /// What stands for the last day of the draft's offer.
    pub const OFFER: &str = "offer";

    /// The same for an offer that ends on this day.
    #[must_use]
    pub(super) fn about(self, last_day: Option<&str>) -> Self {
        let until = match self.until.as_deref() {
            // Whatever more an offer says of its last day, the day is what people are told.
            Some(Self::OFFER) => last_day.and_then(|day| day.get(..DAY)).map(str::to_owned),
            _ => self.until,
        };
        Self { until, ..self }
    }
}

/// `2026-12-24`.
const DAY: usize = 10;

/// `2026-12-24T18:00` and `2026-12-24T18:00:00`.
const CLOCK: [usize; 2] = [16, 19];

impl Ending {
    /// Reads a day, a clock time or an instant.
    ///
    /// ```
    /// use countersign::template::Ending;
    /// let ending = |text: &str| Ending::read(text).unwrap().to_string();
    /// assert_eq!(ending("2026-12-24"), "2026-12-24T23:59:59");
    /// assert_eq!(ending("2026-12-24T18:00"), "2026-12-24T18:00:00");
    /// assert_eq!(ending("2026-12-24T18:00+01:00"), "2026-12-24T17:00:00Z");
    /// assert!(Ending::read("24 December").is_none());
    /// ```
    pub fn read(text: &str) -> Option<Self> {
        if text.len() == DAY {
            return text.parse::<Date>().ok().map(|day| Self::Clock(day.at(23, 59, 59, 0)));
        }
        if CLOCK.contains(&text.len())
            && let Ok(clock) = text.parse::<DateTime>()
        {
            return Some(Self::Clock(clock));
        }
        text.parse::<Timestamp>().ok().map(Self::Instant)
    }
}

/// As Braze reads it: an instant ends in `Z`.
impl std::fmt::Display for Ending {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (wall, zone) = match self {
            Self::Clock(wall) => (*wall, ""),
            Self::Instant(instant) => (jiff::tz::Offset::UTC.to_datetime(*instant), "Z"),
        };
        let (date, time) = (wall.date(), wall.time());
        let (year, month, day) = (date.year(), date.month(), date.day());
        let (hour, minute, second) = (time.hour(), time.minute(), time.second());
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{zone}")
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_ending() {
        for text in [
            "",
            "offer",
            "2026-02-30",
            "2026-12-24T25:00",
            "2026-12-24T18",
            "24/12/2026",
            "２026-12-24",
            "é2026-12-2",
            "tomorrow",
            "2026-12-24T18:00:00[Europe/Paris]",
        ] {
            assert_eq!(Ending::read(text), None, "{text}");
        }
    }

    #[test]
    fn the_offers_last_day_ends_it_or_else_the_days_do() {
        let card = |until: &str| ContentCard {
            kind: CardKind::Classic,
            title: None,
            description: None,
            image: None,
            image_alt: None,
            link: None,
            link_text: None,
            pinned: false,
            days: 7,
            until: Some(until.to_owned()),
        };
        assert_eq!(card("offer").about(Some("2026-12-24")).until.as_deref(), Some("2026-12-24"));
        assert_eq!(card("offer").about(None).until, None);
        assert_eq!(card("2026-12-31").about(Some("2026-12-24")).until.as_deref(), Some("2026-12-31"));
    }
}
