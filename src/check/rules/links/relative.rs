//! `link-relative`: addresses are whole.

use crate::check::Rulebook;
use crate::check::address::Target;
use crate::check::facts::Reference;
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "link-relative",
        area: Area::Links,
        jurisdictions: &["*"],
        source: "RFC 3986, 4.2",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Incomplete address", fr: "Adresse incomplète" },
        message: Text {
            en: "“{url}” is only part of an address.", fr: "« {url} » n’est qu’une partie d’adresse."
        },
        why: Text {
            en: "A message has no website of its own: in the inbox such a link opens nothing, such an image stays empty.",
            fr: "Un message n’a pas de site à lui : dans la messagerie, un tel lien n’ouvre rien, une telle image reste vide.",
        },
        fix: Text {
            en: "Write the whole address, from “https://” on.",
            fr: "Écrivez l’adresse entière, à partir de « https:// ».",
        },
    },
    check: Check::Reference(look),
    examples: proofs(&[
        Example::html("{}", r#"<a href="[[/menu]]">Menu</a>"#)
            .group(r#"{ "name": "Roma Lyon", "locale": "en-GB", "website": "https://roma.example/lyon" }"#)
            .fixed(r#"<a href="https://roma.example/menu">Menu</a>"#),
        Example::html("{}", r#"<a href="[[www.roma.example/menu]]">Menu</a>"#)
            .fixed(r#"<a href="https://www.roma.example/menu">Menu</a>"#),
        Example::html("{}", r#"<img src="[[images/a.png]]" alt=""> <img src="[[//cdn.example/b.png]]" alt="">"#)
            .fixed(r#"<img src="images/a.png" alt=""> <img src="https://cdn.example/b.png" alt="">"#),
        Example::html(
            "{}",
            r##"<a href="https://roma.example/menu">x</a> <a href="#top">x</a> <a href="mailto:a@b.example">x</a>"##,
        ),
        Example::html(
            "{}",
            r#"<a href="{{ x }}/menu">x</a> <img src="cid:logo" alt=""> <img src="data:image/png;base64,iVBO" alt="">"#,
        ),
    ]),
};

const WHOLE: Text = Text { en: "Write “{page}”", fr: "Écrire « {page} »" };

fn look(reference: &Reference, book: &Rulebook, found: &mut Findings) {
    let url = reference.url.trim();
    let slashes = url.starts_with("//") || url.starts_with("\\\\");
    let incomplete = matches!(reference.route.target, Target::Here) && !url.is_empty() && !url.starts_with('#');
    if !reference.route.scheme.is_empty() || (!incomplete && !slashes) {
        return;
    }
    let page = whole(url, book);
    let mut finding = found.at(reference.span).with("url", url);
    if let Some(page) = page
        && let Some(edit) = found.edit_html(reference.part(Span::new(0, reference.url.len())), &page)
    {
        let trust = if slashes { Trust::Safe } else { Trust::Suggestion };
        finding = finding.fix(Fix::new(WHOLE, trust, edit).with("page", page));
    }
    found.say(finding);
}

/// What was most likely meant.
fn whole(url: &str, book: &Rulebook) -> Option<String> {
    if let Some(rest) = url.strip_prefix("//") {
        return Some(format!("https://{rest}"));
    }
    if url.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) {
        return Some(format!("https://{url}"));
    }
    let website = book.office.as_ref().and_then(|office| office.profile.website.as_deref())?;
    let path = url.strip_prefix('/')?;
    let host = website.strip_prefix("https://")?.split(['/', '?', '#']).next()?;
    Some(format!("https://{host}/{path}"))
}
