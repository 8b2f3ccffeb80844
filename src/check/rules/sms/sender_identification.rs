//! `sms-sender-identification`: a text message says early on who writes.

use crate::check::Rulebook;
use crate::check::facts::Short;
use crate::check::rule::*;
use crate::text::{Span, fold};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sms-sender-identification",
        area: Area::Sms,
        jurisdictions: &["US", "CA", "FR", "GB", "AU"],
        source: "CTIA Messaging Principles § 5; PECR reg. 23; CASL s. 6(2)(a); Spam Act 2003 s. 17",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "Who writes", fr: "Qui écrit" },
        message: Text {
            en: "Nothing in the first {most} characters says who writes.",
            fr: "Rien dans les {most} premiers caractères ne dit qui écrit.",
        },
        why: Text {
            en: "A text message has no sender line that people know; the law wants the name in the text.",
            fr: "Un SMS n’a pas d’expéditeur que l’on reconnaisse ; la loi veut le nom dans le texte.",
        },
        fix: Text {
            en: "Begin with the name: “{name}: …”.", fr: "Commencez par le nom : « {name} : … »."
        },
    },
    check: Check::Short(look),
    examples: proofs(&[
        Example::line("{}", "[[]]-20% on every pizza tonight").sms().group(ROMA),
        Example::line("{}", "[[]]Tonight from six until eleven in Bath you get a coffee with your pizza. Roma")
            .sms()
            .group(ROMA),
        Example::line("{}", "Roma: -20% on every pizza tonight").sms().group(ROMA),
        Example::line(NAMES, "ROMA PIZZA -20% tonight").sms().group(ROMA),
        Example::line("{}", "-20% on every pizza tonight").group(ROMA),
    ]),
};

const ROMA: &str = r#"{ "name": "Roma", "locale": "en-GB", "country": "GB" }"#;
const NAMES: &str = r#"{ "wording": { "names": [{ "name": "Roma Pizza" }] } }"#;

/// Where a phone's list of messages cuts.
const EARLY: usize = 40;

fn look(short: &Short, book: &Rulebook, found: &mut Findings) {
    let head: String = short.prose.text.chars().take(EARLY).collect();
    let head = fold(&head);
    let profile = book.office.as_ref().map(|office| &office.profile);
    let sender = profile.and_then(|profile| profile.sender.as_ref()).map(|sender| sender.name.as_str());
    let own = profile.map(|profile| profile.name.as_str()).into_iter().chain(sender);
    let names = own.chain(book.policy.wording.names.iter().map(|name| name.name.as_str()));
    let names: Vec<&str> = names.filter(|name| !name.trim().is_empty()).collect();
    if names.iter().any(|name| head.contains(&fold(name))) {
        return;
    }
    let name = names.first().copied().unwrap_or_default();
    let finding = found.at(short.prose.span(Span::at(0)));
    found.say(finding.with("most", EARLY).with("name", name));
}
