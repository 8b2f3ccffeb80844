//! `content-card-until`: a card that ends on a day is there for a while before, and not longer than Braze keeps it.

use crate::channel::Channel;
use crate::check::Rulebook;
use crate::check::facts::{Delivery, Plan};
use crate::check::rule::*;
use crate::template::Ending;
use crate::text::Span;
use jiff::SignedDuration;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "content-card-until",
        area: Area::ContentCard,
        jurisdictions: &["*"],
        source: "Braze documentation, Content Cards object: expire_at, at most 30 days",
        checked: Some("2026-11-29"),
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "When the card goes", fr: "Quand la carte disparaît" },
        message: Text { en: "The card goes on {day}: {when}", fr: "La carte disparaît le {day}\u{a0}: {when}" },
        why: Text {
            en: "A card that is over is shown to nobody, and Braze keeps none for longer than 30 days.",
            fr: "Une carte périmée n’est montrée à personne, et Braze n’en garde aucune plus de 30 jours.",
        },
        fix: Text { en: "Choose another day for sending it.", fr: "Choisissez un autre jour d’envoi." },
    },
    check: Check::Schedule(look),
    examples: proofs(&[
        card(r#"{ "time": "2026-11-25T10:00:00Z" }"#, r#"{ "message.card_until": "2026-11-24" }"#).missing(),
        card(r#"{ "time": "2026-11-24T10:00:00Z" }"#, r#"{ "message.card_until": "2026-12-25" }"#).missing(),
        card(r#"{ "time": "2026-11-24T10:00:00Z" }"#, r#"{ "message.card_until": "2026-11-24T10:00" }"#).missing(),
        card(r#"{ "time": "2026-11-24T10:00:00Z" }"#, r#"{ "message.card_until": "2026-11-24T10:00:00+01:00" }"#)
            .missing(),
        card(r#"{ "time": "2026-11-24T10:00:00Z" }"#, r#"{ "message.card_until": "2026-11-24T10:00:00-01:00" }"#),
        card(r#"{ "time": "2026-11-24T10:00:00Z" }"#, r#"{ "message.card_until": "2026-11-24" }"#),
        card(r#"{ "time": "2026-11-24T10:00:00Z" }"#, r#"{ "message.card_until": "2026-12-24T10:00" }"#),
        card(r#"{ "time": "2026-11-24T10:00:00Z" }"#, "{}"),
    ]),
};

const fn card(schedule: &'static str, facts: &'static str) -> Example {
    Example::schedule("{}", schedule).facts(facts).on(Channel::ContentCard)
}

/// The longest that Braze keeps a card.
const MOST: SignedDuration = SignedDuration::from_hours(30 * 24);

const OVER: Text =
    Text { en: "that is before it would be sent.", fr: "c’est avant le moment où elle serait envoyée." };
const LONG: Text =
    Text { en: "that is more than 30 days after it is sent.", fr: "c’est plus de 30 jours après son envoi." };

fn look(plan: &Plan, book: &Rulebook, found: &mut Findings) {
    let Some(ending) = book.case.values("message.card_until").find_map(Ending::read) else { return };
    for delivery in plan.deliveries(book) {
        let shown = shown(ending, &delivery);
        let text = match () {
            () if shown <= SignedDuration::ZERO => OVER,
            () if shown > MOST => LONG,
            () => continue,
        };
        let finding = found.in_place(found.place(Span::at(0)));
        let day = ending.to_string().chars().take_while(|c| *c != 'T').collect::<String>();
        found.say(finding.with("day", day).with("when", text));
        return;
    }
}

/// How long it is there for whoever gets it in this zone.
fn shown(ending: Ending, delivery: &Delivery) -> SignedDuration {
    match ending {
        Ending::Clock(wall) => wall.duration_since(delivery.local),
        Ending::Instant(instant) => instant.duration_since(delivery.instant),
    }
}
