//! `offers.toml`: ids that an address can hold, days that are days.

use super::super::faults::DAYS;
use super::super::parts::Parts;
use super::forms::{DATE, ID, NAME};
use crate::strict_toml::{Mistake, Step};

pub(super) fn check(parts: &Parts, mistakes: &mut Vec<Mistake>) {
    let Some(offers) = &parts.offers.value else { return };
    let document = &parts.offers.document;
    for (id, offer) in offers {
        let at = |key: &'static str| [Step::Key(id), key.into()];
        ID.check_key(document, &[id.as_str().into()], id, mistakes);
        for (key, day) in [("from", &offer.from), ("until", &offer.until)] {
            if let Some(day) = day {
                DATE.check(document, &at(key), day, mistakes);
            }
        }
        // ISO 8601 days sort as texts.
        if let (Some(from), Some(until)) = (&offer.from, &offer.until)
            && from > until
        {
            mistakes.push(document.mistake(&DAYS, &at("until")));
        }
        for name in offer.fields.keys() {
            NAME.check_key(document, &[id.as_str().into(), "fields".into(), name.as_str().into()], name, mistakes);
        }
    }
}
