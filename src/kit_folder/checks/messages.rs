//! The messages of a template besides its e-mail: each has what its channel needs.

use super::super::faults::{CARD_KEY, CARD_NEEDS, CARD_UNTIL, EMPTY};
use super::{webhook, whats_app};
use crate::strict_toml::{Document, Mistake};
use crate::template::{CardKind, ContentCard, Ending, Template};

pub(super) fn check(template: &Template, document: &Document, mistakes: &mut Vec<Mistake>) {
    if template.push.as_ref().is_some_and(|push| push.platforms.is_empty()) {
        let path = ["push".into(), "platforms".into()];
        mistakes.push(document.mistake(&EMPTY, &path).with("key", "platforms"));
    }
    if let Some(card) = &template.content_card {
        content_card(card, document, mistakes);
    }
    if let Some(request) = &template.webhook {
        webhook::check(request, document, mistakes);
    }
    if let Some(message) = &template.whats_app {
        whats_app::check(message, document, mistakes);
    }
}

fn content_card(card: &ContentCard, document: &Document, mistakes: &mut Vec<Mistake>) {
    let kind = card.kind.name();
    let banner = card.kind == CardKind::Banner;
    let words = [("title", &card.title), ("description", &card.description)];
    let picture = ("image", &card.image);
    let needed: &[_] = match card.kind {
        CardKind::Classic => &words,
        CardKind::CaptionedImage => &[words[0], words[1], picture],
        CardKind::Banner => &[picture],
    };
    for (key, _) in needed.iter().filter(|(_, text)| text.is_none()) {
        let mistake = document.mistake_at_key(&CARD_NEEDS, &["content_card".into()]);
        mistakes.push(mistake.with("kind", kind).with("key", *key));
    }
    for (key, _) in words.iter().filter(|(_, text)| banner && text.is_some()) {
        let mistake = document.mistake_at_key(&CARD_KEY, &["content_card".into(), (*key).into()]);
        mistakes.push(mistake.with("kind", kind).with("key", *key));
    }
    let until = card.until.as_deref().filter(|until| *until != ContentCard::OFFER);
    if let Some(until) = until.filter(|until| Ending::read(until).is_none()) {
        mistakes.push(document.mistake(&CARD_UNTIL, &["content_card".into(), "until".into()]).with("name", until));
    }
}
