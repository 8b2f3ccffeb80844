//! `liquid-connected-content-host`: calls go to approved hosts, over https.

use super::DATA;
use super::{calls, filled};
use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;
use crate::policy::Links;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "liquid-connected-content-host",
        source: "The brand’s policy: data.connected_hosts; Braze, Connected Content",
        severity: Severity::Error,
        title: Text { en: "Host of a call", fr: "Hôte d’un appel" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "What the host answers becomes part of the message: a foreign one could write anything.",
            fr: "La réponse de l’hôte entre dans le message : un inconnu pourrait y écrire n’importe quoi.",
        },
        fix: Text {
            en: "Call an approved host by its full https address.",
            fr: "Appelez un hôte approuvé par son adresse https complète.",
        },
        ..DATA
    },
    check: Check::Liquid(look),
    examples: proofs(&[
        Example::liquid("{% connected_content [[http://api.roma.example/x]] :save r %}"),
        Example::liquid("{% connected_content [[https://{{custom_attribute.${h}}}/x]] :save r %}"),
        Example::liquid("{% connected_content [[https://api.other.example/x]] :save r %}").policy(ROMA),
        Example::liquid("{% connected_content https://api.roma.example/x?c={{${city}}} :save r %}").policy(ROMA),
        Example::liquid("{% connected_content https://api.other.example/x :save r %}"),
    ]),
};

const ROMA: &str = r#"{ "data": { "connected_hosts": ["*.roma.example"] } }"#;

const PLAIN: Text = Text {
    en: "This call does not begin with “https:”.",
    fr: "Cet appel ne commence pas par «\u{a0}https:\u{a0}».",
};
const OPEN: Text =
    Text { en: "Liquid decides which host this call goes to.", fr: "Du Liquid décide de l’hôte de cet appel." };
const OTHER: Text = Text {
    en: "“{host}” is not an approved host for calls.",
    fr: "«\u{a0}{host}\u{a0}» n’est pas un hôte approuvé pour les appels.",
};

fn look(part: &LiquidPart, book: &Rulebook, found: &mut Findings) {
    let hosts = &book.policy.data.connected_hosts;
    for url in calls(part).iter().filter_map(|call| call.words.first()) {
        let text = url.span.of(part.source);
        let Some(rest) = text.get(..8).filter(|head| head.eq_ignore_ascii_case("https://")).and_then(|_| text.get(8..))
        else {
            // A whole address that Liquid prints is open, not plain.
            let what = if text.starts_with('{') || text.starts_with('$') { OPEN } else { PLAIN };
            found.say(found.at(url.span).with("what", what));
            continue;
        };
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host = authority.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
        if authority.contains('{') {
            found.say(found.at(url.span).with("what", OPEN));
        } else if !hosts.is_empty() && !Links::allows(hosts, host) {
            found.say(found.at(url.span).with("what", filled(OTHER, &[("host", host)])));
        }
    }
}
