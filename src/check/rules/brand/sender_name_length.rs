//! `brand-sender-name-length`: a sender’s name that inboxes show whole.

use super::BRAND;
use super::nothing;
use crate::check::Rulebook;
use crate::check::rule::*;
use crate::text::Span;
use unicode_segmentation::UnicodeSegmentation;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-sender-name-length",
        source: "Braze, Email styling: best practices; the brand’s policy: limits.sender_name",
        severity: Severity::Info,
        title: Text { en: "Sender’s name", fr: "Nom de l’expéditeur" },
        message: Text {
            en: "“{name}” has {length} characters; inboxes show about {limit}.",
            fr: "« {name} » compte {length} caractères ; les messageries en montrent environ {limit}.",
        },
        why: Text {
            en: "Readers open what they know the sender of.",
            fr: "On ouvre les messages dont on reconnaît l’expéditeur.",
        },
        fix: Text {
            en: "Give the group a shorter name to send under.",
            fr: "Donnez au groupe un nom d’expéditeur plus court.",
        },
        ..BRAND
    },
    check: Check::Whole { see: nothing, judge },
    examples: proofs(&[
        Example::html("{}", "<p>Hi</p>").group(LONG).missing(),
        Example::html(r#"{ "limits": { "sender_name": 10 } }"#, "<p>Hi</p>").group(SHORT).missing(),
        Example::html("{}", "<p>Hi</p>").group(SHORT),
        Example::html("{}", "<p>Hi</p>"),
    ]),
};

const LONG: &str = r#"{ "name": "Roma", "locale": "en-GB", "sender":
    { "name": "Roma Pizza Restaurants of Greater Lyon", "email": "lyon@roma.example" } }"#;
const SHORT: &str =
    r#"{ "name": "Roma", "locale": "en-GB", "sender": { "name": "Roma Pizza Lyon", "email": "lyon@roma.example" } }"#;

fn judge(_: &Whole, book: &Rulebook, found: &mut Findings) {
    let sender = book.office.as_ref().and_then(|office| office.profile.sender.as_ref());
    let Some(name) = sender.map(|sender| sender.name.as_str()) else { return };
    let (length, limit) = (name.graphemes(true).count(), book.policy.limits.sender_name);
    if length > limit {
        let place = Place { source: Source::Group("sender.name".to_owned()), span: Span::new(0, name.len()) };
        let finding = found.in_place(place).with("name", name);
        found.say(finding.with("length", length).with("limit", limit));
    }
}
