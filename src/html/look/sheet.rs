//! The style sheets of a document's head, as far as they decide colours and visibility.

use super::Screen;
use super::measure::size;
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
/// Media queries are left out, but for `prefers-color-scheme: dark` and those that every telephone meets, which are kept
/// apart; so are rules whose selectors are not understood.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    rules: Vec<Rule>,
    /// Rules by what their last compound asks for first: `#id`, `.class`, `type`, or nothing.
    index: BTreeMap<String, Vec<usize>>,
    /// Whether a rule for telephones has a say in the size of text.
    sizes_on_phones: bool,
}

#[derive(Clone, Debug)]
struct Rule {
    selector: Selector,
    declarations: Arc<str>,
    /// The one screen on which it holds; the wide one stands for all.
    screen: Screen,
}

impl Sheet {
    /// The style sheets of a tree.
    pub fn of(tree: &Tree) -> Self {
        let mut sheet = Self::default();
        for style in tree.elements("style") {
            let media = tree.attribute(style, "media").unwrap_or_default();
            sheet.media(if media.trim().is_empty() { "all" } else { media }, &tree.text_within(style), Screen::Wide, 0);
        }
        sheet
    }

    /// Whether it has rules for readers who prefer dark.
    pub fn knows_dark(&self) -> bool {
        self.rules.iter().any(|rule| rule.screen == Screen::Dark)
    }

    /// Whether text may have another size on telephones.
    pub const fn sizes_on_phones(&self) -> bool {
        self.sizes_on_phones
    }

    /// Whether there is nothing in it.
    pub const fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    fn add(&mut self, css: &str, screen: Screen, level: usize) {
        let mut rest = css;
        while let Some(open) = end_of(rest, b'{') {
            let prelude = rest.get(..open).unwrap_or_default();
            // `@import …;` and the like end before the selector.
            let prelude = split(prelude, b';').last().unwrap_or_default();
            let body = rest.get(open + 1..).unwrap_or_default();
            let close = block_end(body).unwrap_or(body.len());
            let inside = body.get(..close).unwrap_or_default();
            self.block(&without_comments(prelude), inside, screen, level);
            rest = body.get(close + 1..).unwrap_or_default();
        }
    }

    /// What holds under a media query.
    fn media(&mut self, query: &str, css: &str, screen: Screen, level: usize) {
        let own = screen_of(query).filter(|_| level <= MAX_LEVEL);
        if let Some(screen) = own.and_then(|own| both(screen, own)) {
            self.add(css, screen, level);
        }
    }

    fn block(&mut self, prelude: &str, inside: &str, screen: Screen, level: usize) {
        let prelude = prelude.trim().trim_start_matches("<!--").trim_start();
        if let Some(media) = prelude.strip_prefix("@media") {
            self.media(media, inside, screen, level + 1);
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
            let own = if outlook.is_some() { Screen::Dark } else { Screen::Wide };
            let Some(screen) = both(screen, own) else { continue };
            let Some(selector) = Selector::parse(outlook.unwrap_or(selector)) else { continue };
            self.index.entry(selector.key()).or_default().push(self.rules.len());
            self.sizes_on_phones |= screen == Screen::Phone && inside.to_ascii_lowercase().contains("font");
            self.rules.push(Rule { selector, declarations: Arc::clone(&declarations), screen });
        }
    }

    /// The declarations that hold for an element, the weakest first.
    pub(super) fn declarations(&self, at: At, scene: &Scene, screen: Screen) -> Vec<Declaration<'_>> {
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
            let matching = self
                .rules
                .get(*index)
                .filter(|rule| both(rule.screen, screen) == Some(screen) && rule.selector.fits(at, scene));
            found.extend(matching.map(|rule| (rule, *index)));
        }
        order::sort_by_key(&mut found, |(rule, index)| (rule.selector.specificity, *index));
        found.into_iter().flat_map(|(rule, _)| declarations(&rule.declarations)).collect()
    }
}

/// Which screens meet a media query: the wide one stands for all.
fn screen_of(query: &str) -> Option<Screen> {
    let query: String = query.to_ascii_lowercase().split_ascii_whitespace().collect();
    let mut queries = query.split(',').map(|query| query.strip_prefix("only").unwrap_or(query));
    let is_everybody_s = |query: &str| matches!(query, "all" | "screen");
    match () {
        () if query.contains("prefers-color-scheme:dark") => Some(Screen::Dark),
        () if queries.clone().any(is_everybody_s) => Some(Screen::Wide),
        () if queries.any(is_every_phone_s) => Some(Screen::Phone),
        () => None,
    }
}

/// How wide telephones are, held upright, in CSS pixels.
const PHONES: (f32, f32) = (360.0, 440.0);

/// Whether every telephone meets a media query, its spaces taken out: `screenand(max-width:600px)`.
fn is_every_phone_s(query: &str) -> bool {
    let features = ["screenand", "alland"].iter().find_map(|kind| query.strip_prefix(kind)).unwrap_or(query);
    let mut narrow = false;
    let met = features.split("and").all(|feature| {
        let inside = feature.strip_prefix('(').and_then(|feature| feature.strip_suffix(')'));
        let Some((name, value)) = inside.and_then(|inside| inside.split_once(':')) else { return false };
        // In a media query, an em is that of the reader's own size.
        let width = size(value, 16.0, 16.0);
        narrow |= name.starts_with("max-");
        match name {
            "max-width" | "max-device-width" => width.is_some_and(|width| width >= PHONES.1),
            "min-width" | "min-device-width" => width.is_some_and(|width| width <= PHONES.0),
            _ => false,
        }
    });
    met && narrow
}

/// The screens on which what holds on one and what holds on the other hold together.
fn both(one: Screen, other: Screen) -> Option<Screen> {
    match (one, other) {
        (Screen::Wide, screen) | (screen, Screen::Wide) => Some(screen),
        _ => (one == other).then_some(one),
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
