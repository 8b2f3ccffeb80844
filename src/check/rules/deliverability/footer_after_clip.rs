//! `deliv-footer-after-clip`: the way out stands in what Gmail shows.

use crate::check::Rulebook;
use crate::check::clip::Sent;
use crate::check::facts::Facts;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "deliv-footer-after-clip",
        area: Area::Deliverability,
        jurisdictions: &["*"],
        source: "15 U.S.C. § 7704(a)(3)(A) (conspicuous); Gmail cuts messages off at about 102 KB",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Way out cut off", fr: "Désabonnement coupé" },
        message: Text {
            en: "The unsubscribe link comes after {size} KB; Gmail shows about {most} KB.",
            fr: "Le lien de désabonnement arrive après {size} Ko ; Gmail en affiche environ {most} Ko.",
        },
        why: Text {
            en: "Who finds no way out reports the message as spam.",
            fr: "Qui ne trouve pas comment se désabonner signale le message comme indésirable.",
        },
        fix: Text {
            en: "Shorten the message, or put such a link at the top too.",
            fr: "Raccourcissez le message, ou placez aussi un tel lien en haut.",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(
            TINY,
            r#"<p>Many words that come before it.</p>[[<a href="{{${set_user_to_unsubscribed_url}}}">Unsubscribe</a>]]"#,
        ),
        Example::html(
            TINY,
            r#"<a href="https://a.example">a</a><p>Words.</p>[[<a href="{{${set_user_to_unsubscribed_url}}}">Unsubscribe</a>]]"#,
        ),
        Example::html(
            TINY,
            r#"<a href="{{${set_user_to_unsubscribed_url}}}">Unsubscribe</a><p>Many words that come after it.</p><a href="{{${set_user_to_unsubscribed_url}}}">Unsubscribe</a>"#,
        ),
        Example::html("{}", r#"<p>Words.</p><a href="{{${set_user_to_unsubscribed_url}}}">Unsubscribe</a>"#),
        Example::html(TINY, "<p>Many words and no way out, which is another rule’s matter.</p>"),
    ]),
};

const TINY: &str = r#"{ "inbox": { "clip_bytes": 24 } }"#;

const LINK: u32 = 0;
const WAY_OUT: u32 = 1;

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    sight.marks.extend(facts.links.iter().map(|link| (link.span, LINK)));
    sight.marks.extend(facts.ways_out(book).iter().filter(|way| way.seen).map(|way| (way.span, WAY_OUT)));
    sight
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let marks = whole.marks();
    let links = marks.iter().filter(|(.., mark)| *mark == LINK).map(|(part, span, _)| (*part, *span));
    let Some((part, span, _)) = marks.iter().find(|(.., mark)| *mark == WAY_OUT) else { return };
    let sent = Sent::of(whole, links, book);
    let before = sent.before(*part, span.start);
    if before >= sent.clip {
        let finding = found.in_place(whole.place(*part, *span));
        found.say(finding.with("size", before.div_ceil(1024)).with("most", sent.clip / 1024));
    }
}
