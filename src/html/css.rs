//! A style sheet in its parts, each with its place: at-rules, selectors, declarations, and what is broken.
//!
//! In: the text of a `<style>` element. Out: [`Css`]. Nothing is resolved here; how elements look is [`Looks`]' matter.
//!
//! [`Looks`]: super::Looks

use crate::text::Span;

/// Blocks within blocks: no mail has more, and what lies deeper is not looked at.
const MAX_LEVEL: usize = 32;

/// A style sheet in its parts; all places are in its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Css {
    /// What has `{ … }`, in order; an inner one after its outer.
    pub blocks: Vec<Block>,
    /// Every declaration, in order.
    pub declarations: Vec<Declared>,
    /// At-rules without a block: `@import …`, `@charset …`.
    pub statements: Vec<Span>,
    /// What is broken: from here on mail programs read something else, or nothing.
    pub faults: Vec<(Span, Broken)>,
}

/// Something with a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What stands before the brace: a selector, or an at-rule with its condition.
    pub prelude: Span,
    /// The block that it stands in.
    pub parent: Option<usize>,
}

/// A declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declared {
    /// The property.
    pub name: Span,
    /// The value, without `!important`.
    pub value: Span,
    /// The block that it stands in.
    pub block: usize,
}

/// What is broken in a style sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// A block that nothing closes.
    Unclosed,
    /// A brace that closes nothing.
    Stray,
    /// A comment without end.
    Comment,
}

impl Css {
    /// The parts of a style sheet.
    ///
    /// ```
    /// use countersign::html::Css;
    /// let text = "@media (max-width:600px) { .a { color: red !important } }";
    /// let css = Css::of(text);
    /// assert_eq!(css.declarations[0].value.of(text), "red");
    /// assert_eq!(css.blocks[1].prelude.of(text), ".a");
    /// ```
    pub fn of(text: &str) -> Self {
        let mut css = Self::default();
        let mut open: Vec<usize> = Vec::new();
        let mut at = 0;
        loop {
            at += blank(text.get(at..).unwrap_or_default());
            let Some((end, byte)) = next(text, at, &mut css) else { break };
            let part = trimmed(text, Span::new(at, end));
            match byte {
                b'{' => {
                    css.blocks.push(Block { prelude: part, parent: open.last().copied() });
                    // Too deep: its inside counts as its parent's.
                    if open.len() < MAX_LEVEL {
                        open.push(css.blocks.len() - 1);
                    }
                }
                b';' => css.part(text, part, open.last().copied()),
                _ => {
                    css.part(text, part, open.last().copied());
                    if open.pop().is_none() {
                        css.faults.push((Span::new(end, end + 1), Broken::Stray));
                    }
                }
            }
            at = end + 1;
        }
        css.part(text, trimmed(text, Span::new(at, text.len())), open.last().copied());
        let unclosed = open.first().and_then(|block| css.blocks.get(*block)).map(|block| block.prelude);
        css.faults.extend(unclosed.map(|prelude| (prelude, Broken::Unclosed)));
        css
    }

    /// The blocks that hold a block, itself first.
    pub fn holders(&self, block: usize) -> impl Iterator<Item = &Block> {
        std::iter::successors(self.blocks.get(block), |block| self.blocks.get(block.parent?))
    }

    /// A statement, or a declaration of `block`.
    fn part(&mut self, text: &str, part: Span, block: Option<usize>) {
        if part.of(text).starts_with('@') {
            self.statements.push(part);
            return;
        }
        let (Some(block), Some(colon)) = (block, part.of(text).find(':')) else { return };
        let name = trimmed(text, Span::new(part.start, part.start + colon));
        let mut value = trimmed(text, Span::new(part.start + colon + 1, part.end));
        if let Some((before, word)) = value.of(text).rsplit_once('!')
            && word.trim().eq_ignore_ascii_case("important")
        {
            value = trimmed(text, Span::new(value.start, value.start + before.len()));
        }
        if !name.is_empty() && !value.is_empty() {
            self.declarations.push(Declared { name, value, block });
        }
    }
}

/// How much white space, comments and `<!--` `-->` a text begins with.
fn blank(text: &str) -> usize {
    let mut rest = text;
    loop {
        let before = rest.len();
        rest = rest.trim_start();
        rest = rest.strip_prefix("<!--").or_else(|| rest.strip_prefix("-->")).unwrap_or(rest);
        if let Some(comment) = rest.strip_prefix("/*") {
            match comment.split_once("*/") {
                Some((_, after)) => rest = after,
                None => return text.len() - rest.len(),
            }
        }
        if rest.len() == before {
            return text.len() - rest.len();
        }
    }
}

/// A stretch without the white space and the comments around it.
fn trimmed(text: &str, part: Span) -> Span {
    let skipped = blank(part.of(text));
    let start = (part.start + skipped).min(part.end);
    let kept = Span::new(start, part.end).of(text);
    let mut end = start + kept.trim_end().len();
    while let Some(before) = Span::new(start, end).of(text).strip_suffix("*/").and_then(|inner| inner.rfind("/*")) {
        end = start + Span::new(start, start + before).of(text).trim_end().len();
    }
    Span::new(start, end)
}

/// Where the next brace or semicolon stands that counts, from `at` on.
fn next(text: &str, at: usize, css: &mut Css) -> Option<(usize, u8)> {
    let bytes = text.as_bytes();
    let (mut index, mut depth) = (at, 0usize);
    while let Some(&byte) = bytes.get(index) {
        match byte {
            b'{' | b'}' => return Some((index, byte)),
            b';' if depth == 0 => return Some((index, byte)),
            b'\\' => index += 1,
            b'"' | b'\'' => {
                let rest = bytes.get(index + 1..)?;
                // A string ends with its line.
                index += 1 + rest.iter().position(|other| *other == byte || *other == b'\n').unwrap_or(rest.len());
            }
            b'/' if bytes.get(index + 1) == Some(&b'*') => match text.get(index + 2..)?.find("*/") {
                Some(end) => index += 3 + end,
                None => {
                    css.faults.push((Span::new(index, index + 2), Broken::Comment));
                    return None;
                }
            },
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        index += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (Vec<String>, Vec<String>, Vec<Broken>) {
        let css = Css::of(text);
        let blocks = css.blocks.iter().map(|block| block.prelude.of(text).to_owned()).collect();
        let said = |one: &Declared| format!("{}={}", one.name.of(text), one.value.of(text));
        (blocks, css.declarations.iter().map(said).collect(), css.faults.iter().map(|(_, broken)| *broken).collect())
    }

    #[test]
    fn a_sheet_is_taken_apart() {
        let text = "<!-- @import url(a;b); /* x } */ p, .a>b { color: red; background : url('a;}b') !important ; }
            @media (a) { p{margin:0} /* c */ q /* d */ { x:y } } -->";
        let (blocks, declarations, faults) = told(text);
        assert_eq!(blocks, ["p, .a>b", "@media (a)", "p", "q"]);
        assert_eq!(declarations, ["color=red", "background=url('a;}b')", "margin=0", "x=y"]);
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(Css::of(text).statements[0].of(text), "@import url(a;b)");
    }

    #[test]
    fn what_is_broken_is_told() {
        assert_eq!(told("p { color: red").2, [Broken::Unclosed]);
        assert_eq!(told("p { color: red").1, ["color=red"]);
        assert_eq!(told("p { } }").2, [Broken::Stray]);
        assert_eq!(told("p { /* a }").2, [Broken::Comment, Broken::Unclosed]);
        assert_eq!(told("").2, []);
        assert_eq!(told("{{{{").2, [Broken::Unclosed]);
        assert_eq!(told("p{content:'a\nb}").2, []);
    }
}
