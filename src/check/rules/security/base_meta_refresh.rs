//! `sec-base-meta-refresh`: no tag leads readers elsewhere by itself.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::facts::Tag;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sec-base-meta-refresh",
        area: Area::Security,
        jurisdictions: &["*"],
        source: "HTML Standard, 4.2.3 and 4.2.5.3; ACT rule bc659a",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "Page that takes over", fr: "Page qui prend la main" },
        message: Text {
            en: "“{name}” changes where the message leads or what its reader’s program does.",
            fr: "« {name} » change où mène le message ou ce que fait la messagerie du lecteur.",
        },
        why: Text {
            en: "It sends readers elsewhere without a click, or turns every link into another; inboxes drop it.",
            fr: "Cela envoie le lecteur ailleurs sans qu’il clique, ou détourne tous les liens ; les messageries l’enlèvent.",
        },
        fix: Text {
            en: "Take it out and write whole addresses.", fr: "Retirez-le et écrivez des adresses complètes."
        },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"[[<base href="https://evil.example/">]]<p>Hi</p>"#).fixed("<p>Hi</p>"),
        Example::html("{}", r#"[[<meta http-equiv="Refresh" content="0; url=https://evil.example">]]<p>Hi</p>"#)
            .fixed("<p>Hi</p>"),
        Example::html("{}", r#"<p>Hi[[<meta http-equiv=set-cookie content="a=b">]]</p>"#).fixed("<p>Hi</p>"),
        Example::html(
            "{}",
            r#"<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><meta http-equiv="X-UA-Compatible" content="IE=edge">"#,
        ),
        Example::html("{}", r#"<meta name="viewport" content="width=device-width"><base target="_blank">"#),
    ]),
};

const REMOVE: Text = Text { en: "Take it out", fr: "Le retirer" };

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for tag in facts.tags() {
        let Some(name) = takes_over(&tag) else { continue };
        let mut finding = found.at(tag.span()).with("name", name);
        if let Some(edit) = found.edit_html(tag.span(), "") {
            finding = finding.fix(Fix::new(REMOVE, Trust::Safe, edit));
        }
        found.say(finding);
    }
}

fn takes_over(tag: &Tag) -> Option<String> {
    match tag.name() {
        "base" => tag.value("href").map(|_| "base".to_owned()),
        "meta" => {
            let kind = tag.value("http-equiv")?.trim().to_ascii_lowercase();
            matches!(kind.as_str(), "refresh" | "set-cookie" | "content-security-policy" | "location")
                .then(|| format!("meta {kind}"))
        }
        _ => None,
    }
}
