//! `deliv-plain-text-part`: a text part that a template brings along says what must be said.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::compile::Part;
use crate::text::{Span, fold};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "deliv-plain-text-part",
        area: Area::Deliverability,
        jurisdictions: &["*"],
        source: "RFC 2046, 5.1.4; Braze, email object, plaintext_body",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Text part", fr: "Partie texte" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "Watches, screen readers and filters read the text part; one that says less than the HTML looks like a trick.",
            fr: "Montres, lecteurs d’écran et filtres lisent la partie texte\u{a0}; si elle dit moins que le HTML, elle semble cacher quelque chose.",
        },
        fix: Text {
            en: "Leave the template’s text part out, and one is made from the HTML; or write the whole message, with {{${set_user_to_unsubscribed_url}}}.",
            fr: "Supprimez la partie texte du modèle\u{a0}: elle sera tirée du HTML\u{a0}; ou écrivez-y tout le message, avec {{${set_user_to_unsubscribed_url}}}.",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html("{}", "<p>Our menu</p>").template(r#"{ "text": " " }"#).missing(),
        Example::html("{}", "<p>Our menu [[<a href=\"{{${set_user_to_unsubscribed_url}}}\">Unsubscribe</a>]]</p>")
            .template(r#"{ "text": "Our menu" }"#),
        Example::html("{}", "<p>Our menu <a href=\"{{${set_user_to_unsubscribed_url}}}\">Unsubscribe</a></p>")
            .template(r#"{ "text": "Our menu. Unsubscribe: {{${set_user_to_unsubscribed_url}}}" }"#),
        Example::html("{}", "<p>Our menu <a href=\"{{${set_user_to_unsubscribed_url}}}\">Unsubscribe</a></p>"),
        Example::html("{}", "<p>Our menu</p>").template(r#"{ "text": "Our menu" }"#),
    ]),
};

const EMPTY: Text = Text { en: "The template’s text part is empty.", fr: "La partie texte du modèle est vide." };
const NO_WAY_OUT: Text = Text {
    en: "This way to unsubscribe is not in the template’s text part.",
    fr: "Ce moyen de se désabonner n’est pas dans la partie texte du modèle.",
};

/// What a text holds that has a way out, folded.
const WAYS_OUT: &[&str] =
    &["unsubscri", "preference_center", "email_footer", "mailto:", "opt-out", "optout", "desabonn"];

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    Sight { there: facts.ways_out(book).iter().map(|way| way.span).collect(), ..Sight::default() }
}

fn judge(whole: &Whole, _: &Rulebook, found: &mut Findings) {
    let Some(text) = Part::Text.of(whole.template()) else { return };
    if text.trim().is_empty() {
        let place = Place { source: Source::Template("text".to_owned()), span: Span::at(0) };
        found.say(found.in_place(place).with("what", EMPTY));
    } else if let Some(way) = whole.first()
        && !WAYS_OUT.iter().any(|one| fold(text).contains(one))
    {
        found.say(found.in_place(way).with("what", NO_WAY_OUT));
    }
}
