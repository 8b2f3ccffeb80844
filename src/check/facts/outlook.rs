//! Comments with conditions (`<!--[if mso]> … <![endif]-->`): what only Outlook for Windows reads, and what it never
//! reads.

use super::Facts;
use crate::html::NodeKind;
use crate::order;
use crate::text::Span;

/// The comments with conditions of a piece.
#[derive(Debug, Default)]
pub struct Conditional {
    /// The insides of those that only Outlook reads, in order.
    pub only: Vec<Span>,
    /// What Outlook never reads, in order.
    pub never: Vec<Span>,
    /// Each opening and closing, in order.
    pub ends: Vec<(Span, End)>,
}

/// An opening or a closing of what all other mail programs read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// `<!--[if !mso]><!-->`
    Opens,
    /// `<!--<![endif]-->`
    Closes,
    /// A comment for Outlook that nothing ends: `<!--[if mso]> … -->`.
    Broken,
}

impl Conditional {
    pub(super) fn of(facts: &Facts) -> Self {
        let mut found = Self::default();
        let tree = facts.tree;
        let mut open: Vec<(usize, bool)> = Vec::new();
        for id in tree.descendants(tree.root()) {
            let NodeKind::Comment(inside) = &tree.node(id).kind else { continue };
            let span = tree.node(id).span;
            let text = inside.of(facts.html).trim_end();
            if let Some(only) = tree.outlook_only(id) {
                found.only.push(only);
                continue;
            }
            let condition = text.strip_prefix("[if").and_then(|rest| rest.split_once(']'));
            if let Some((condition, rest)) = condition {
                let rest = rest.strip_prefix('>').unwrap_or(rest).trim();
                // `<!--[if !mso]><!-->`, `<!--[if !mso]>-->`, and `<![if !mso]>`, which is no comment to a browser.
                if matches!(rest, "" | "<!" | "<!--") {
                    open.push((span.end, keeps_outlook_out(condition)));
                    found.ends.push((span, End::Opens));
                } else if !rest.ends_with("<![endif]") {
                    found.ends.push((span, End::Broken));
                }
            } else if text.trim_end_matches('-').ends_with("[endif]") && text.len() < 20 {
                found.ends.push((span, End::Closes));
                if let Some((start, true)) = open.pop() {
                    found.never.push(Span::new(start, span.start));
                }
            }
        }
        order::sort(&mut found.never);
        found
    }

    /// Whether Outlook for Windows never reads what stands here.
    pub fn is_kept_from_outlook(&self, place: Span) -> bool {
        self.never.iter().any(|never| never.contains(place))
    }
}

/// Whether a condition is false in every Outlook for Windows: `!mso`, `!gte mso 9`, `!(mso)`.
fn keeps_outlook_out(condition: &str) -> bool {
    let bare: String = condition.chars().filter(|c| !c.is_whitespace() && *c != '(').collect();
    let bare = bare.to_ascii_lowercase();
    bare.contains("!mso") || bare.contains("!gtemso") || bare.contains("!vml")
}
