//! `us-can-spam-unsubscribe-present`: every commercial e-mail lets every recipient out.

use crate::check::Rulebook;
use crate::check::address::{Target, target};
use crate::check::facts::{Facts, Link};
use crate::check::rule::*;
use crate::policy::Links;
use crate::template::Purpose;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "us-can-spam-unsubscribe-present",
        area: Area::Legal,
        jurisdictions: &["US"],
        source: "15 U.S.C. § 7704(a)(3)(A)",
        checked: Some("2026-11-23"),
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "Unsubscribe link", fr: "Lien de désabonnement" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "US law (CAN-SPAM) wants a working way out in every commercial e-mail, for every recipient.",
            fr: "La loi américaine (CAN-SPAM) impose un moyen de désabonnement dans tout e-mail commercial, pour chaque destinataire.",
        },
        fix: Text {
            en: "Put back the template’s locked footer, or link to {{${set_user_to_unsubscribed_url}}} outside every condition.",
            fr: "Rétablissez le pied de page du modèle, ou un lien vers {{${set_user_to_unsubscribed_url}}} hors de toute condition.",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(
            US,
            r#"{% if vip %}[[<a href="{{${set_user_to_unsubscribed_url}}}">Unsubscribe</a>]]{% endif %}"#,
        ),
        Example::html(US, r#"<a href="{{${set_user_to_unsubscribed_url}}}">Unsubscribe</a>"#),
        Example::html(
            US,
            r#"{% if vip %}<a href="{{${preference_center_url}}}">Preferences</a>{% else %}<a href="{{${set_user_to_unsubscribed_url}}}">Out</a>{% endif %}"#,
        ),
        Example::html(US, r#"<p>No way out</p>[[]]"#),
        Example::html(
            US,
            r#"<div style="display:none">[[<a href="{{${set_user_to_unsubscribed_url}}}">Unsubscribe</a>]]</div>"#,
        ),
        Example::html(US, r#"[[<a href="{{${set_user_to_unsubscribed_url}}}"></a>]]"#),
        Example::html(HOSTS, r#"<a href="https://out.roma.example/u?id={{${user_id}}}">Unsubscribe</a>"#),
        Example::html("{}", "<p>A group in France, no US law</p>").group(r#"{ "name": "Roma", "country": "FR" }"#),
    ]),
};

const US: &str = r#"{ "legal": { "everywhere": ["US"] } }"#;
const HOSTS: &str = r#"{ "legal": { "everywhere": ["US"] }, "links": { "unsubscribe_hosts": ["out.roma.example"] } }"#;

const MISSING: Text = Text { en: "The unsubscribe link is missing.", fr: "Le lien de désabonnement manque." };
const HIDDEN: Text = Text {
    en: "The unsubscribe link is there, but nobody can see it.",
    fr: "Le lien de désabonnement est là, mais personne ne peut le voir.",
};
const SOMETIMES: Text = Text {
    en: "Some recipients get no unsubscribe link: it stands inside a condition.",
    fr: "Certains destinataires n’ont pas de lien de désabonnement : il se trouve dans une condition.",
};

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    for link in facts.links.iter().filter(|link| is_way_out(link, book)) {
        match link.visible {
            true => sight.there.push(link.span),
            false => sight.faulty = sight.faulty.or(Some((link.span, HIDDEN))),
        }
    }
    // Braze's own footer always has one.
    sight.there.extend(facts.printed("${email_footer}"));
    sight
}

fn judge(whole: &Whole, _: &Rulebook, found: &mut Findings) {
    if whole.mail.template.purpose != Purpose::Promotional || whole.always_there() {
        return;
    }
    let (place, what) = match (whole.first(), whole.fault()) {
        (Some(place), _) => (place, SOMETIMES),
        (None, Some(fault)) => fault,
        (None, None) => (whole.end(), MISSING),
    };
    found.say(found.in_place(place).with("what", what));
}

/// What Braze calls its own pages for it.
const BRAZE: &[&str] =
    &["${set_user_to_unsubscribed_url}", "${preference_center_url}", "${unsubscribe_url}", "preference_center.${"];

fn is_way_out(link: &Link, book: &Rulebook) -> bool {
    BRAZE.iter().any(|name| link.written.contains(name))
        || matches!(target(link.href), Target::Host(host) if Links::allows(&book.policy.links.unsubscribe_hosts, &host))
}
