//! `liquid-unrendered-in-output`: no braces are left for readers.

use super::DATA;
use crate::check::Rulebook;
use crate::check::facts::{Prose, ProseKind};
use crate::check::rule::*;
use crate::order;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "liquid-unrendered-in-output",
        source: "Braze, Liquid",
        severity: Severity::Error,
        title: Text { en: "Braces left over", fr: "Accolades restantes" },
        message: Text { en: "Readers would see “{text}”.", fr: "Les lecteurs verraient « {text} »." },
        why: Text {
            en: "Code in a message shows that nobody looked at it.",
            fr: "Du code dans un message montre que personne ne l’a relu.",
        },
        fix: Text {
            en: "Mend the Liquid around it, or take it out.",
            fr: "Réparez le Liquid alentour, ou retirez-le.",
        },
        ..DATA
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::html("{}", "<p>Bonjour name[[}}]], {% raw %}[[{{]] name [[}}]]{% endraw %}</p>"),
        Example::line("{}", "Hello name [[%}]]"),
        Example::html("{}", "<p>Bonjour {{ ${first_name} | default: 'vous' }} :} {</p>"),
        Example::html("{}", "<style>p{{}}</style><p>Hi</p>"),
    ]),
};

fn look(prose: &Prose, _: &Rulebook, found: &mut Findings) {
    if prose.kind == ProseKind::Link || !prose.signs().has(&['{', '}']) {
        return;
    }
    let marks = ["{{", "}}", "{%", "%}"];
    let mut hits: Vec<(usize, &str)> = marks.iter().flat_map(|mark| prose.text.match_indices(mark)).collect();
    order::sort(&mut hits);
    for (at, mark) in hits {
        let span = prose.span(Span::new(at, at + mark.len()));
        // What an author wrote in braces, the slot's own checks tell him of.
        if !matches!(found.place(span).source, Source::Slot(_)) {
            found.say(found.at(span).with("text", mark));
        }
    }
}
