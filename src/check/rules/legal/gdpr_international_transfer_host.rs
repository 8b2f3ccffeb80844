//! `gdpr-international-transfer-host`: opening a message tells no server outside the Union who opened it.

use crate::check::Rulebook;
use crate::check::facts::Reference;
use crate::check::rule::*;
use crate::check::rules::data::personal;
use crate::policy::Links;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "gdpr-international-transfer-host",
        area: Area::Legal,
        jurisdictions: &["EU", "GB"],
        source: "GDPR, arts 44–46, 5(1)(f)",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Data to a third country", fr: "Données vers un pays tiers" },
        message: Text {
            en: "This picture takes “{name}” to {host}, which the policy names as outside the Union.",
            fr: "Cette image envoie «\u{a0}{name}\u{a0}» à {host}, que la charte dit hors de l’Union.",
        },
        why: Text {
            en: "A picture is fetched when the message is opened; what its address carries leaves the Union then, for which the law wants a ground.",
            fr: "Une image se charge à l’ouverture\u{a0}; ce que porte son adresse quitte alors l’Union, ce qui demande une base légale.",
        },
        fix: Text {
            en: "Take the data out of the address, or load the picture from a host of your own.",
            fr: "Retirez la donnée de l’adresse, ou chargez l’image depuis un hôte à vous.",
        },
    },
    check: Check::Reference(look),
    examples: proofs(&[
        Example::html(ABROAD, "<img alt=\"\" src=\"[[https://track.example.cn/p?u={{${user_id}}}]]\">").group(PARIS),
        Example::html(ABROAD, "<img alt=\"\" src=\"https://track.example.cn/p.gif\">").group(PARIS),
        Example::html(ABROAD, "<img alt=\"\" src=\"https://cdn.roma.example/p?u={{${user_id}}}\">").group(PARIS),
        Example::html(ABROAD, "<a href=\"https://track.example.cn/p?u={{${user_id}}}\">Menu</a>").group(PARIS),
        Example::html("{}", "<img alt=\"\" src=\"https://track.example.cn/p?u={{${user_id}}}\">").group(PARIS),
    ]),
};

const ABROAD: &str = r#"{ "data": { "third_country_hosts": ["*.example.cn"] } }"#;
const PARIS: &str = r#"{ "name": "Roma Paris", "country": "FR", "locale": "fr-FR" }"#;

fn look(reference: &Reference, book: &Rulebook, found: &mut Findings) {
    let abroad = &book.policy.data.third_country_hosts;
    if reference.followed || abroad.is_empty() {
        return;
    }
    let Some(host) = reference.route.host_name().filter(|host| Links::allows(abroad, host)) else { return };
    if let Some(name) = personal(reference.written, book) {
        found.say(found.at(reference.span).with("name", name).with("host", host));
    }
}
