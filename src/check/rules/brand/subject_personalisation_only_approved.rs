//! `brand-subject-personalisation-only-approved`: what the subject may print about a customer.

use super::BRAND;
use super::nothing;
use crate::check::Rulebook;
use crate::check::rule::*;
use crate::liquid::uses::{Role, uses};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-subject-personalisation-only-approved",
        source: "The brand’s policy: data.subject",
        severity: Severity::Warning,
        title: Text { en: "Data in the subject", fr: "Donnée dans l’objet" },
        message: Text {
            en: "“{name}” is not among the data that a subject may show.",
            fr: "« {name} » ne fait pas partie des données permises dans l’objet.",
        },
        why: Text {
            en: "A subject is read on locked screens, and over shoulders.",
            fr: "Un objet se lit sur un écran verrouillé, et par-dessus l’épaule.",
        },
        fix: Text {
            en: "Take it out of the subject, or say it in the message.",
            fr: "Retirez-la de l’objet, ou dites-le dans le message.",
        },
        ..BRAND
    },
    check: Check::Whole { see: nothing, judge },
    examples: proofs(&[
        Example::line(NAME, "You have {{ [[custom_attribute.${balance}]] }}"),
        Example::line(NAME, "{{ ${first_name} | default: 'Hello' }}, hello"),
        Example::line(r#"{ "data": { "subject": [] } }"#, "{{ [[${first_name}]] }}, bonjour").fr(),
        Example::line("{}", "You have {{ custom_attribute.${balance} }}"),
    ]),
};

const NAME: &str = r#"{ "data": { "subject": ["${first_name}"] } }"#;

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let Some(allowed) = &book.policy.data.subject else { return };
    let line = whole.subject();
    for used in uses(&line.liquid).uses {
        let written = used.span.of(&line.text);
        let same = |liquid: &str| liquid.split_whitespace().eq(written.split_whitespace());
        let known = allowed.iter().any(|one| {
            same(one) || book.policy.data.attributes.get(one).is_some_and(|attribute| same(&attribute.liquid))
        });
        if used.role == Role::Printed && used.kind.is_personal() && !known {
            found.say(found.in_place(line.place(used.span)).with("name", used.name.as_str()));
        }
    }
}
