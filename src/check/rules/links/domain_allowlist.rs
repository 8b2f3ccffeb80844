//! `link-domain-allowlist`: links lead to hosts that the brand approved.

use crate::check::Rulebook;
use crate::check::address::{Target, target};
use crate::check::facts::Reference;
use crate::check::rule::*;
use crate::policy::Links;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "link-domain-allowlist",
        area: Area::Links,
        jurisdictions: &["*"],
        source: "The brand’s policy: links.hosts",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Link to elsewhere", fr: "Lien vers l’extérieur" },
        message: Text {
            en: "This link leads to “{host}”, which the brand has not approved.",
            fr: "Ce lien mène à « {host} », que la marque n’a pas approuvé.",
        },
        why: Text {
            en: "Readers trust the brand’s name; a page that nobody vouches for can deceive them.",
            fr: "Vos lecteurs font confiance à la marque ; une page dont personne ne répond peut les tromper.",
        },
        fix: Text {
            en: "Link to one of our own pages, or ask head office to approve this one.",
            fr: "Renvoyez vers l’une de nos pages, ou demandez au siège d’approuver celle-ci.",
        },
    },
    check: Check::Reference(look),
    examples: proofs(&[
        Example::html(ROMA, r#"<a href="[[https://roma-promo.example/x]]">Menu</a>"#),
        Example::html(
            ROMA,
            r#"<a href="https://roma.example">Menu</a> <a href="https://shop.roma.example/a">Shop</a>"#,
        ),
        Example::html(ROMA, r#"<a href="mailto:a@elsewhere.example">Write</a> <a href="tel:+33472000000">Call</a>"#),
        Example::html(ROMA, r#"<a href="[[https://roma.example@evil.example]]">Menu</a>"#),
        Example::html(ROMA, r#"<a href="{{${set_user_to_unsubscribed_url}}}">Unsubscribe</a>"#),
        Example::html(ROMA, r#"<a href="[[https://xn--rma-6qa.example/]]">Menu</a>"#)
            .group(r#"{ "name": "Roma Lyon", "locale": "en-GB", "website": "https://roma.example/lyon" }"#)
            .fixed(r#"<a href="https://roma.example/lyon">Menu</a>"#),
        Example::html(ROMA, r#"<!--[if mso]><v:rect href="[[https://evil.example]]"/><![endif]-->"#),
        Example::html(
            ROMA,
            r#"<a href="{% if a %}https://roma.example{% else %}[[https://evil.example]]{% endif %}">Menu</a>"#,
        ),
        Example::html("{}", r#"<a href="https://anywhere.example">Anywhere</a>"#),
    ]),
};

const ROMA: &str = r#"{ "links": { "hosts": ["*.roma.example"] } }"#;

const OUR_PAGE: Text = Text { en: "Link to {page}", fr: "Renvoyer vers {page}" };

fn look(reference: &Reference, book: &Rulebook, found: &mut Findings) {
    let links = &book.policy.links;
    let allowed = |host: &str| Links::allows(&links.hosts, host) || Links::allows(&links.unsubscribe_hosts, host);
    let Some(host) = reference.route.host_name().filter(|_| reference.followed) else { return };
    if links.hosts.is_empty() || allowed(host) {
        return;
    }
    let mut finding = found.at(reference.span).with("host", host);
    let page = book.office.as_ref().and_then(|office| office.profile.website.as_deref());
    if let Some(page) = page.filter(|page| matches!(target(page), Target::Host(host) if allowed(&host)))
        && let Some(edit) = found.edit_html(reference.span, page)
    {
        finding = finding.fix(Fix::new(OUR_PAGE, Trust::Suggestion, edit).with("page", page));
    }
    found.say(finding);
}
