//! `sec-header-injection`: a header is one line.

use crate::check::Rulebook;
use crate::check::facts::{Prose, ProseKind};
use crate::check::rule::*;
use crate::diag::Source;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sec-header-injection",
        area: Area::Security,
        jurisdictions: &["*"],
        source: "CWE-93; RFC 5322, 2.2",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "Line break in a header", fr: "Saut de ligne dans un en-tête" },
        message: Text {
            en: "A line break or a control sign stands in the subject or in the sender’s name.",
            fr: "Un saut de ligne ou un signe de commande se trouve dans l’objet ou dans le nom de l’expéditeur.",
        },
        why: Text {
            en: "Behind it, headers of one’s own can be slipped in: other recipients, another sender.",
            fr: "Derrière lui, on peut glisser ses propres en-têtes : d’autres destinataires, un autre expéditeur.",
        },
        fix: Text { en: "Put a space in its place.", fr: "Mettez une espace à la place." },
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line("{}", "Hi[[\r\n]]Bcc: all@evil.example").fixed("Hi Bcc: all@evil.example"),
        Example::line("{}", "Hi[[\u{0}]] you").fixed("Hi  you"),
        Example::line("{}", "Hi").group("{ \"name\": \"Roma Bath\", \"sender\": { \"name\": \"Roma\\nBcc: x\", \"email\": \"a@roma.example\" } }").missing(),
        Example::line("{}", "Pizza for {{ ${first_name} }}: tonight"),
        Example::html("{}", "<p>Two\nlines</p>"),
    ]),
};

const SPACE: Text = Text { en: "Put a space there", fr: "Mettre une espace" };

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    if prose.kind != ProseKind::Subject {
        return;
    }
    let mut at = 0;
    while let Some(start) = prose.text.get(at..).and_then(|rest| rest.find(breaks)).map(|start| at + start) {
        let rest = prose.text.get(start..).unwrap_or_default();
        at = start + rest.find(|c| !breaks(c)).unwrap_or(rest.len()).max(1);
        let span = prose.span(Span::new(start, at));
        let mut finding = found.at(span);
        if let Some(edit) = found.edit_html(span, " ") {
            finding = finding.fix(Fix::new(SPACE, Trust::Safe, edit));
        }
        found.say(finding);
    }
    let sender = book.office.as_ref().and_then(|office| office.profile.sender.as_ref());
    if let Some(at) = sender.and_then(|sender| sender.name.find(breaks)) {
        let source = Source::Group("sender.name".to_owned());
        found.say(found.in_place(Place { source, span: Span::new(at, at + 1) }));
    }
}

/// What ends a header’s line.
const fn breaks(c: char) -> bool {
    matches!(c, '\r' | '\n' | '\0' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}')
}
