//! `data-pii-in-url`: an address carries nothing that tells who somebody is.

use super::DATA;
use super::personal;
use crate::check::Rulebook;
use crate::check::facts::Reference;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "data-pii-in-url",
        source: "GDPR Art. 5(1)(f) and 32; OWASP ASVS 5.0, 14.2.1",
        severity: Severity::Error,
        title: Text { en: "Personal data in an address", fr: "Donnée personnelle dans une adresse" },
        message: Text { en: "This address carries “{name}”.", fr: "Cette adresse contient « {name} »." },
        why: Text {
            en: "Addresses are kept in logs, histories and statistics, and passed on with every click.",
            fr: "Les adresses restent dans les journaux, les historiques et les statistiques, et se transmettent à chaque clic.",
        },
        fix: Text {
            en: "Use a token that says nothing to others, or leave the parameter out.",
            fr: "Employez un jeton qui ne dit rien à d’autres, ou retirez le paramètre.",
        },
        ..DATA
    },
    check: Check::Reference(look),
    examples: proofs(&[
        Example::html("{}", r#"<a href="[[https://roma.example/?e={{${email_address}}}]]">Menu</a>"#),
        Example::html(
            "{}",
            r#"<img alt="" src="[[https://roma.example/p.gif?u={{ ${user_id} | base64_encode }}]]"><a href="[[https://roma.example/?to=bob@mail.example]]">x</a>"#,
        ),
        Example::html(
            "{}",
            r#"<a href="https://roma.example/?t={{custom_attribute.${opaque_token} | default: ''}}">Menu</a> <a href="mailto:bob@mail.example">Write</a>"#,
        ),
        Example::html(
            "{}",
            r#"<a href="https://roma.example/?e={{ ${email_address} | sha2 }}">Menu</a> <a href="{{${set_user_to_unsubscribed_url}}}">Out</a>"#,
        ),
        Example::html(
            "{}",
            r#"<img alt="" src="https://cdn.example/logo@2x.png"><a href="https://social.example/@roma">Us</a>"#,
        ),
        Example::html(TAGGED, r#"<a href="[[https://roma.example/{{custom_attribute.${club_number}}}]]">Menu</a>"#),
    ]),
};

const TAGGED: &str = r#"{ "data": { "tags": { "personal": ["custom_attribute.${club_number}"] } } }"#;

fn look(reference: &Reference, book: &Rulebook, found: &mut Findings) {
    let written = reference.written;
    let scheme = reference.url.split(':').next().unwrap_or_default().to_ascii_lowercase();
    if matches!(scheme.as_str(), "mailto" | "tel" | "sms" | "cid" | "data") {
        return;
    }
    if let Some(name) = personal(written, book).or_else(|| mailbox(reference.url)) {
        found.say(found.at(reference.span).with("name", name));
    }
}

/// A mail address that is written out in the parameters. (In a path `@` is a handle, a version, a picture’s scale.)
fn mailbox(url: &str) -> Option<String> {
    let parameters = url.get(url.find(['?', '#'])?..)?.replace("%40", "@");
    let (before, after) = parameters.split_once('@')?;
    let outside = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'));
    let (user, domain) = (before.rsplit(outside).next()?, after.split(outside).next()?);
    let (_, top) = domain.rsplit_once('.')?;
    let real = top.len() > 1 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    let file = matches!(top, "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "js" | "css" | "html" | "pdf");
    (!user.is_empty() && real && !file).then(|| format!("{user}@{domain}"))
}
