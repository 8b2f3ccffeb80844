//! `sec-mso-comment-payload`: Outlook’s readers are led where all are led.

use crate::check::Rulebook;
use crate::check::address::{Target, registrable, target};
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::html::{NodeKind, Tree};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sec-mso-comment-payload",
        area: Area::Security,
        jurisdictions: &["*"],
        source: "Outlook conditional comments (Microsoft, MSDN); link deception practice",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Link for Outlook alone", fr: "Lien réservé à Outlook" },
        message: Text {
            en: "Outlook’s readers are led to “{host}”, where no other reader is led.",
            fr: "Les lecteurs d’Outlook sont menés vers « {host} », où aucun autre lecteur n’est mené.",
        },
        why: Text {
            en: "What stands in a comment for Outlook is seen by nobody who checks the message elsewhere.",
            fr: "Ce qui se trouve dans un commentaire pour Outlook n’est vu par aucune personne qui vérifie le message ailleurs.",
        },
        fix: Text {
            en: "Give Outlook the same link as everybody else.",
            fr: "Donnez à Outlook le même lien qu’à tous les autres.",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(
            "{}",
            r#"<a href="https://roma.example">x</a><!--[if mso]><a href="[[http://evil.example]]">x</a><![endif]-->"#,
        ),
        Example::html(
            "{}",
            r#"<!--[if gte mso 9]><v:roundrect href="[[https://evil.example/a]]"></v:roundrect><![endif]-->"#,
        ),
        Example::html(
            "{}",
            r#"<!--[if mso]><v:roundrect href="https://shop.roma.example/a"><![endif]--><a href="https://roma.example/b">x</a>"#,
        ),
        Example::html("{}", r#"<!--[if mso]><v:rect href="{{ x }}"/><a href="mailto:a@b.example">x</a><![endif]-->"#),
        Example::html("{}", r#"<!--[if !mso]><!--><a href="https://roma.example">x</a><!--<![endif]-->"#),
    ]),
};

fn see(facts: &Facts, _: &Rulebook) -> Sight {
    let followed = facts.references().filter(|reference| reference.followed && reference.route.host_name().is_some());
    Sight { there: followed.map(|reference| reference.span).collect(), ..Sight::default() }
}

fn judge(whole: &Whole, _: &Rulebook, found: &mut Findings) {
    let comments: Vec<Vec<Span>> = whole.parts().map(|(_, part, _)| comments(&part.piece.tree)).collect();
    if comments.iter().all(Vec::is_empty) {
        return;
    }
    let mut seen: Vec<String> = Vec::new();
    let mut hidden: Vec<(Place, String)> = Vec::new();
    for ((_, part, sight), comments) in whole.parts().zip(&comments) {
        for span in &sight.there {
            let Target::Host(host) = target(span.of(&part.piece.html)) else { continue };
            match comments.iter().any(|comment| comment.contains(*span)) {
                true => hidden.push((part.piece.place(*span), host)),
                false => seen.push(registrable(&host).to_owned()),
            }
        }
    }
    for (place, host) in hidden {
        if !seen.iter().any(|domain| domain == registrable(&host)) {
            found.say(found.in_place(place).with("host", host));
        }
    }
}

/// Where the comments of a part stand.
fn comments(tree: &Tree) -> Vec<Span> {
    let all = tree.descendants(tree.root()).map(|id| tree.node(id));
    all.filter(|node| matches!(node.kind, NodeKind::Comment(_))).map(|node| node.span).collect()
}
