//! `us-ca-misleading-header`: messages to California come from a domain of the sender's own.

use crate::check::Rulebook;
use crate::check::address::{Target, registrable, target};
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::policy::Links;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "us-ca-misleading-header",
        area: Area::Legal,
        jurisdictions: &["US-CA"],
        source: "Cal. Bus. & Prof. Code § 17529.5(a)(1)–(3)",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "Foreign domain", fr: "Domaine d’un tiers" },
        message: Text {
            en: "“{address}” is at a domain that is not known as the brand’s own.",
            fr: "« {address} » est sur un domaine qui n’est pas connu comme celui de la marque.",
        },
        why: Text {
            en: "California forbids advertising e-mail with somebody else’s domain in its header, unless they permitted it.",
            fr: "La Californie interdit les e-mails publicitaires portant le domaine d’un tiers dans l’en-tête, sauf son accord.",
        },
        fix: Text {
            en: "Head office uses an address of its own domain, or lists the domain in `[links] hosts`.",
            fr: "Le siège utilise une adresse de son domaine, ou inscrit le domaine dans `[links] hosts`.",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(CA, "<p>Pizza</p>").group(STRANGE).missing(),
        Example::html(CA, "<p>Pizza</p>")
            .group(r#"{ "name": "Roma", "website": "https://www.roma.example/", "sender": { "name": "Roma", "email": "a@mail.roma.example", "reply_to": "a@gmail.example" } }"#)
            .missing(),
        Example::html(CA, "<p>Pizza</p>")
            .group(r#"{ "name": "Roma", "website": "https://www.roma.example/", "sender": { "name": "Roma", "email": "a@mail.roma.example" } }"#),
        Example::html(
            r#"{ "legal": { "everywhere": ["US-CA"] }, "links": { "hosts": ["*.apple-offers.example"] } }"#,
            "<p>Pizza</p>",
        )
        .group(STRANGE),
        Example::html("{}", "<p>Pizza</p>").group(STRANGE),
    ]),
};

const CA: &str = r#"{ "legal": { "everywhere": ["US-CA"] } }"#;
const STRANGE: &str = r#"{ "name": "Roma", "website": "https://www.roma.example/",
    "sender": { "name": "Roma", "email": "deals@apple-offers.example" } }"#;

fn see(_: &Facts, _: &Rulebook) -> Sight {
    Sight::default()
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let Some(office) = &book.office else { return };
    let Some(sender) = &office.profile.sender else { return };
    let sites = [office.profile.website.as_deref(), whole.kit().brand.website.as_deref()];
    let own: Vec<String> = (sites.into_iter().flatten())
        .filter_map(|site| match target(site) {
            Target::Host(host) => Some(registrable(&host).to_owned()),
            _ => None,
        })
        .collect();
    let links = &book.policy.links;
    // Where nothing is known of the brand's domains, nothing can be said.
    if own.is_empty() && links.hosts.is_empty() {
        return;
    }
    let addresses = [("sender.email", Some(&sender.email)), ("sender.reply_to", sender.reply_to.as_ref())];
    for (field, address) in addresses {
        let Some((_, domain)) = address.and_then(|address| address.rsplit_once('@')) else { continue };
        let domain = domain.trim().to_lowercase();
        let known = own.iter().any(|own| own == registrable(&domain))
            || Links::allows(&links.hosts, &domain)
            || Links::allows(&links.unsubscribe_hosts, &domain);
        if !known {
            let place = Place { source: Source::Group(field.to_owned()), span: Span::at(0) };
            found.say(found.in_place(place).with("address", address.cloned().unwrap_or_default()));
        }
    }
}
