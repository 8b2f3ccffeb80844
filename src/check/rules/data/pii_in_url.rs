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

/// A mail address that is written out behind the host.
fn mailbox(url: &str) -> Option<String> {
    let rest = url.get(url.find("://")? + 3..)?;
    let path = rest.get(rest.find(['/', '?', '#'])?..)?;
    let path = path.replace("%40", "@");
    let (before, after) = path.split_once('@')?;
    let name = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'));
    let (user, domain) = (
        before.rsplit(name).next()?,
        after.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).next()?,
    );
    // `/@handle`, `lib@1.2.js`
    let top = domain.rsplit_once('.').is_some_and(|(_, top)| {
        top.len() > 1 && top.bytes().all(|b| b.is_ascii_alphabetic()) && top != "js" && top != "css"
    });
    (!user.is_empty() && top).then(|| format!("{user}@{domain}"))
}
