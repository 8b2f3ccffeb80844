//! `deliv-link-count`: not more links, to not more places, than the brand wants.

use crate::check::Rulebook;
use crate::check::address::{Target, registrable, target};
use crate::check::facts::Facts;
use crate::check::rule::*;
use std::collections::BTreeSet;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "deliv-link-count",
        area: Area::Deliverability,
        jurisdictions: &["*"],
        source: "The policy: inbox.most_links, inbox.most_domains",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Info,
        waivable: true,
        title: Text { en: "Many links", fr: "Beaucoup de liens" },
        message: Text {
            en: "{count} {what}; the brand wants at most {most}.",
            fr: "{count} {what} ; la marque en veut au plus {most}.",
        },
        why: Text {
            en: "Many links divert readers from the one that matters, and filters mistrust many domains.",
            fr: "Trop de liens détournent du seul qui compte, et les filtres se méfient de domaines nombreux.",
        },
        fix: Text {
            en: "Keep the links that serve the message’s aim.",
            fr: "Gardez les liens qui servent le but du message.",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(
            TWO,
            r#"<a href="https://a.example/1">a</a><a href="https://a.example/2">b</a>[[<a href="https://a.example/3">c</a>]]"#,
        ),
        Example::html(ONE, r#"<a href="https://a.example/1">a</a>[[<a href="https://b.example/2">b</a>]]"#),
        Example::html(
            TWO,
            r#"<a href="https://a.example/1">a</a><a href="https://a.example/2">b</a><a href="https://a.example/3"></a>"#,
        ),
        Example::html(
            ONE,
            r#"<a href="https://a.example/1">a</a><a href="https://www.a.example/2">b</a><a href="mailto:a@b.example">c</a>"#,
        ),
        Example::html("{}", r#"<a href="https://a.example/1">a</a><a href="https://b.example/2">b</a>"#),
    ]),
};

const TWO: &str = r#"{ "inbox": { "most_links": 2 } }"#;
const ONE: &str = r#"{ "inbox": { "most_domains": 1 } }"#;

const LINKS: Text = Text { en: "links", fr: "liens" };
const DOMAINS: Text = Text { en: "domains", fr: "domaines" };

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    let inbox = &book.policy.inbox;
    if inbox.most_links.is_some() || inbox.most_domains.is_some() {
        sight.marks.extend(facts.links.iter().filter(|link| link.visible).map(|link| {
            (
                link.span,
                match target(link.href) {
                    Target::Host(host) => number(registrable(&host)),
                    _ => 0,
                },
            )
        }));
    }
    sight
}

/// A number for a domain (FNV-1a); 0 is none.
fn number(domain: &str) -> u32 {
    domain.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)).max(1)
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let marks = whole.marks();
    let inbox = &book.policy.inbox;
    if let Some(most) = inbox.most_links.filter(|most| marks.len() > *most)
        && let Some((part, span, _)) = marks.get(most)
    {
        let finding = found.in_place(whole.place(*part, *span));
        found.say(finding.with("count", marks.len()).with("what", LINKS).with("most", most));
    }
    let Some(most) = inbox.most_domains else { return };
    let mut domains = BTreeSet::new();
    let mut one_more = None;
    for (part, span, domain) in marks.iter().filter(|(.., domain)| *domain != 0) {
        if domains.insert(domain) && domains.len() == most + 1 {
            one_more = Some((*part, *span));
        }
    }
    if let Some((part, span)) = one_more {
        let finding = found.in_place(whole.place(part, span));
        found.say(finding.with("count", domains.len()).with("what", DOMAINS).with("most", most));
    }
}
