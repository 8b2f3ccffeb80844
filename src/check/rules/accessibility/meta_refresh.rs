//! `a11y-meta-refresh`: a page does not go away while it is read.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-meta-refresh",
        "WCAG 2.2, 2.2.1 (A); ACT rule bc659a",
        Severity::Error,
        Says {
            title: Text { en: "Page reloads by itself", fr: "Page rechargée d’elle-même" },
            message: Text {
                en: "After {seconds} seconds the page loads something else.",
                fr: "Après {seconds} secondes, la page charge autre chose.",
            },
            why: Text {
                en: "Who reads slowly, or listens, is thrown out in the middle of a sentence.",
                fr: "Qui lit lentement, ou écoute, est interrompu au milieu d’une phrase.",
            },
            fix: Text { en: "Take <meta http-equiv=\"refresh\"> out.", fr: "Retirez <meta http-equiv=\"refresh\">." },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"[[<meta http-equiv="refresh" content="30; url=https://roma.example">]]"#).fixed(""),
        Example::html("{}", r#"[[<meta http-equiv="Refresh" content=" 5.9 ">]]"#).fixed(""),
        Example::html("{}", r#"<meta http-equiv="refresh" content="0; url=https://roma.example">"#),
        Example::html(
            "{}",
            r#"<meta http-equiv="refresh" content="soon"><meta http-equiv="refresh" content="72001"><meta http-equiv="x" content="5">"#,
        ),
    ]),
};

const REMOVE: Text = Text { en: "Take it out", fr: "Le retirer" };

/// Longer than twenty hours nobody reads at a stretch.
const LONG: u64 = 72_000;

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    let tree = facts.tree;
    for id in tree.elements("meta") {
        let refreshes =
            tree.attribute(id, "http-equiv").is_some_and(|name| name.trim().eq_ignore_ascii_case("refresh"));
        let Some(delay) = tree.attribute(id, "content").filter(|_| refreshes).and_then(delay) else { continue };
        if delay > 0 && delay <= LONG {
            let mut finding = found.at(facts.tag(id)).with("seconds", usize::try_from(delay).unwrap_or_default());
            if let Some(edit) = found.edit_html(facts.tag(id), "") {
                finding = finding.fix(Fix::new(REMOVE, Trust::Safe, edit));
            }
            found.say(finding);
        }
        // Browsers follow the first that they understand.
        return;
    }
}

/// The delay in whole seconds, as browsers read it; `None` where they do not.
fn delay(content: &str) -> Option<u64> {
    let content = content.trim_start();
    let digits = content.find(|c: char| !c.is_ascii_digit()).unwrap_or(content.len());
    let (number, rest) = content.split_at_checked(digits)?;
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let ends = rest.is_empty() || rest.starts_with([';', ',']) || rest.starts_with(char::is_whitespace);
    let number = if number.is_empty() && content.starts_with('.') { "0" } else { number };
    number.parse().ok().filter(|_| ends)
}
