//! `deliv-utf8-charset`: letters are what they were meant to be.

use crate::check::Rulebook;
use crate::check::facts::{Facts, Prose};
use crate::check::rule::*;
use crate::html::Tree;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "deliv-utf8-charset",
        area: Area::Deliverability,
        jurisdictions: &["*"],
        source: "RFC 2045; HTML Standard, 4.2.5.4",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Broken letters", fr: "Caractères abîmés" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "Readers see signs in place of accents, quotation marks and currencies.",
            fr: "Les lecteurs voient des signes à la place des accents, des guillemets ou des monnaies.",
        },
        fix: Text {
            en: "Paste the text again from its source; the head has <meta charset=\"utf-8\">.",
            fr: "Recollez le texte depuis sa source ; l’en-tête contient <meta charset=\"utf-8\">.",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html("{}", "<p>Un vrai [[dÃ©lice]]</p>"),
        Example::html("{}", "<p>[[Itâ€™s]] here, and donâ€™t</p>"),
        Example::html("{}", "<html>[[<head>]]<title>a</title></head><body>a</body></html>"),
        Example::html("{}", r#"<html><head>[[<meta charset="iso-8859-1">]]</head><body>a</body></html>"#),
        Example::line("{}", "Un [[cafÃ©]]").fr(),
        Example::html(
            "{}",
            r#"<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><body>Délice, SÃO PAULO, Â, 20 €, « été »</body></html>"#,
        ),
        Example::html("{}", "<p>A snippet has no head.</p>"),
    ]),
};

const MOJIBAKE: Text = Text {
    en: "These letters were read in the wrong encoding.",
    fr: "Ces lettres ont été lues dans un mauvais encodage.",
};
const UNSAID: Text = Text {
    en: "The head does not say that the text is UTF-8.",
    fr: "L’en-tête ne dit pas que le texte est en UTF-8.",
};
const OTHER: Text = Text {
    en: "The head says another encoding than UTF-8, in which the message is sent.",
    fr: "L’en-tête indique un autre encodage que l’UTF-8, dans lequel le message est envoyé.",
};

const BROKEN_WORD: u32 = 0;
const NO_CHARSET: u32 = 1;
const OTHER_CHARSET: u32 = 2;

fn see(facts: &Facts, _: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    if let Some(document) = facts.written_document() {
        let tree = facts.tree;
        let head = tree.children(document).find(|id| tree.name(*id) == "head");
        match tree.elements("meta").find_map(|id| Some((id, charset(tree, id)?))) {
            Some((id, said)) if !said.contains("utf-8") && !said.contains("utf8") => {
                sight.marks.push((facts.tag(id), OTHER_CHARSET));
            }
            Some(_) => {}
            None => {
                let tag = head.map(|id| facts.tag(id)).filter(|tag| !tag.is_empty());
                sight.marks.push((tag.unwrap_or_else(|| facts.tag(document)), NO_CHARSET));
            }
        }
    }
    let suspect = facts.prose.first().filter(|prose| prose.signs().has(&['Ã', 'Â', 'â']));
    let broken = suspect.and_then(|prose| broken(&prose.text).map(|part| prose.span(part)));
    sight.marks.extend(broken.map(|span| (span, BROKEN_WORD)));
    sight
}

/// What a `<meta>` says of the encoding, in lower case.
fn charset(tree: &Tree, id: crate::html::NodeId) -> Option<String> {
    let old = || {
        let kind = tree.attribute(id, "http-equiv").filter(|kind| kind.eq_ignore_ascii_case("content-type"));
        kind.and_then(|_| tree.attribute(id, "content"))
            .filter(|content| content.to_ascii_lowercase().contains("charset"))
    };
    tree.attribute(id, "charset").or_else(old).map(str::to_ascii_lowercase)
}

/// The first word in which two bytes of one letter stand as two.
fn broken(text: &str) -> Option<Span> {
    let is_broken = |before: char, after: char| match before {
        // The second byte of é, è, ê … as Latin-1 or Windows-1252 reads it.
        'Ã' => matches!(
            after,
            '\u{80}'..='\u{bf}' | '‚' | '„' | '…' | '†' | '‡' | 'ˆ' | '‰' | 'Š' | 'Œ' | 'Ž' | '™' | 'š' | 'œ'
        ),
        'Â' => matches!(after, '\u{a0}' | '«' | '»' | '°' | '©' | '®' | '£' | '§'),
        'â' => matches!(after, '€' | '\u{80}'),
        _ => false,
    };
    let mut before = ' ';
    let at = text.char_indices().find_map(|(at, c)| {
        let found = is_broken(before, c).then(|| at - before.len_utf8());
        before = c;
        found
    })?;
    let blank = |c: char| c.is_whitespace() && c != '\u{a0}' || c == crate::text::BLOCK_END;
    let start = text.get(..at)?.rfind(blank).map_or(0, |space| space + text.get(space..).map_or(1, first_length));
    let end = text.get(at..)?.find(blank).map_or(text.len(), |space| at + space);
    Some(Span::new(start, end))
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(1, char::len_utf8)
}

fn judge(whole: &Whole, _: &Rulebook, found: &mut Findings) {
    let mut told = [false; 3];
    let lines = [Some(whole.subject()), whole.preheader()];
    for line in lines.into_iter().flatten() {
        let prose = Prose::of_line(line);
        if let Some(part) = broken(&prose.text) {
            found.say(found.in_place(whole.place_in(line, prose.span(part))).with("what", MOJIBAKE));
        }
    }
    for (part, span, mark) in whole.marks() {
        let what = match mark {
            BROKEN_WORD => MOJIBAKE,
            NO_CHARSET => UNSAID,
            _ => OTHER,
        };
        let told = usize::try_from(mark).ok().and_then(|mark| told.get_mut(mark));
        if told.is_some_and(|told| !std::mem::replace(told, true)) {
            found.say(found.in_place(whole.place(part, span)).with("what", what));
        }
    }
}
