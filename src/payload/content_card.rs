//! The content card of a request.

use super::PayloadError;
use super::fields::{address, line, needed, said};
use crate::braze::{self, CardType};
use crate::group::Route;
use crate::render::{ContentCard, Stay};
use crate::template::CardKind;
use serde_json::{Map, Value};

/// The name under which the app finds what the picture shows: Braze has no field for it.
const IMAGE_ALT: &str = "image_alt";

/// The seconds of a day.
const DAY: i64 = 86_400;

/// The card. What a tap opens is the same on every platform.
pub(super) fn object(card: &ContentCard, route: &Route) -> Result<braze::ContentCard, PayloadError> {
    let variation = "messages.content_card.message_variation_id";
    let image = address("messages.content_card.image_url", card.image.as_deref())?;
    if image.is_none() && card.kind != CardKind::Classic {
        return Err(PayloadError::Missing { field: "messages.content_card.image_url" });
    }
    let link = address("messages.content_card.web_uri", card.link.as_deref())?;
    let optional = |field, text: &Option<String>| text.as_deref().map(|text| line(field, text)).transpose();
    let alt = optional("messages.content_card.extra.image_alt", &card.image_alt)?.filter(|_| image.is_some());
    let extra = |alt: String| Map::from_iter([(IMAGE_ALT.to_owned(), Value::String(alt))]);
    let (title, description) = match card.kind {
        CardKind::Banner => (None, None),
        CardKind::Classic | CardKind::CaptionedImage => (
            Some(line("messages.content_card.title", &card.title)?),
            Some(said("messages.content_card.description", &card.description)?),
        ),
    };
    let (time_to_live, expire_at) = match &card.stays {
        Stay::Days(days) => (Some(i64::from(*days) * DAY), None),
        Stay::Until(ending) => (None, Some(line("messages.content_card.expire_at", ending)?)),
    };
    // An instant ends in `Z`; anything else is by each recipient's clock.
    let by_clock = expire_at.as_ref().is_some_and(|ending| !ending.ends_with('Z'));
    Ok(braze::ContentCard {
        r#type: match card.kind {
            CardKind::Classic => CardType::Classic,
            CardKind::CaptionedImage => CardType::CaptionedImage,
            CardKind::Banner => CardType::Banner,
        },
        title,
        description,
        message_variation_id: Some(needed(variation, route.message_variation_id.as_ref())?),
        pinned: card.pinned.then_some(true),
        image_url: image,
        time_to_live,
        expire_at,
        expire_in_local_time: by_clock.then_some(true),
        ios_uri: link.clone(),
        android_uri: link.clone(),
        web_uri: link,
        uri_text: optional("messages.content_card.uri_text", &card.link_text)?,
        extra: alt.map(extra),
        ..braze::ContentCard::default()
    })
}

/// The card that one of Braze's carries.
pub(super) fn carried(card: &braze::ContentCard) -> ContentCard {
    let days = || card.time_to_live.and_then(|seconds| u32::try_from(seconds / DAY).ok()).unwrap_or_default();
    ContentCard {
        kind: match card.r#type {
            CardType::Classic => CardKind::Classic,
            CardType::CaptionedImage => CardKind::CaptionedImage,
            CardType::Banner => CardKind::Banner,
        },
        title: card.title.clone().unwrap_or_default(),
        description: card.description.clone().unwrap_or_default(),
        image: card.image_url.clone(),
        image_alt: card.extra.as_ref().and_then(|extra| extra.get(IMAGE_ALT)?.as_str()).map(str::to_owned),
        link: card.web_uri.clone(),
        link_text: card.uri_text.clone(),
        pinned: card.pinned.unwrap_or_default(),
        stays: card.expire_at.clone().map_or_else(|| Stay::Days(days()), Stay::Until),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card() -> ContentCard {
        ContentCard {
            kind: CardKind::CaptionedImage,
            title: "Ce soir".to_owned(),
            description: "Dégustation à 18 h\nEntrée libre".to_owned(),
            image: Some("https://img.colombe.example/a.webp".to_owned()),
            image_alt: Some("Trois tasses".to_owned()),
            link: Some("colombe://evenings?from={{${first_name} | url_param_escape}}".to_owned()),
            link_text: Some("Je viens".to_owned()),
            pinned: true,
            stays: Stay::Days(14),
        }
    }

    fn made(card: &ContentCard) -> Result<braze::ContentCard, PayloadError> {
        object(card, &Route { message_variation_id: Some("variation-1".to_owned()), ..Route::default() })
    }

    #[test]
    fn only_documented_fields() {
        assert_eq!(
            serde_json::to_string(&made(&card()).unwrap()).unwrap(),
            concat!(
                r#"{"type":"CAPTIONED_IMAGE","title":"Ce soir","description":"Dégustation à 18 h\nEntrée libre","#,
                r#""message_variation_id":"variation-1","pinned":true,"image_url":"https://img.colombe.example/a.webp","#,
                r#""time_to_live":1209600,"ios_uri":"colombe://evenings?from={{${first_name} | url_param_escape}}","#,
                r#""android_uri":"colombe://evenings?from={{${first_name} | url_param_escape}}","#,
                r#""web_uri":"colombe://evenings?from={{${first_name} | url_param_escape}}","uri_text":"Je viens","#,
                r#""extra":{"image_alt":"Trois tasses"}}"#
            )
        );
    }

    #[test]
    fn a_card_ends_at_an_instant_or_on_each_recipients_clock() {
        let ends = |ending: &str| {
            let made = made(&ContentCard { stays: Stay::Until(ending.to_owned()), ..card() }).unwrap();
            (made.time_to_live, made.expire_at, made.expire_in_local_time)
        };
        let (clock, instant) = ("2026-12-24T23:59:59", "2026-12-24T17:00:00Z");
        assert_eq!(ends(clock), (None, Some(clock.to_owned()), Some(true)));
        assert_eq!(ends(instant), (None, Some(instant.to_owned()), None));
    }

    #[test]
    fn the_card_survives_the_way_to_braze() {
        let banner = ContentCard { kind: CardKind::Banner, title: String::new(), description: String::new(), ..card() };
        let plain = ContentCard { kind: CardKind::Classic, image: None, image_alt: None, pinned: false, ..card() };
        let until = |ending: &str| ContentCard { stays: Stay::Until(ending.to_owned()), ..card() };
        let (by_clock, at_once) = (until("2026-12-24T23:59:59"), until("2026-12-24T17:00:00Z"));
        for card in [card(), banner, plain, by_clock, at_once] {
            assert_eq!(carried(&made(&card).unwrap()), card);
        }
    }

    #[test]
    fn what_no_card_could_show_is_refused() {
        let refused = |card: ContentCard| made(&card).unwrap_err().code();
        assert_eq!(refused(ContentCard { title: " ".to_owned(), ..card() }), "payload-empty");
        assert_eq!(refused(ContentCard { description: String::new(), ..card() }), "payload-empty");
        assert_eq!(refused(ContentCard { image: None, ..card() }), "payload-missing");
        assert_eq!(refused(ContentCard { link: Some("colombe://a b".to_owned()), ..card() }), "payload-control");
        assert_eq!(refused(ContentCard { link_text: Some("a\nb".to_owned()), ..card() }), "payload-control");
    }
}
