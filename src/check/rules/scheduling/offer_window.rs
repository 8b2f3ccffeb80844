//! `sched-offer-window`: a message about an offer arrives while the offer runs.

use crate::check::Rulebook;
use crate::check::facts::Plan;
use crate::check::rule::*;
use crate::locale::{Facts, Locale, Localized};
use crate::text::Span;
use jiff::civil::Date;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sched-offer-window",
        area: Area::Scheduling,
        jurisdictions: &["*"],
        source: "The dates of the offer",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Offer not running", fr: "Offre hors période" },
        message: Text {
            en: "The offer runs {window}; this would arrive on {day}.",
            fr: "L’offre court {window} ; le message arriverait le {day}.",
        },
        why: Text {
            en: "Who comes for an offer that has ended or not begun feels cheated, and the law agrees.",
            fr: "Qui vient pour une offre finie ou pas encore ouverte se sent trompé, et la loi lui donne raison.",
        },
        fix: Text { en: "Choose a day on which the offer runs.", fr: "Choisissez un jour où l’offre court." },
    },
    check: Check::Schedule(look),
    examples: proofs(&[
        Example::schedule("{}", r#"{ "time": "2026-11-24T10:00:00Z" }"#)
            .facts(r#"{ "offer.from": "2026-11-26", "offer.until": "2026-11-30" }"#)
            .missing(),
        Example::schedule("{}", r#"{ "time": "2026-12-01T10:00:00Z" }"#)
            .facts(r#"{ "offer.until": "2026-11-30" }"#)
            .missing(),
        Example::schedule("{}", r#"{ "time": "2026-11-24T10:00:00Z" }"#)
            .facts(r#"{ "offer.from": "2026-11-26", "offer.announce_from": "2026-11-24" }"#),
        Example::schedule("{}", r#"{ "time": "2026-11-27T10:00:00Z" }"#)
            .facts(r#"{ "offer.from": "2026-11-26", "offer.until": "2026-11-30" }"#),
        Example::schedule("{}", r#"{ "time": "2026-11-27T10:00:00Z" }"#),
    ]),
};

const BOTH: Text = Text { en: "from {from} to {until}", fr: "du {from} au {until}" };
const FROM: Text = Text { en: "from {from}", fr: "à partir du {from}" };
const UNTIL: Text = Text { en: "until {until}", fr: "jusqu’au {until}" };

fn look(plan: &Plan, book: &Rulebook, found: &mut Findings) {
    let day_of = |path: &str| book.case.values(path).find_map(|day| day.get(..10)?.parse::<Date>().ok());
    let (from, until) = (day_of("offer.from"), day_of("offer.until"));
    // Some offers may be announced before they begin.
    let first = day_of("offer.announce_from").or(from);
    for delivery in plan.deliveries(book) {
        let day = delivery.local.date();
        if first.is_some_and(|first| day < first) || until.is_some_and(|until| day > until) {
            let text = match (from, until) {
                (Some(_), Some(_)) => BOTH,
                (None, Some(_)) => UNTIL,
                _ => FROM,
            };
            let named = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
            let facts = Facts::new().with("from", named(from.or(first))).with("until", named(until));
            let window = Localized { en: text.fill(Locale::En, &facts), fr: text.fill(Locale::Fr, &facts) };
            let finding = found.in_place(found.place(Span::at(0)));
            found.say(finding.with("window", window).with("day", day.to_string()));
            return;
        }
    }
}
