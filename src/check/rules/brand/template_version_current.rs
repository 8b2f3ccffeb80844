//! `brand-template-version-current`: a draft goes with the template as it is now.

use super::BRAND;
use crate::check::Rulebook;
use crate::check::rule::*;
use crate::render::Mail;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-template-version-current",
        source: "The kit: version of the template",
        severity: Severity::Error,
        title: Text { en: "Old template", fr: "Ancien modèle" },
        message: Text {
            en: "This draft was written for version {old} of the template; the kit has version {new}.",
            fr: "Ce brouillon a été écrit pour la version {old} du modèle ; le kit contient la version {new}.",
        },
        why: Text {
            en: "Head office changed the template: for its look, its wording or the law.",
            fr: "Le siège a modifié le modèle : son aspect, ses mentions ou la loi.",
        },
        fix: Text {
            en: "Open the draft anew, look at it, and save it with the present version.",
            fr: "Rouvrez le brouillon, relisez-le, et enregistrez-le avec la version actuelle.",
        },
        ..BRAND
    },
    check: Check::Draft(look),
    examples: proofs(&[
        Example::html("{}", "<p>Hi</p>")
            .template(r#"{ "version": 5 }"#)
            .draft(r#"{ "template": "offer", "group": "bath", "template_version": 3 }"#)
            .missing(),
        Example::html("{}", "<p>Hi</p>")
            .template(r#"{ "version": 5 }"#)
            .draft(r#"{ "template": "offer", "group": "bath", "template_version": 6 }"#)
            .missing(),
        Example::html("{}", "<p>Hi</p>")
            .template(r#"{ "version": 5 }"#)
            .draft(r#"{ "template": "offer", "group": "bath", "template_version": 5 }"#),
        Example::html("{}", "<p>Hi</p>"),
    ]),
};

fn look(mail: &Mail, _: &Rulebook, found: &mut Findings) {
    let (old, new) = (mail.draft.template_version, mail.template.version);
    if let Some(old) = old.filter(|old| *old != new) {
        let place = Place { source: Source::Draft("template".to_owned()), span: Span::at(0) };
        found.say(found.in_place(place).with("old", old as usize).with("new", new as usize));
    }
}
