//! `data-pii-in-connected-content-url`: a call says nobody’s name in its address.

use super::DATA;
use super::{calls, personal};
use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "data-pii-in-connected-content-url",
        source: "Braze, Connected Content: rendered request URLs are logged for up to 30 days; GDPR Art. 32",
        severity: Severity::Error,
        title: Text { en: "Personal data in a call", fr: "Donnée personnelle dans un appel" },
        message: Text {
            en: "The address of this call carries “{name}”.",
            fr: "L’adresse de cet appel contient « {name} ».",
        },
        why: Text {
            en: "Braze keeps the addresses of its calls in logs for up to 30 days.",
            fr: "Braze conserve les adresses de ses appels dans des journaux jusqu’à 30 jours.",
        },
        fix: Text {
            en: "Send it in the body (:method post :body …), or use a token that says nothing to others.",
            fr: "Envoyez-la dans le corps (:method post :body …), ou employez un jeton qui ne dit rien à d’autres.",
        },
        ..DATA
    },
    check: Check::Liquid(look),
    examples: proofs(&[
        Example::liquid("{% connected_content [[https://api.roma.example?email={{${email_address}}}]] :save r %}"),
        Example::liquid(
            "{% connected_content [[https://api.roma.example/{{custom_attribute.${club_number}}}]] :save r %}",
        )
        .policy(TAGGED),
        Example::liquid(
            "{% connected_content https://api.roma.example/reco :method post :body {\"k\":\"{{${email_address}}}\"} :save r %}",
        ),
        Example::liquid(
            "{% connected_content https://api.roma.example/{{custom_attribute.${opaque_token}}} :save r %}",
        ),
    ]),
};

const TAGGED: &str = r#"{ "data": { "tags": { "personal": ["custom_attribute.${club_number}"] } } }"#;

fn look(part: &LiquidPart, book: &Rulebook, found: &mut Findings) {
    for call in calls(part) {
        if let Some(url) = call.words.first()
            && let Some(name) = personal(url.span.of(part.source), book)
        {
            found.say(found.at(url.span).with("name", name));
        }
    }
}
