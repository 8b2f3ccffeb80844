//! `sms-length-after-personalization`: it fits for whoever has the longest name too.

use super::encoding_segments::{most, told};
use crate::check::Rulebook;
use crate::check::facts::{Reader, Short, Spelled};
use crate::check::rule::*;
use crate::text::segments;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sms-length-after-personalization",
        area: Area::Sms,
        jurisdictions: &["*"],
        source: "3GPP TS 23.040 § 9.2.3.24; the policy: data.attributes.*.longest, limits.sms_segments",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Too long for some", fr: "Trop long pour certains" },
        message: Text {
            en: "With the longest data it takes {count} messages ({units} characters in {encoding}); {most} allowed.",
            fr: "Avec les données les plus longues, il prend {count} messages ({units} caractères en {encoding})\u{a0}; {most} permis.",
        },
        why: Text {
            en: "It fits for a short name; for a long one a second message is paid for.",
            fr: "Il tient pour un prénom court\u{a0}; pour un long, un second message se paie.",
        },
        fix: Text {
            en: "Leave room for the longest data: shorten the text, or print less of the customer’s data.",
            fr: "Laissez de la place pour les données les plus longues\u{a0}: raccourcissez le texte ou imprimez moins de données du client.",
        },
    },
    check: Check::Short(look),
    examples: proofs(&[
        Example::line(NAME, LONG).sms(),
        Example::line(NAME, "Roma: {{${first_name}}}, -20% on every pizza tonight. Reply STOP to end").sms(),
        Example::line(NAME, LONG_FOR_ALL).sms(),
        Example::line(NAME, LONG_FOR_ALL),
    ]),
};

const NAME: &str = r#"{ "data": { "attributes": { "first_name":
    { "liquid": "${first_name}", "label": { "en": "Name", "fr": "Prénom" }, "longest": 24 } } } }"#;
const LONG: &str = "Roma: {{${first_name} | default: 'pizza lover'}}, tonight every pizza comes with a coffee, made by \
                    hand in Bath, from six until the oven goes cold at eleven sharp. Reply S[[TOP to end]]";
const LONG_FOR_ALL: &str = "Roma: {{${first_name}}}, tonight every pizza comes with a coffee, made by hand in Bath, from six until the oven \
     goes cold at eleven. Come early and bring all of your friends! Reply STOP to end";

fn look(short: &Short, book: &Rulebook, found: &mut Findings) {
    let spelled = |reader| Spelled::of(short.line, reader, book);
    let (least, longest, most) = (spelled(Reader::Least), spelled(Reader::Most), most(book));
    let sent = segments(&longest.text);
    // What is too long for everybody is another rule's.
    if segments(&least.text).count > most {
        return;
    }
    if let Some(beyond) = sent.starts.get(most) {
        found.say(told(found.at(short.to_shorten(longest.rest(*beyond))), &sent, most));
    }
}
