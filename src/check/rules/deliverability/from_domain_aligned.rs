//! `deliv-from-domain-aligned`: the sender's domain is one that Braze may send from.

use crate::check::Rulebook;
use crate::check::facts::{Prose, ProseKind};
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "deliv-from-domain-aligned",
        area: Area::Deliverability,
        jurisdictions: &["*"],
        source: "RFC 7489, 3.1; Google: Email sender guidelines; the policy: inbox.sender_domains",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Sender’s domain", fr: "Domaine d’expédition" },
        message: Text {
            en: "{address}: the brand’s authenticated domains are {domains}.",
            fr: "{address} : les domaines authentifiés de la marque sont {domains}.",
        },
        why: Text {
            en: "A message from a domain that is not authenticated fails DMARC and does not arrive.",
            fr: "Un message d’un domaine non authentifié échoue au contrôle DMARC et n’arrive pas.",
        },
        fix: Text {
            en: "Give the group an address at one of these domains.",
            fr: "Donnez au groupe une adresse de l’un de ces domaines.",
        },
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line(DOMAINS, "Menu")
            .group(r#"{ "sender": { "name": "Roma", "email": "a@roma-lyon.example" } }"#)
            .missing(),
        Example::line(DOMAINS, "Menu")
            .group(r#"{ "sender": { "name": "Roma", "email": "a@notmail.roma.example" } }"#)
            .missing(),
        Example::line(DOMAINS, "Menu")
            .group(r#"{ "sender": { "name": "Roma", "email": "a@lyon.Mail.roma.example" } }"#),
        Example::line("{}", "Menu").group(r#"{ "sender": { "name": "Roma", "email": "a@roma-lyon.example" } }"#),
    ]),
};

const DOMAINS: &str = r#"{ "inbox": { "sender_domains": ["mail.roma.example"] } }"#;

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    let sender = book.office.as_ref().and_then(|office| office.profile.sender.as_ref());
    let Some(sender) = sender.filter(|_| prose.kind == ProseKind::Subject) else { return };
    let domains = &book.policy.inbox.sender_domains;
    let domain = sender.email.trim().rsplit('@').next().unwrap_or_default().to_lowercase();
    let is_of = |known: &String| {
        let known = known.to_lowercase();
        domain == known || domain.strip_suffix(&known).is_some_and(|rest| rest.ends_with('.'))
    };
    if !domains.is_empty() && !sender.email.trim().is_empty() && !domains.iter().any(is_of) {
        let place = Place { source: Source::Group("sender.email".to_owned()), span: Span::new(0, sender.email.len()) };
        let finding = found.in_place(place).with("address", sender.email.as_str());
        found.say(finding.with("domains", domains.join(", ")));
    }
}
