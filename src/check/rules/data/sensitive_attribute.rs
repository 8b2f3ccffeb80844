//! `data-sensitive-attribute`: health, belief, origin: neither printed nor asked.

use super::DATA;
use super::tagged;
use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;
use crate::liquid::uses::{Role, Use};
use crate::policy::Tag;
use crate::text::Words;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "data-sensitive-attribute",
        source: "GDPR Art. 9(1) and 10; CPRA § 1798.140(ae); the brand’s policy: data.tags.sensitive",
        severity: Severity::Error,
        title: Text { en: "Sensitive data", fr: "Donnée sensible" },
        message: Text { en: "“{name}” is data of which the law asks special care.", fr: "« {name} » est une donnée que la loi protège tout particulièrement." },
        why: Text { en: "To print it, or to send another text because of it, needs the reader’s explicit consent.", fr: "L’afficher, ou changer de texte à cause d’elle, demande le consentement exprès du lecteur." },
        fix: Text { en: "Take it out; say the same to everybody.", fr: "Retirez-la ; dites la même chose à tous." },
        ..DATA
    },
    check: Check::Liquid(look),
    examples: proofs(&[
Example::liquid("{% if [[custom_attribute.${religion}]] == 'x' %}Hi{% endif %}"),
        Example::liquid("{{ [[custom_attribute.${health_condition}]] | default: 'x' }}, {{ [[custom_attribute.${segment_7}]] | default: 'x' }}").policy(TAGGED),
        Example::liquid("{% if custom_attribute.${diet_pref} == 'veggie' %}Hi{% endif %}"),
        Example::liquid("{{ custom_attribute.${race_day} | default: 'soon' }}"),
    ]),
};

const TAGGED: &str = r#"{ "data": { "tags": { "sensitive": ["custom_attribute.${segment_7}"], "child": ["custom_attribute.${junior}"] } } }"#;

fn look(part: &LiquidPart, book: &Rulebook, found: &mut Findings) {
    for used in &part.uses().uses {
        if used.role != Role::Assigned
            && (tagged(used, Tag::Sensitive, book) || (used.kind.is_personal() && telling(used, book)))
        {
            found.say(found.at(used.span).with("name", used.name.as_str()));
        }
    }
}

/// Whether the name alone says it.
fn telling(used: &Use, book: &Rulebook) -> bool {
    let words = Words::of(&used.name);
    let hits = book.lists.sensitive_attributes.find_plain(&used.name, &words);
    // `race` is one in `race`, and none in `race_day`.
    hits.iter().any(|hit| hit.span.of(&used.name) != "race" || words.list().len() == 1)
}
