//! Slips of typography: signs and spaces that a language sets otherwise.
//!
//! In: a text, its language. Out: where a slip is, and what to write there. Only what is sure: an address, an hour, a
//! smiley, a measure in feet is none of its business.

use super::Signs;
use crate::locale::Locale;
use crate::text::{BLOCK_END, Span};

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// No space before a French sign, or one at which a line may break.
    NoBreak,
    /// A straight apostrophe.
    Apostrophe,
    /// Straight quotes, or guillemets without their spaces.
    Quotes,
    /// Three dots.
    Dots,
    /// Two spaces.
    Spaces,
    /// A hyphen between numbers.
    Range,
}

/// A slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// What is wrong.
    pub kind: Kind,
    /// Where.
    pub part: Span,
    /// What belongs there.
    pub write: String,
    /// The sign, or the words, as they should be.
    pub right: String,
}

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its language.
    pub language: Locale,
    /// Whether `; ! ?` have a space before them: in France, not in Québec.
    pub thin: bool,
    /// Whether every space of it is seen: in a plain line, not in HTML.
    pub line: bool,
}

/// A space at which no line breaks.
const NO_BREAK: char = '\u{a0}';

/// The slips in `text`, in order; `signs` are its signs.
pub fn slips(text: &str, signs: &Signs, setting: Setting) -> Vec<Slip> {
    let mut found = Vec::new();
    let mut skip = 0;
    let spaces = if setting.line { text } else { "" };
    let mut spaces = spaces.match_indices(' ').map(|(at, _)| (at, ' ')).peekable();
    let mut signs = signs.all().peekable();
    loop {
        let space_first = match (spaces.peek(), signs.peek()) {
            (Some((space, _)), Some((sign, _))) => space < sign,
            (space, _) => space.is_some(),
        };
        let Some((at, c)) = (if space_first { spaces.next() } else { signs.next() }) else { break };
        if at < skip {
            continue;
        }
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        let slip = match (c, setting.language) {
            ('.', _) => dots(at, before, after),
            ('\'', _) => apostrophe(at, before, after),
            ('"', language) => quotes(text, at, language),
            (' ', _) => self::spaces(at, before, after),
            ('-', Locale::En) => range(text, at),
            ('!' | '?' | ';' | ':', Locale::Fr) if c == ':' || setting.thin => sign(at, c, before, after),
            ('«', Locale::Fr) => guillemets(text, at),
            _ => None,
        };
        if let Some(slip) = slip {
            skip = slip.part.end;
            found.push(slip);
        }
    }
    found
}

fn slip(kind: Kind, part: Span, write: impl Into<String>) -> Slip {
    let write = write.into();
    Slip { kind, part, right: write.clone(), write }
}

fn dots(at: usize, before: &str, after: &str) -> Option<Slip> {
    let three = after.starts_with("..") && !after.starts_with("...") && !before.ends_with('.');
    let word =
        before.chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '"' | '”' | '»' | '\u{a0}'));
    (three && word).then(|| slip(Kind::Dots, Span::new(at, at + 3), "…"))
}

fn apostrophe(at: usize, before: &str, after: &str) -> Option<Slip> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let between = letter(before.chars().next_back()) && letter(after.chars().next());
    between.then(|| slip(Kind::Apostrophe, Span::new(at, at + 1), "’"))
}

fn spaces(at: usize, before: &str, after: &str) -> Option<Slip> {
    if !before.ends_with(|c: char| !c.is_whitespace()) {
        return None;
    }
    let more = after.len() - after.trim_start_matches(' ').len();
    let rest = after.get(more..)?.chars().next();
    let inner = rest.is_some_and(|c| !c.is_whitespace());
    (more > 0 && inner).then(|| slip(Kind::Spaces, Span::new(at, at + 1 + more), " "))
}

/// `5-9`: but no telephone, no date, no part of a word.
fn range(text: &str, at: usize) -> Option<Slip> {
    let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
    let head = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let tail = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let edge =
        |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '.' | ';' | '!' | '?' | '(' | ')'));
    let lone = edge(before.get(..before.len() - head)?.chars().next_back())
        && edge(after.get(tail..)?.chars().next())
        && !after.get(tail..)?.trim_start_matches(['.', ',']).starts_with(|c: char| c.is_ascii_digit());
    let (low, high) = (before.get(before.len() - head..)?.parse::<u32>(), after.get(..tail)?.parse::<u32>());
    let ascending = matches!((low, high), (Ok(low), Ok(high)) if low < high);
    let short = (1..=2).contains(&head) && (1..=2).contains(&tail);
    let part = Span::new(at, at + 1);
    (lone && short && ascending).then(|| {
        let right = format!(
            "{}–{}",
            before.get(before.len() - head..).unwrap_or_default(),
            after.get(..tail).unwrap_or_default()
        );
        Slip { kind: Kind::Range, part, write: "–".to_owned(), right }
    })
}

/// `"…"` on one line, each quote at the edge of a word.
fn quotes(text: &str, at: usize, language: Locale) -> Option<Slip> {
    let after = text.get(at + 1..)?;
    let opens = text.get(..at)?.chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '’' | '\''))
        && after.starts_with(|c: char| !c.is_whitespace());
    let line = near(after).split(['\n', BLOCK_END]).next()?;
    let length = line.find('"')?;
    let inner = line.get(..length)?;
    let closes = inner.ends_with(|c: char| !c.is_whitespace())
        && line.get(length + 1..)?.chars().next().is_none_or(|c| !c.is_alphanumeric());
    if !opens || !closes || inner.chars().count() > LONGEST_QUOTE {
        return None;
    }
    let right = match language {
        Locale::En => format!("“{inner}”"),
        Locale::Fr => format!("«{NO_BREAK}{inner}{NO_BREAK}»"),
    };
    Some(slip(Kind::Quotes, Span::new(at, at + length + 2), right))
}

/// No word, nor address, is looked back upon further than this.
const LONGEST_WORD: usize = 300;

/// The beginning of a text, as long as a quotation may be.
fn near(text: &str) -> &str {
    let end = (LONGEST_QUOTE * 4..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// A longer stretch between two straight quotes is more likely no quotation.
const LONGEST_QUOTE: usize = 120;

/// `«voilà»`: no-break spaces stand inside.
fn guillemets(text: &str, at: usize) -> Option<Slip> {
    let after = text.get(at + '«'.len_utf8()..)?;
    let line = near(after).split(['\n', BLOCK_END]).next()?;
    let length = line.find('»')?;
    let inner = line.get(..length)?;
    let bare = inner.trim_matches(|c| matches!(c, ' ' | NO_BREAK | '\u{202f}'));
    let kept = |c: Option<char>| matches!(c, Some(NO_BREAK | '\u{202f}'));
    if bare.is_empty() || (kept(inner.chars().next()) && kept(inner.chars().next_back())) || bare.len() > LONGEST_QUOTE
    {
        return None;
    }
    let part = Span::new(at, at + '«'.len_utf8() + length + '»'.len_utf8());
    Some(slip(Kind::Quotes, part, format!("«{NO_BREAK}{bare}{NO_BREAK}»")))
}

/// `Prêt?` and `Prêt ?`: a no-break space stands before the sign.
fn sign(at: usize, c: char, before: &str, after: &str) -> Option<Slip> {
    let next = after.chars().next();
    let ends = next.is_none_or(|next| next.is_whitespace() || matches!(next, '!' | '?' | ')' | '»' | '”' | '"' | '<'));
    let last = before.chars().next_back()?;
    if !ends || (c == ':' && matches!(next, Some(')' | '('))) {
        return None;
    }
    let right = c.to_string();
    if last == ' ' {
        let word = before.trim_end_matches(' ');
        let shown = word.ends_with(|c: char| {
            c.is_alphanumeric() || matches!(c, ')' | '»' | '”' | '"' | '%' | '€' | '$' | '…' | '’')
        });
        let smiley = matches!(c, ':' | ';') && next.is_some_and(|next| !next.is_whitespace());
        let part = Span::new(at - 1, at);
        return (shown && !smiley && before.len() - word.len() == 1).then(|| Slip {
            kind: Kind::NoBreak,
            part,
            write: NO_BREAK.to_string(),
            right,
        });
    }
    let back = before.len().saturating_sub(LONGEST_WORD);
    let back = (back..=before.len()).find(|at| before.is_char_boundary(*at)).unwrap_or_default();
    let word = before.get(back..).unwrap_or_default().rsplit(char::is_whitespace).next().unwrap_or_default();
    let address = word.contains("://") || word.contains('@') || word.contains('=') || word.starts_with("www.");
    let letter = last.is_alphabetic() || matches!(last, ')' | '%' | '€');
    (letter && !address && !matches!(word, "http" | "https" | "mailto" | "tel")).then(|| Slip {
        kind: Kind::NoBreak,
        part: Span::new(at, at + 1),
        write: format!("{NO_BREAK}{c}"),
        right,
    })
}
