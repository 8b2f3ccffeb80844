//! The style sheets of a document's head, as far as they decide colours and visibility.

use super::scene::{At, Scene};
use super::selector::Selector;
use super::style::{Declaration, declarations, end_of, first_of, split};
use crate::html::Tree;
use crate::order;
use std::collections::BTreeMap;
use std::sync::Arc;

/// More rules than this are not looked at: no mail has them.
const MAX_RULES: usize = 4_000;

/// Media queries within media queries.
const MAX_LEVEL: usize = 3;

/// The rules of a document's `<style>` elements.
///
/// Media queries are left out, but for `prefers-color-scheme: dark`, which is kept apart; so are rules whose selectors are
/// not understood.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    rules: Vec<Rule>,
    /// Rules by what their last compound asks for first: `#id`, `.class`, `type`, or nothing.
    index: BTreeMap<String, Vec<usize>>,
}

#[derive(Clone, Debug)]
struct Rule {
    selector: Selector,
    declarations: Arc<str>,
    dark: bool,
}

impl Sheet {
    /// The style sheets of a tree.
    pub fn of(tree: &Tree) -> Self {
        let mut sheet = Self::default();
        for style in tree.elements("style") {
            let media = tree.attribute(style, "media").unwrap_or_default();
            sheet.media(if media.trim().is_empty() { "all" } else { media }, &tree.text_within(style), false, 0);
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

    /// What holds under a media query.
    fn media(&mut self, query: &str, css: &str, dark: bool, level: usize) {
        let query: String = query.to_ascii_lowercase().split_ascii_whitespace().collect();
        let prefers_dark = query.contains("prefers-color-scheme:dark");
        if level <= MAX_LEVEL && (prefers_dark || query.split(',').any(is_everybody_s)) {
            self.add(css, dark || prefers_dark, level);
        }
    }

    fn block(&mut self, prelude: &str, inside: &str, dark: bool, level: usize) {
        let prelude = prelude.trim().trim_start_matches("<!--").trim_start();
        if let Some(media) = prelude.strip_prefix("@media") {
            self.media(media, inside, dark, level + 1);
            return;
        }
        if prelude.starts_with('@') {
            return;
        }
        let declarations: Arc<str> = inside.into();
        for selector in split(prelude, b',') {
            if self.rules.len() >= MAX_RULES {
                return;
            }
            // Outlook on the web marks what it shows in the dark.
            let outlook = ["[data-ogsc]", "[data-ogsb]"].iter().find_map(|mark| selector.trim().strip_prefix(mark));
            let dark = dark || outlook.is_some();
            let Some(selector) = Selector::parse(outlook.unwrap_or(selector)) else { continue };
            self.index.entry(selector.key()).or_default().push(self.rules.len());
            self.rules.push(Rule { selector, declarations: Arc::clone(&declarations), dark });
        }
    }

    /// The declarations that hold for an element, the weakest first.
    pub(super) fn declarations(&self, at: At, scene: &Scene, dark: bool) -> Vec<Declaration<'_>> {
        if self.rules.is_empty() {
            return Vec::new();
        }
        let (tree, id) = (at.tree, at.id);
        let mut keys = vec![String::new(), tree.name(id).to_owned()];
        keys.extend(tree.attribute(id, "id").map(|id| format!("#{id}")));
        keys.extend(tree.attribute(id, "class").unwrap_or_default().split_ascii_whitespace().map(|c| format!(".{c}")));
        order::sort(&mut keys);
        keys.dedup();
        let mut found: Vec<(&Rule, usize)> = Vec::new();
        for index in keys.iter().filter_map(|key| self.index.get(key)).flatten() {
            let matching = self.rules.get(*index).filter(|rule| (dark || !rule.dark) && rule.selector.fits(at, scene));
            found.extend(matching.map(|rule| (rule, *index)));
        }
        order::sort_by_key(&mut found, |(rule, index)| (rule.selector.specificity, *index));
        found.into_iter().flat_map(|(rule, _)| declarations(&rule.declarations)).collect()
    }
}

/// Whether a media query, its spaces taken out, is met by everybody at a screen.
fn is_everybody_s(query: &str) -> bool {
    matches!(query.strip_prefix("only").unwrap_or(query), "all" | "screen")
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
