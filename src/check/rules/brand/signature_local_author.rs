//! `brand-signature-local-author`: how a message is signed.

use super::BRAND;
use crate::check::Rulebook;
use crate::check::rule::*;
use crate::compile::slots::Filled;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-signature-local-author",
        source: "The brand’s policy: wording.signature",
        severity: Severity::Info,
        title: Text { en: "Signature", fr: "Signature" },
        message: Text {
            en: "The signature has {count} of {parts} parts.",
            fr: "La signature a {count} éléments sur {parts}.",
        },
        why: Text {
            en: "Readers want to know who writes, and in what capacity.",
            fr: "Le lecteur veut savoir qui écrit, et à quel titre.",
        },
        fix: Text {
            en: "Write name, role and shop, with commas between: “Bob Martin, manager, Roma Bath”.",
            fr: "Écrivez nom, fonction et lieu, séparés par des virgules : « Bob Martin, gérant, Roma Lyon ».",
        },
        ..BRAND
    },
    check: Check::Slot(look),
    examples: proofs(&[
        Example::slot(SLOT, r#""[[Bob]]""#).policy(THREE),
        Example::slot(SLOT, r#""[[Bob Martin, Roma Bath]]""#).policy(THREE),
        Example::slot(SLOT, r#""Bob Martin, manager, Roma Bath""#).policy(THREE),
        Example::slot(SLOT, r#""Bob""#),
    ]),
};

const SLOT: &str = r#"{ "id": "signature", "kind": "text", "label": { "en": "Signature", "fr": "Signature" } }"#;
const THREE: &str = r#"{ "wording": { "signature": { "slot": "signature", "parts": 3 } } }"#;

fn look(filled: &Filled, book: &Rulebook, found: &mut Findings) {
    let Some(signature) = book.policy.wording.signature.as_ref().filter(|one| one.slot == filled.slot.id) else {
        return;
    };
    let Some(text) = filled.value.and_then(|value| value.as_str()).filter(|text| !text.trim().is_empty()) else {
        return;
    };
    let count = text.split([',', '\n']).filter(|part| part.contains(char::is_alphabetic)).count();
    if count < signature.parts {
        let span = Span::new(0, text.len());
        found.say(found.at(span).with("count", count).with("parts", signature.parts));
    }
}
