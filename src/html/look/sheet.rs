//! The style sheets of a document's head, as far as they decide colours and visibility.

use super::style::{Declaration, declarations, end_of, first_of, split};
use crate::html::{NodeId, Tree};
use crate::order;
use std::collections::BTreeMap;

/// More rules than this are not looked at: no mail has them.
const MAX_RULES: usize = 4_000;

/// Media queries within media queries.
const MAX_LEVEL: usize = 3;

/// The rules of a document's `<style>` elements.
///
/// Selectors of types, classes, ids and attributes with descendant and child combinators are understood; rules with others are
/// left out. Media queries are left out too, but for `prefers-color-scheme: dark`, which is kept apart.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    rules: Vec<Rule>,
    /// Rules by what their last compound asks for first: `#id`, `.class`, `type`, or nothing.
    index: BTreeMap<String, Vec<usize>>,
}

#[derive(Clone, Debug)]
struct Rule {
    /// The compounds from right to left, each with whether it must be the parent of the one before.
    compounds: Vec<(bool, Compound)>,
    specificity: (usize, usize, usize),
    declarations: String,
    dark: bool,
}

#[derive(Clone, Debug, Default)]
struct Compound {
    name: String,
    classes: Vec<String>,
    ids: Vec<String>,
    /// Attributes, with the value that they must have.
    attributes: Vec<(String, Option<String>)>,
}

impl Sheet {
    /// The style sheets of a tree.
    pub fn of(tree: &Tree) -> Self {
        let mut sheet = Self::default();
        for style in tree.elements("style") {
            sheet.add(&tree.text_within(style), false, 0);
        }
        sheet
    }

    /// Whether it has rules for readers who prefer dark.
    pub fn knows_dark(&self) -> bool {
        self.rules.iter().any(|rule| rule.dark)
    }

    /// Whether there is nothing in it.
    pub const fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    fn add(&mut self, css: &str, dark: bool, level: usize) {
        let mut rest = css;
        while let Some(open) = end_of(rest, b'{') {
            let prelude = rest.get(..open).unwrap_or_default();
            // `@import …;` and the like end before the selector.
            let prelude = split(prelude, b';').last().unwrap_or_default();
            let body = rest.get(open + 1..).unwrap_or_default();
            let close = block_end(body).unwrap_or(body.len());
            let inside = body.get(..close).unwrap_or_default();
            self.block(&without_comments(prelude), inside, dark, level);
            rest = body.get(close + 1..).unwrap_or_default();
        }
    }

    fn block(&mut self, prelude: &str, inside: &str, dark: bool, level: usize) {
        let prelude = prelude.trim().trim_start_matches("<!--").trim_start();
        if let Some(media) = prelude.strip_prefix("@media") {
            let media: String = media.to_ascii_lowercase().split_ascii_whitespace().collect();
            let prefers_dark = media.contains("prefers-color-scheme:dark");
            if level < MAX_LEVEL && (prefers_dark || matches!(media.as_str(), "all" | "screen")) {
                self.add(inside, dark || prefers_dark, level + 1);
            }
            return;
        }
        if prelude.starts_with('@') {
            return;
        }
        for selector in split(prelude, b',') {
            if self.rules.len() >= MAX_RULES {
                return;
            }
            // Outlook on the web marks what it shows in the dark.
            let outlook = ["[data-ogsc]", "[data-ogsb]"].iter().find_map(|mark| selector.trim().strip_prefix(mark));
            let dark = dark || outlook.is_some();
            let Some(compounds) = compounds(outlook.unwrap_or(selector)) else { continue };
            let Some((_, last)) = compounds.first() else { continue };
            let key = match (last.ids.first(), last.classes.first()) {
                (Some(id), _) => format!("#{id}"),
                (None, Some(class)) => format!(".{class}"),
                _ => last.name.clone(),
            };
            let count = |of: fn(&Compound) -> usize| compounds.iter().map(|(_, compound)| of(compound)).sum();
            let specificity = (
                count(|c| c.ids.len()),
                count(|c| c.classes.len() + c.attributes.len()),
                count(|c| usize::from(!c.name.is_empty())),
            );
            self.index.entry(key).or_default().push(self.rules.len());
            self.rules.push(Rule { compounds, specificity, declarations: inside.to_owned(), dark });
        }
    }

    /// The declarations that hold for an element, the weakest first.
    pub(super) fn declarations(&self, tree: &Tree, id: NodeId, dark: bool) -> Vec<Declaration<'_>> {
        if self.rules.is_empty() {
            return Vec::new();
        }
        let mut keys = vec![String::new(), tree.name(id).to_owned()];
        keys.extend(tree.attribute(id, "id").map(|id| format!("#{id}")));
        keys.extend(tree.attribute(id, "class").unwrap_or_default().split_ascii_whitespace().map(|c| format!(".{c}")));
        order::sort(&mut keys);
        keys.dedup();
        let mut found: Vec<(&Rule, usize)> = Vec::new();
        for index in keys.iter().filter_map(|key| self.index.get(key)).flatten() {
            let matching = self.rules.get(*index).filter(|rule| (dark || !rule.dark) && rule.matches(tree, id));
            found.extend(matching.map(|rule| (rule, *index)));
        }
        order::sort_by_key(&mut found, |(rule, index)| (rule.specificity, *index));
        found.into_iter().flat_map(|(rule, _)| declarations(&rule.declarations)).collect()
    }
}

impl Rule {
    fn matches(&self, tree: &Tree, id: NodeId) -> bool {
        let Some(((_, last), rest)) = self.compounds.split_first() else { return false };
        if !last.matches(tree, id) {
            return false;
        }
        let mut ancestors = tree.ancestors(id);
        for (is_parent, compound) in rest {
            let found = match is_parent {
                true => ancestors.next().is_some_and(|parent| compound.matches(tree, parent)),
                false => ancestors.any(|ancestor| compound.matches(tree, ancestor)),
            };
            if !found {
                return false;
            }
        }
        true
    }
}

impl Compound {
    fn matches(&self, tree: &Tree, id: NodeId) -> bool {
        let Some(element) = tree.element(id) else { return false };
        let classes = || tree.attribute(id, "class").unwrap_or_default().split_ascii_whitespace();
        (self.name.is_empty() || self.name == element.name())
            && self.classes.iter().all(|class| classes().any(|other| other == class))
            && self.ids.iter().all(|wanted| tree.attribute(id, "id") == Some(wanted))
            && self.attributes.iter().all(|(name, wanted)| {
                let value = tree.attribute(id, name);
                value.is_some_and(|value| wanted.as_ref().is_none_or(|wanted| wanted == value))
            })
    }
}

fn without_comments(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        clean.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, rest)| rest);
    }
    clean.push_str(rest);
    clean
}

/// Where the block that is open at the start of `body` closes.
fn block_end(body: &str) -> Option<usize> {
    let (mut depth, mut at) = (0usize, 0usize);
    loop {
        let (found, byte) = first_of(body.get(at..)?, b"{}")?;
        match (byte, depth) {
            (b'{', _) => depth += 1,
            (_, 0) => return Some(at + found),
            _ => depth -= 1,
        }
        at += found + 1;
    }
}

/// A selector from right to left; `None` where something in it is not understood.
fn compounds(selector: &str) -> Option<Vec<(bool, Compound)>> {
    let spaced = selector.replace('>', " > ");
    let mut compounds = Vec::new();
    let mut child = false;
    let mut parts: Vec<&str> = spaced.split_ascii_whitespace().collect();
    parts.reverse();
    for part in parts {
        if part == ">" {
            child = true;
            continue;
        }
        compounds.push((std::mem::take(&mut child), compound(part)?));
    }
    (!compounds.is_empty() && !child && compounds.len() <= 12).then_some(compounds)
}

fn compound(part: &str) -> Option<Compound> {
    let mut compound = Compound::default();
    let (part, attributes) = part.split_once('[').map_or((part, None), |(part, attributes)| (part, Some(attributes)));
    for attribute in attributes.into_iter().flat_map(|attributes| attributes.split('[')) {
        let (name, value) =
            attribute.strip_suffix(']')?.split_once('=').map_or((attribute, None), |(name, value)| (name, Some(value)));
        let name = name.trim_end_matches(']').to_ascii_lowercase();
        if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            return None;
        }
        let value = value.map(|value| value.trim_end_matches(']').trim_matches(['"', '\'']).to_owned());
        compound.attributes.push((name, value));
    }
    if !part.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '#' | '-' | '_' | '*')) {
        return None;
    }
    let start = part.find(['.', '#']).unwrap_or(part.len());
    let (name, mut rest) = part.split_at_checked(start)?;
    if name != "*" {
        compound.name = name.to_ascii_lowercase();
    }
    while let Some(kind) = rest.chars().next() {
        let after = rest.get(1..)?;
        let end = after.find(['.', '#']).unwrap_or(after.len());
        let (word, next) = after.split_at_checked(end)?;
        match kind {
            '.' => compound.classes.push(word.to_owned()),
            _ => compound.ids.push(word.to_owned()),
        }
        rest = next;
    }
    Some(compound)
}
