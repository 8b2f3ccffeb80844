//! `a11y-abbr-caps-text`: a passage is not typed in capitals.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::{Prose, ProseKind};
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-abbr-caps-text",
        "Practice of readable text",
        Severity::Info,
        Says {
            title: Text { en: "Typed in capitals", fr: "Tapé en capitales" },
            message: Text { en: "“{text}” is typed in capitals.", fr: "« {text} » est tapé en capitales." },
            why: Text {
                en: "Some screen readers spell capitals letter by letter, and everybody reads them more slowly.",
                fr: "Certains lecteurs d’écran épellent les capitales lettre par lettre, et tout le monde les lit plus lentement.",
            },
            fix: Text {
                en: "Type it as a sentence; a style may show it in capitals.",
                fr: "Tapez-le comme une phrase ; un style peut l’afficher en capitales.",
            },
        },
    ),
    check: Check::Prose(look),
    examples: proofs(&[
        Example::html("{}", "<p>[[NOS OFFRES DE LA SEMAINE]]</p>").fixed("<p>Nos offres de la semaine</p>"),
        Example::markdown("{}", "Today: [[COME AND SEE OUR TERRACE]], from seven.")
            .fixed("Today: Come and see our terrace, from seven."),
        Example::html("{}", "<p>Nos offres de la semaine</p><p>SNCF RATP EDF</p><p>10 % OFF TODAY</p>"),
        Example::line("{}", "Two pizzas for the price of one"),
    ]),
};

const SENTENCE: Text = Text { en: "Write “{text}”", fr: "Écrire « {text} »" };

/// So many words in a row are a passage; fewer may be names.
const LEAST: usize = 4;

fn look(prose: &Prose, _: &Rulebook, found: &mut Findings) {
    if !matches!(prose.kind, ProseKind::Running | ProseKind::Subject | ProseKind::Preheader) {
        return;
    }
    let mut run: Vec<Span> = Vec::new();
    let mut at = 0;
    let text = &prose.text;
    let mut end = |run: &mut Vec<Span>| {
        if let (Some(first), Some(last)) = (run.first(), run.last())
            && run.len() >= LEAST
        {
            let part = Span::new(first.start, last.end);
            let words = part.of(text);
            let mut finding = found.at(prose.span(part)).with("text", words);
            let better = sentence(words);
            if let Some(edit) = found.edit(prose, part, &better) {
                finding = finding.fix(Fix::new(SENTENCE, Trust::Suggestion, edit).with("text", better));
            }
            found.say(finding);
        }
        run.clear();
    };
    for word in text.split_inclusive(|c: char| c.is_whitespace() || c == '\u{2029}') {
        let span = Span::new(at, at + word.len());
        at = span.end;
        if word.bytes().any(|byte| byte.is_ascii_lowercase()) {
            end(&mut run);
            continue;
        }
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let start = span.end - word.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let capital = bare.chars().any(char::is_uppercase)
            && !bare.chars().any(char::is_lowercase)
            && !bare.contains(|c: char| c.is_ascii_digit());
        if capital {
            run.push(Span::new(start, start + bare.len()));
        } else if !bare.is_empty() {
            end(&mut run);
        }
        if word.ends_with('\u{2029}') || word.trim_end().ends_with(['.', '!', '?', ':', ',', ';']) {
            end(&mut run);
        }
    }
    end(&mut run);
}

fn sentence(words: &str) -> String {
    let lower = words.to_lowercase();
    let mut chars = lower.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
