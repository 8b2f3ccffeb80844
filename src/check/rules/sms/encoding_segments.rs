//! `sms-encoding-segments`: a text message takes no more segments than the policy allows.

use crate::check::Rulebook;
use crate::check::facts::{Reader, Short, Spelled};
use crate::check::rule::*;
use crate::diag::Finding;
use crate::text::{Encoding, Segments, segments};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sms-encoding-segments",
        area: Area::Sms,
        jurisdictions: &["*"],
        source: "3GPP TS 23.038 § 6.2.1; TS 23.040 § 9.2.3.24; Braze documentation, SMS segments",
        checked: Some("2026-11-23"),
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Too many segments", fr: "Trop de segments" },
        message: Text {
            en: "This takes {count} messages ({units} characters in {encoding}); {most} allowed.",
            fr: "Ceci prend {count} messages ({units} caractères en {encoding}) ; {most} permis.",
        },
        why: Text {
            en: "Each segment is paid for, and long texts arrive in pieces.",
            fr: "Chaque segment se paie, et les longs textes arrivent en morceaux.",
        },
        fix: Text {
            en: "Shorten the text. One curly apostrophe, accent such as ê, or emoji makes every segment less than half as long.",
            fr: "Raccourcissez le texte. Une seule apostrophe courbe, un ê ou un émoji réduit chaque segment de plus de moitié.",
        },
    },
    check: Check::Short(look),
    examples: proofs(&[
        Example::line("{}", LONG).sms(),
        Example::line("{}", "Ça c’est la fête ! Venez goûter nos nouvelles pizzas ce soir chez R[[oma, à demain]]")
            .sms()
            .fr(),
        Example::line("{}", "Ca c'est la fete ! Venez gouter nos nouvelles pizzas ce soir chez Roma, a demain")
            .sms()
            .fr(),
        Example::line(TWO, "Ça c’est la fête ! Venez goûter nos nouvelles pizzas ce soir chez Roma, à demain").sms(),
    ]),
};

const TWO: &str = r#"{ "limits": { "sms_segments": 2 } }"#;
const LONG: &str = "Roma: tonight every pizza comes with a coffee, made by hand in Bath, from six until the oven \
                    goes cold at eleven. Come early and bring all of your friend[[s! Reply STOP to end]]";

/// Braze cuts no text into more.
const MOST: usize = 10;

/// How many segments the policy allows.
pub(super) fn most(book: &Rulebook) -> usize {
    book.policy.limits.sms_segments.unwrap_or(1).min(MOST)
}

/// What a text message says that takes more: how many segments, of how many characters, how they travel.
pub(super) fn told(finding: Finding, sent: &Segments, most: usize) -> Finding {
    let encoding = match sent.encoding {
        Encoding::Gsm7 => "GSM-7",
        Encoding::Ucs2 => "UCS-2",
    };
    finding.with("count", sent.count).with("encoding", encoding).with("units", sent.units).with("most", most)
}

fn look(short: &Short, book: &Rulebook, found: &mut Findings) {
    let (spelled, most) = (Spelled::of(short.line, Reader::Least, book), most(book));
    let sent = segments(&spelled.text);
    if let Some(beyond) = sent.starts.get(most) {
        found.say(told(found.at(short.to_shorten(spelled.rest(*beyond))), &sent, most));
    }
}
