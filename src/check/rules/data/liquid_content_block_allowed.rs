//! `liquid-content-block-allowed`: only approved Content Blocks.

use super::DATA;
use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;
use crate::liquid::uses::UseKind;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "liquid-content-block-allowed",
        source: "The brand’s policy: data.content_blocks",
        severity: Severity::Error,
        title: Text { en: "Content Block", fr: "Content Block" },
        message: Text {
            en: "“{name}” is not an approved Content Block.",
            fr: "« {name} » n’est pas un Content Block approuvé.",
        },
        why: Text {
            en: "Its text comes into the message without being looked at here.",
            fr: "Son texte entre dans le message sans être examiné ici.",
        },
        fix: Text {
            en: "Use the approved one, or have this one approved.",
            fr: "Employez celui qui est approuvé, ou faites approuver celui-ci.",
        },
        ..DATA
    },
    check: Check::Liquid(look),
    examples: proofs(&[
        Example::liquid("{{ [[content_blocks.${old_footer}]] }}").policy(FOOTER),
        Example::liquid("{{[[content_blocks.${promo}]]}} {{content_blocks.${footer_v5}}}").policy(FOOTER),
        Example::liquid("{{content_blocks.${footer_v5}}}").policy(FOOTER),
        Example::liquid("{{content_blocks.${old_footer}}}"),
    ]),
};

const FOOTER: &str = r#"{ "data": { "content_blocks": ["footer_v5"] } }"#;

fn look(part: &LiquidPart, book: &Rulebook, found: &mut Findings) {
    let allowed = &book.policy.data.content_blocks;
    for used in part.uses().uses.iter().filter(|used| used.kind == UseKind::ContentBlock) {
        // `${footer | id: 'cb1'}`
        let name = used.name.split('|').next().unwrap_or_default().trim();
        if !allowed.is_empty() && !allowed.iter().any(|one| one == name) {
            found.say(found.at(used.span).with("name", name));
        }
    }
}
