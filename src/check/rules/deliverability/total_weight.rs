//! `deliv-total-weight`: the message is as light as the brand wants it.

use crate::check::Rulebook;
use crate::check::clip::Sent;
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "deliv-total-weight",
        area: Area::Deliverability,
        jurisdictions: &["*"],
        source: "The policy: inbox.weight_kb",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Heavy message", fr: "Message lourd" },
        message: Text {
            en: "HTML and the images in it weigh {size} KB; the brand allows {most} KB.",
            fr: "Le HTML et les images qu’il contient pèsent {size} Ko ; la marque en autorise {most}.",
        },
        why: Text {
            en: "On the road it takes long until something is seen, and people go on to the next message.",
            fr: "En mobilité, l’affichage tarde, et l’on passe au message suivant.",
        },
        fix: Text {
            en: "Put images on a server instead of into the HTML, and take blocks out.",
            fr: "Placez les images sur un serveur plutôt que dans le HTML, et retirez des blocs.",
        },
    },
    check: Check::Whole { see: |_, _| Sight::default(), judge },
    examples: proofs(&[
        Example::html(r#"{ "inbox": { "weight_kb": 0 } }"#, "[[]]<p>Some words</p>"),
        Example::html(
            r#"{ "inbox": { "weight_kb": 0 } }"#,
            r#"[[]]<img src="data:image/png;base64,iVBORw0KGgo=" alt="">"#,
        ),
        Example::html(r#"{ "inbox": { "weight_kb": 60 } }"#, "<p>Some words</p>"),
        Example::html("{}", "<p>Some words</p>"),
    ]),
};

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let Some(most) = book.policy.inbox.weight_kb else { return };
    let size = Sent::of(whole, std::iter::empty(), book).size();
    if size > most * 1024 {
        let finding = found.in_place(whole.place(0, Span::at(0)));
        found.say(finding.with("size", size.div_ceil(1024)).with("most", most));
    }
}
