//! `a11y-autocomplete-valid`: what a field asks for is said in words that browsers know.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::html::{MASK, NodeId};

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-autocomplete-valid",
        "WCAG 2.2, 1.3.5 (AA); ACT rule 73f2c2",
        Severity::Error,
        Says {
            title: Text { en: "Unknown autocomplete", fr: "Autocomplete inconnu" },
            message: Text {
                en: "“{value}” is not what autocomplete takes.",
                fr: "« {value} » n’est pas une valeur d’autocomplete.",
            },
            why: Text {
                en: "Browsers and aids fill in or show by symbols what a field asks for, if they understand it.",
                fr: "Les navigateurs et les aides remplissent ou illustrent ce que demande un champ, s’ils le comprennent.",
            },
            fix: Text {
                en: "Use a word of the HTML standard: given-name, email, postal-code.",
                fr: "Employez un mot du standard HTML : given-name, email, postal-code.",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"<input aria-label="Name" autocomplete="[[firstname]]">"#),
        Example::html(
            "{}",
            r#"<input aria-label="Mail" autocomplete="[[work]]"><input aria-label="Mail" autocomplete="[[work postal-code]]">"#,
        ),
        Example::html(
            "{}",
            r#"<input aria-label="Mail" autocomplete="section-a shipping work email"><input aria-label="x" autocomplete="off">"#,
        ),
        Example::html(
            "{}",
            r#"<input type="hidden" autocomplete="x"><input disabled autocomplete="x"><input aria-label="x" autocomplete="">"#,
        ),
    ]),
};

const FIELDS: &[&str] = &[
    "name",
    "honorific-prefix",
    "given-name",
    "additional-name",
    "family-name",
    "honorific-suffix",
    "nickname",
    "username",
    "new-password",
    "current-password",
    "one-time-code",
    "organization-title",
    "organization",
    "street-address",
    "address-line1",
    "address-line2",
    "address-line3",
    "address-level4",
    "address-level3",
    "address-level2",
    "address-level1",
    "country",
    "country-name",
    "postal-code",
    "cc-name",
    "cc-given-name",
    "cc-additional-name",
    "cc-family-name",
    "cc-number",
    "cc-exp",
    "cc-exp-month",
    "cc-exp-year",
    "cc-csc",
    "cc-type",
    "transaction-currency",
    "transaction-amount",
    "language",
    "bday",
    "bday-day",
    "bday-month",
    "bday-year",
    "sex",
    "url",
    "photo",
];
const CONTACTS: &[&str] = &[
    "tel",
    "tel-country-code",
    "tel-national",
    "tel-area-code",
    "tel-local",
    "tel-local-prefix",
    "tel-local-suffix",
    "tel-extension",
    "email",
    "impp",
];

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    let tree = facts.tree;
    for id in facts.access.exposed().filter(|id| matches!(tree.name(*id), "input" | "select" | "textarea")) {
        let Some(attribute) = tree.element(id).and_then(|element| element.attribute("autocomplete")) else { continue };
        let value = tree.value(attribute).trim();
        if !value.is_empty() && !value.contains(MASK) && asks(facts, id) && !is_valid(value) {
            found.say(found.at(attribute.value.span()).with("value", value));
        }
    }
}

/// Whether a field asks for something that is typed or chosen.
fn asks(facts: &Facts, id: NodeId) -> bool {
    let kind = facts.tree.attribute(id, "type").unwrap_or_default().trim().to_ascii_lowercase();
    let typed =
        !matches!(kind.as_str(), "hidden" | "button" | "submit" | "reset" | "image" | "checkbox" | "radio" | "file");
    let operated = facts.access.role(id).is_none_or(|role| {
        matches!(
            role.name,
            "textbox"
                | "searchbox"
                | "combobox"
                | "listbox"
                | "spinbutton"
                | "slider"
                | "checkbox"
                | "radio"
                | "switch"
                | "menuitemcheckbox"
                | "menuitemradio"
        )
    });
    // Another role takes it out only where nobody comes to it with the keyboard.
    typed && (facts.access.is_in_tab_order(id) || operated) && !facts.access.is_disabled(id)
}

fn is_valid(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let mut words: Vec<&str> = lower.split_ascii_whitespace().collect();
    if let [word] = words.as_slice()
        && matches!(*word, "on" | "off")
    {
        return true;
    }
    if words.last() == Some(&"webauthn") {
        words.pop();
    }
    let mut words = words.as_slice();
    let mut take = |fits: fn(&str) -> bool| {
        if let Some((first, rest)) = words.split_first().filter(|(first, _)| fits(first)) {
            words = rest;
            return !first.is_empty();
        }
        false
    };
    take(|word| word.starts_with("section-") && word.len() > 8);
    take(|word| matches!(word, "shipping" | "billing"));
    let placed = take(|word| matches!(word, "home" | "work" | "mobile" | "fax" | "pager"));
    matches!(words, [word] if CONTACTS.contains(word) || (!placed && FIELDS.contains(word)))
}
