//! What Markdown can say: a document without what it cannot.

use super::print::{Mark, wanted};
use super::{Block, Document, Inline, InlineKind, Link, List, MAX_LEVEL, Marks};
use crate::html::{is_dropped, normalise, percent};
use crate::markdown::lift::is_name;

impl Document {
    /// Without empty paragraphs and items, spaces at edges, formatting of nothing but spaces, lists that are loose for no reason.
    pub(super) fn normal(self) -> Self {
        Self { blocks: blocks(self.blocks, 0) }
    }
}

/// Every line of words.
pub(super) fn lines(blocks: &mut [Block], change: &mut dyn FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        match block {
            Block::Paragraph(content) | Block::Heading(_, content) => change(content),
            Block::List(list) => list.items.iter_mut().for_each(|item| lines(item, change)),
        }
    }
}

fn blocks(of: Vec<Block>, level: usize) -> Vec<Block> {
    let mut kept = Vec::new();
    for block in of {
        match block {
            Block::Paragraph(content) => {
                let content = inlines(content, false);
                if !content.is_empty() {
                    kept.push(Block::Paragraph(content));
                }
            }
            Block::Heading(level, content) => {
                let content = inlines(content, true);
                if !content.is_empty() {
                    kept.push(Block::Heading(level, content));
                }
            }
            Block::List(list) if level < MAX_LEVEL => {
                let list = normal_list(list, level);
                if !list.items.is_empty() {
                    kept.push(Block::List(list));
                }
            }
            Block::List(list) => kept.extend(list.items.into_iter().flat_map(|item| blocks(item, MAX_LEVEL))),
        }
    }
    kept
}

fn normal_list(list: List, level: usize) -> List {
    // An empty item is not worth its trouble: after a paragraph it would underline it.
    let items = list.items.into_iter().map(|item| blocks(item, level + 1));
    let items: Vec<Vec<Block>> = items.filter(|item| !item.is_empty()).collect();
    let apart =
        items.iter().any(|item| item.windows(2).any(|pair| matches!(pair, [one, two] if needs_blank(one, two))));
    let can_be_loose = items.len() > 1 || items.iter().any(|item| item.len() > 1);
    let shows = items.iter().flatten().any(|block| matches!(block, Block::Paragraph(_)));
    // Blank lines show only around paragraphs.
    let loose = shows && can_be_loose && (apart || !list.tight);
    // Nine digits is all that Markdown takes.
    let most = 999_999_999u32.saturating_sub(u32::try_from(items.len()).unwrap_or(u32::MAX));
    List { first: list.first.map(|first| first.min(most)), tight: !loose, items }
}

/// Whether two blocks would become one without a blank line between.
pub(super) const fn needs_blank(one: &Block, two: &Block) -> bool {
    match (one, two) {
        (Block::Paragraph(_), Block::Paragraph(_)) | (Block::List(_), Block::Paragraph(_) | Block::Heading(..)) => true,
        // Only a list that begins with 1 may follow a paragraph's words.
        (Block::Paragraph(_), Block::List(List { first: Some(first), .. })) => *first != 1,
        _ => false,
    }
}

fn inlines(of: Vec<Inline>, heading: bool) -> Vec<Inline> {
    let mut parts: Vec<Inline> = Vec::new();
    for mut inline in of {
        inline.marks.link = inline.marks.link.as_ref().map(settled);
        match inline.kind {
            InlineKind::Text(ref text) => split(&inline, text, &mut parts),
            InlineKind::Break if heading => {
                parts.push(Inline { kind: InlineKind::Text(" ".to_owned()), marks: Marks::default(), ..inline });
            }
            InlineKind::Break => parts.push(Inline { marks: Marks::default(), ..inline }),
            InlineKind::MergeTag(_) => parts.push(inline),
        }
    }
    trim(&mut parts);
    unmark_edges(&mut parts);
    for _ in 0..4 {
        if !unmark_openings(&mut parts) {
            break;
        }
    }
    parts
}

/// No mark can begin at white space; where one would have to, because others end there, the space goes without.
fn unmark_openings(parts: &mut [Inline]) -> bool {
    let mut open: Vec<Mark> = Vec::new();
    let mut changed = false;
    for index in 0..parts.len() {
        let wanted = wanted(parts, index, false);
        let keep = open.iter().take_while(|mark| wanted.contains(mark)).count();
        open.truncate(keep);
        let Some(inline) = parts.get_mut(index) else { break };
        if !is_space(inline) {
            open.extend(wanted.into_iter().filter(|mark| !open.contains(mark)).collect::<Vec<_>>());
            continue;
        }
        let marks = Marks {
            strong: open.contains(&Mark::Strong),
            em: open.iter().any(|mark| matches!(mark, Mark::Em(_))),
            link: inline.marks.link.clone().filter(|link| open.contains(&Mark::Link(link.clone()))),
        };
        if inline.marks != marks {
            inline.marks = marks;
            changed = true;
        }
    }
    changed
}

fn is_space(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Text(text) if text.chars().all(char::is_whitespace))
}

/// Words and white space apart, each with its position; what no author means is left out, line ends are spaces.
fn split(inline: &Inline, text: &str, parts: &mut Vec<Inline>) {
    let mut at = inline.at;
    let mut byte = inline.source.start;
    let mut fresh = true;
    let linear = inline.source.len() == text.len();
    for c in text.chars() {
        let next = at + c.len_utf16();
        let next_byte = if linear { byte + c.len_utf8() } else { inline.source.end };
        if is_dropped(c) {
            fresh = true;
        } else {
            let c = if matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}') { ' ' } else { c };
            match parts.last_mut().filter(|_| !fresh).map(|last| (&mut last.kind, &mut last.source)) {
                Some((InlineKind::Text(words), source)) if words.chars().next_back().map(class) == Some(class(c)) => {
                    words.push(c);
                    source.end = next_byte;
                }
                _ => parts.push(Inline {
                    kind: InlineKind::Text(c.to_string()),
                    marks: inline.marks.clone(),
                    at,
                    source: crate::text::Span::new(byte, next_byte),
                }),
            }
            fresh = false;
        }
        (at, byte) = (next, if linear { next_byte } else { byte });
    }
}

/// Words, spaces that Markdown takes away at edges, and other white space.
fn class(c: char) -> u8 {
    match c {
        ' ' => 1,
        c if c.is_whitespace() => 2,
        _ => 0,
    }
}

fn is_blank(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Text(text) if text.chars().all(|c| c == ' '))
}

/// No spaces and no line breaks at the edges, no spaces around line breaks.
fn trim(parts: &mut Vec<Inline>) {
    let is_edge = |inline: &Inline| inline.kind == InlineKind::Break || is_blank(inline);
    let end = parts.iter().rposition(|inline| !is_edge(inline)).map_or(0, |last| last + 1);
    parts.truncate(end);
    let start = parts.iter().position(|inline| !is_edge(inline)).unwrap_or(0);
    parts.drain(..start);
    // White space on either side of a line break goes, however many pieces it is in.
    let mut kept: Vec<Inline> = Vec::with_capacity(parts.len());
    for inline in parts.drain(..) {
        let after_break = kept.last().is_some_and(|last| last.kind == InlineKind::Break);
        if inline.kind == InlineKind::Break {
            let words = kept.iter().rposition(|before| !is_blank(before)).map_or(0, |last| last + 1);
            kept.truncate(words);
        }
        if !(after_break && is_blank(&inline)) {
            kept.push(inline);
        }
    }
    *parts = kept;
}

/// White space keeps the formatting that both its neighbours have: Markdown's marks stand next to words.
fn unmark_edges(parts: &mut [Inline]) {
    let word = |inline: Option<&Inline>| {
        inline.filter(|inline| inline.kind != InlineKind::Break).map(|inline| inline.marks.clone())
    };
    let mut start = 0;
    while start < parts.len() {
        let length = parts.iter().skip(start).take_while(|inline| is_space(inline)).count();
        if length == 0 {
            start += 1;
            continue;
        }
        let around = [word(start.checked_sub(1).and_then(|index| parts.get(index))), word(parts.get(start + length))];
        let own = parts.iter().skip(start).take(length).map(|inline| Some(inline.marks.clone()));
        let shared = own.chain(around).reduce(|one, other| Some(one?.and(&other?))).flatten().unwrap_or_default();
        for inline in parts.iter_mut().skip(start).take(length) {
            inline.marks = shared.clone();
        }
        start += length;
    }
}

/// A link that Markdown can hold: no spaces or brackets in its address, no line ends in its title.
fn settled(link: &Link) -> Link {
    let mut href = String::with_capacity(link.href.len());
    let mut rest = link.href.as_str();
    // `{{ name }}` in an address has no spaces.
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, tail)) = after.split_once("}}").filter(|(name, _)| is_name(name.trim())) else { break };
        push_encoded(before, &mut href);
        href.push_str("{{");
        href.push_str(name.trim());
        href.push_str("}}");
        rest = tail;
    }
    push_encoded(rest, &mut href);
    let title = link.title.as_deref().map(|title| {
        let one_line = title.replace(['\n', '\r', '\t'], " ");
        normalise(&one_line).trim().to_owned()
    });
    Link { href, title: title.filter(|title| !title.is_empty()) }
}

fn push_encoded(part: &str, href: &mut String) {
    let mut rest = part.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' | '<' | '>' | '"' | '\'' | '|' | '`' => percent(c, href),
            '{' if rest.peek() == Some(&'{') => percent(c, href),
            c if is_dropped(c) => {}
            c if c.is_whitespace() || c.is_control() => percent(c, href),
            c => href.push(c),
        }
    }
}

impl Marks {
    /// What both have.
    fn and(&self, other: &Self) -> Self {
        Self {
            strong: self.strong && other.strong,
            em: self.em && other.em,
            link: self.link.clone().filter(|link| other.link.as_ref() == Some(link)),
        }
    }
}
