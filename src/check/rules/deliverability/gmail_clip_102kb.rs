//! `deliv-gmail-clip-102kb`: Gmail shows all of the message.

use crate::check::Rulebook;
use crate::check::clip::Sent;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::diag::Finding;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "deliv-gmail-clip-102kb",
        area: Area::Deliverability,
        jurisdictions: &["*"],
        source: "Gmail cuts messages off at about 102 KB; Braze: Email styling best practices",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Message too long", fr: "Message trop long" },
        message: Text {
            en: "The HTML has {size} KB when it is sent; Gmail shows about {most} KB and cuts the rest off.",
            fr: "Le HTML envoyé pèse {size} Ko ; Gmail en affiche environ {most} Ko et coupe la suite.",
        },
        why: Text {
            en: "What is cut off is not read, the unsubscribe link among it, and openings are not counted.",
            fr: "Ce qui est coupé n’est pas lu, le lien de désabonnement compris, et l’ouverture n’est pas comptée.",
        },
        fix: Text {
            en: "Take a block out, or shorten styles that are written again and again.",
            fr: "Retirez un bloc, ou raccourcissez les styles répétés.",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(TINY, r#"<p>Forty letters and some more of the[[]]m, and then many more.</p>"#),
        Example::html(LINKS, r#"<p><a href="https://a.example">a</a>[[]] and more</p>"#),
        Example::html(NEARLY, r#"<p>Forty letters and some more of them, and then many more.</p>[[]]"#),
        Example::html(
            r#"{ "inbox": { "clip_bytes": 2000 } }"#,
            r#"<p>Short, with <a href="https://a.example">a</a> link</p>"#,
        ),
        Example::html("{}", r#"<p>Short</p>"#),
    ]),
};

const TINY: &str = r#"{ "inbox": { "clip_bytes": 37 } }"#;
const LINKS: &str = r#"{ "inbox": { "clip_bytes": 116, "link_overhead": 80 } }"#;
const NEARLY: &str = r#"{ "inbox": { "clip_bytes": 330 } }"#;

fn see(facts: &Facts, _: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    // Braze counts clicks on pages; what leads elsewhere stays as it is.
    let tracked = facts.links.iter().filter(|link| !link.href.starts_with(['#']) && !link.href.starts_with("mailto:"));
    sight.marks.extend(tracked.filter(|link| !link.href.starts_with("tel:")).map(|link| (link.span, 0)));
    sight
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let links = whole.marks().into_iter().map(|(part, span, _)| (part, span));
    let sent = Sent::of(whole, links, book);
    let size = sent.size();
    if size * 10 < sent.clip * 9 {
        return;
    }
    let Some((index, fixed)) = whole.all_parts().iter().enumerate().find(|(_, part)| part.hole.is_none()) else {
        return;
    };
    let place = whole.place(index, Span::at(sent.cut(&fixed.piece.html)));
    let finding = found.in_place(place).with("size", size.div_ceil(1024)).with("most", sent.clip / 1024);
    // From nine tenths on it is only near.
    let severity = if size < sent.clip { finding.severity.min(Severity::Warning) } else { finding.severity };
    found.say(Finding { severity, ..finding });
}
