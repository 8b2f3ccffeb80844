//! Selectors of CSS, read and held against the elements of a tree.
//!
//! Types, classes, ids, attributes, the place among brothers and sisters (`:first-child`, `:nth-child(2n+1)`), `:not()`,
//! `:is()`, and all combinators. What a reader would have to do first (`:hover`, `:visited`) has not happened. A selector
//! with anything else in it is left out.

use super::scene::{At, Scene};
use std::cell::Cell;

/// A selector has no more compounds than this, and none within another's brackets deeper.
const MOST_COMPOUNDS: usize = 12;
const DEEPEST: usize = 4;
/// So many elements are looked at for one selector and one element at most: a hostile sheet may ask for any number.
const MOST_STEPS: usize = 2_000;

/// Ids, then classes, attributes and states, then types.
pub(super) type Specificity = (usize, usize, usize);

/// A selector: the element it is about, and what must be around that, from right to left.
#[derive(Clone, Debug)]
pub(super) struct Selector {
    subject: Compound,
    around: Vec<(Relation, Compound)>,
    pub(super) specificity: Specificity,
}

/// Where an element must stand, seen from the one that follows in the selector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    Ancestor,
    Parent,
    Before,
    RightBefore,
}

/// What must be true of one element.
#[derive(Clone, Debug, Default)]
struct Compound {
    name: Option<String>,
    tests: Vec<Test>,
}

#[derive(Clone, Debug)]
enum Test {
    Id(String),
    Class(String),
    Attribute {
        name: String,
        wanted: Option<Wanted>,
    },
    Place(Nth),
    /// No other stands beside it.
    Only {
        of_type: bool,
    },
    Root,
    Empty,
    /// Any of these must fit. `weighs`: as much as the heaviest, or nothing.
    Any {
        of: Vec<Compound>,
        weighs: bool,
    },
    /// None of these may.
    Not(Vec<Compound>),
    /// A state that a reader brings about.
    Never,
}

/// What an attribute's value must be.
#[derive(Clone, Debug)]
struct Wanted {
    how: How,
    value: String,
    any_case: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Whole,
    Word,
    Dashed,
    Start,
    End,
    Within,
}

/// Every `step`-th from the `first` on, counted from one end, among all or those of the same type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Nth {
    step: i32,
    first: i32,
    from_end: bool,
    of_type: bool,
}

impl Selector {
    /// Reads one; `None` where something in it is not understood.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (selector, rest) = read(text.trim(), 0)?;
        rest.is_empty().then_some(selector)
    }

    /// What an element must have that this can fit: `#id`, `.class`, its type, or nothing.
    pub(super) fn key(&self) -> String {
        let id = self
            .subject
            .tests
            .iter()
            .find_map(|test| if let Test::Id(id) = test { Some(format!("#{id}")) } else { None });
        let class = || {
            let mut tests = self.subject.tests.iter();
            tests.find_map(|test| if let Test::Class(class) = test { Some(format!(".{class}")) } else { None })
        };
        id.or_else(class).or_else(|| self.subject.name.clone()).unwrap_or_default()
    }

    /// Whether it fits an element.
    pub(super) fn fits(&self, at: At, scene: &Scene) -> bool {
        let steps = Cell::new(MOST_STEPS);
        self.subject.fits(at, scene) && self.is_around(0, at, scene, &steps)
    }

    fn is_around(&self, nth: usize, at: At, scene: &Scene, steps: &Cell<usize>) -> bool {
        let Some((relation, compound)) = self.around.get(nth) else { return true };
        let fits = |other: At| {
            let Some(left) = steps.get().checked_sub(1) else { return false };
            steps.set(left);
            compound.fits(other, scene) && self.is_around(nth + 1, other, scene, steps)
        };
        let bounded = |_: &At| steps.get() > 0;
        match relation {
            Relation::Parent => scene.parent(at).is_some_and(fits),
            Relation::RightBefore => scene.previous(at).is_some_and(fits),
            Relation::Ancestor => {
                std::iter::successors(scene.parent(at), |at| scene.parent(*at)).take_while(bounded).any(fits)
            }
            Relation::Before => {
                std::iter::successors(scene.previous(at), |at| scene.previous(*at)).take_while(bounded).any(fits)
            }
        }
    }
}

impl Compound {
    fn fits(&self, at: At, scene: &Scene) -> bool {
        let Some(element) = at.tree.element(at.id) else { return false };
        self.name.as_ref().is_none_or(|name| name == element.name())
            && self.tests.iter().all(|test| test.fits(at, scene))
    }

    fn specificity(&self) -> Specificity {
        let heaviest = |list: &[Self]| list.iter().map(Self::specificity).max().unwrap_or_default();
        let own = self.tests.iter().map(|test| match test {
            Test::Id(_) => (1, 0, 0),
            Test::Any { weighs: false, .. } => (0, 0, 0),
            Test::Any { of, .. } | Test::Not(of) => heaviest(of),
            _ => (0, 1, 0),
        });
        own.fold((0, 0, usize::from(self.name.is_some())), |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2))
    }
}

impl Test {
    fn fits(&self, at: At, scene: &Scene) -> bool {
        let attribute = |name: &str| at.tree.attribute(at.id, name);
        match self {
            Self::Id(id) => attribute("id") == Some(id),
            Self::Class(class) => {
                attribute("class").unwrap_or_default().split_ascii_whitespace().any(|other| other == class)
            }
            Self::Attribute { name, wanted } => {
                attribute(name).is_some_and(|value| wanted.as_ref().is_none_or(|wanted| wanted.is(value)))
            }
            Self::Place(nth) => nth.holds(scene.place(at, nth.of_type, nth.from_end)),
            Self::Only { of_type } => [false, true].iter().all(|end| scene.place(at, *of_type, *end) == Some(1)),
            Self::Root => scene.is_root(at),
            Self::Empty => scene.is_empty(at),
            Self::Any { of, .. } => of.iter().any(|one| one.fits(at, scene)),
            Self::Not(of) => !of.iter().any(|one| one.fits(at, scene)),
            Self::Never => false,
        }
    }
}

impl Wanted {
    fn is(&self, value: &str) -> bool {
        match self.any_case {
            true => self.how.is(&value.to_ascii_lowercase(), &self.value.to_ascii_lowercase()),
            false => self.how.is(value, &self.value),
        }
    }
}

impl How {
    fn is(self, value: &str, wanted: &str) -> bool {
        // Nothing begins or ends with nothing.
        let some = !wanted.is_empty();
        match self {
            Self::Whole => value == wanted,
            Self::Word => value.split_ascii_whitespace().any(|word| word == wanted),
            Self::Dashed => value.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')),
            Self::Start => some && value.starts_with(wanted),
            Self::End => some && value.ends_with(wanted),
            Self::Within => some && value.contains(wanted),
        }
    }
}

impl Nth {
    /// Whether it holds for the `place`-th, counted from 1.
    fn holds(self, place: Option<i32>) -> bool {
        let Some(past) = place.map(|place| place - self.first) else { return false };
        match self.step {
            0 => past == 0,
            step => past % step == 0 && past / step >= 0,
        }
    }

    /// `odd`, `even`, `3`, `2n+1`, `-n + 3`.
    fn parse(text: &str) -> Option<(i32, i32)> {
        let text: String = text.to_ascii_lowercase().split_ascii_whitespace().collect();
        match text.as_str() {
            "odd" => return Some((2, 1)),
            "even" => return Some((2, 0)),
            _ => {}
        }
        let Some((step, first)) = text.split_once('n') else { return Some((0, text.parse().ok()?)) };
        let step = match step {
            "" | "+" => 1,
            "-" => -1,
            step => step.parse().ok()?,
        };
        Some((step, if first.is_empty() { 0 } else { first.parse().ok()? }))
    }
}

/// The selector that `text` begins with, and what follows.
fn read(text: &str, depth: usize) -> Option<(Selector, &str)> {
    let (mut subject, mut rest) = compound(text, depth)?;
    let mut around = Vec::new();
    loop {
        let after = rest.trim_start_matches([' ', '\t', '\n', '\r', '\u{c}']);
        let (relation, after) = match after.chars().next() {
            None => break,
            Some('>') => (Relation::Parent, after.get(1..)?),
            Some('+') => (Relation::RightBefore, after.get(1..)?),
            Some('~') => (Relation::Before, after.get(1..)?),
            Some(_) if after.len() < rest.len() => (Relation::Ancestor, after),
            Some(_) => return None,
        };
        let (next, after) = compound(after.trim_start(), depth)?;
        around.insert(0, (relation, std::mem::replace(&mut subject, next)));
        rest = after;
    }
    let all = around.iter().map(|(_, compound)| compound).chain([&subject]).map(Compound::specificity);
    let specificity = all.fold((0, 0, 0), |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2));
    (around.len() < MOST_COMPOUNDS).then_some((Selector { subject, around, specificity }, rest))
}

/// The compound that `text` begins with, and what follows.
fn compound(text: &str, depth: usize) -> Option<(Compound, &str)> {
    let mut made = Compound::default();
    let mut rest = text;
    if let Some(after) = text.strip_prefix('*') {
        rest = after;
    } else if let Some((name, after)) = name(text) {
        made.name = Some(name.to_ascii_lowercase());
        rest = after;
    }
    while let Some(kind @ ('.' | '#' | '[' | ':')) = rest.chars().next() {
        let after = rest.get(1..)?;
        let (test, after) = match kind {
            '.' => name(after).map(|(class, after)| (Test::Class(class), after)),
            '#' => name(after).map(|(id, after)| (Test::Id(id), after)),
            '[' => attribute(after),
            _ => state(after, depth),
        }?;
        made.tests.push(test);
        rest = after;
    }
    (rest.len() < text.len()).then_some((made, rest))
}

/// The name that `text` begins with, its escapes taken out, and what follows.
fn name(text: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        match c {
            '\\' => {
                let after = rest.get(1..)?;
                let digits = after.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
                let (c, end) = match u32::from_str_radix(after.get(..digits)?, 16) {
                    Ok(code) => (char::from_u32(code).unwrap_or('\u{fffd}'), digits),
                    Err(_) => after.chars().next().map(|c| (c, c.len_utf8()))?,
                };
                name.push(c);
                rest = after.get(end..)?;
                if digits > 0 {
                    rest = rest.strip_prefix(' ').unwrap_or(rest);
                }
            }
            c if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii() => {
                name.push(c);
                rest = rest.get(c.len_utf8()..)?;
            }
            _ => break,
        }
    }
    let digit_first = text.starts_with(|c: char| c.is_ascii_digit());
    (!name.is_empty() && !digit_first).then_some((name, rest))
}

/// `name`, `name=value`, `name^="value" i`, then `]`.
fn attribute(text: &str) -> Option<(Test, &str)> {
    let (name, rest) = name(text.trim_start())?;
    let name = name.to_ascii_lowercase();
    let rest = rest.trim_start();
    if let Some(rest) = rest.strip_prefix(']') {
        return Some((Test::Attribute { name, wanted: None }, rest));
    }
    let kinds = [("~=", How::Word), ("|=", How::Dashed), ("^=", How::Start), ("$=", How::End), ("*=", How::Within)];
    let kinds = kinds.into_iter().chain([("=", How::Whole)]);
    let (how, rest) = kinds.into_iter().find_map(|(sign, how)| Some((how, rest.strip_prefix(sign)?)))?;
    let rest = rest.trim_start();
    let (value, rest) = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest.get(1..)?.split_once(quote).map(|(value, rest)| (value.to_owned(), rest))?,
        _ => {
            let (value, rest) = rest.split_at(rest.find([']', ' ']).unwrap_or(rest.len()));
            (value.to_owned(), rest)
        }
    };
    let (flag, rest) = rest.split_once(']')?;
    let any_case = match flag.trim() {
        "" | "s" | "S" => false,
        "i" | "I" => true,
        _ => return None,
    };
    Some((Test::Attribute { name, wanted: Some(Wanted { how, value, any_case }) }, rest))
}

/// What follows a colon.
fn state(text: &str, depth: usize) -> Option<(Test, &str)> {
    let (name, rest) = name(text)?;
    let name = name.to_ascii_lowercase();
    let Some(inside) = rest.strip_prefix('(') else {
        let first = |from_end, of_type| Test::Place(Nth { step: 0, first: 1, from_end, of_type });
        let test = match name.as_str() {
            "first-child" => first(false, false),
            "last-child" => first(true, false),
            "first-of-type" => first(false, true),
            "last-of-type" => first(true, true),
            "only-child" => Test::Only { of_type: false },
            "only-of-type" => Test::Only { of_type: true },
            "root" => Test::Root,
            "empty" => Test::Empty,
            "link" | "any-link" => Test::Attribute { name: "href".to_owned(), wanted: None },
            "checked" => Test::Attribute { name: "checked".to_owned(), wanted: None },
            "hover" | "active" | "visited" | "focus" | "focus-within" | "focus-visible" | "target" => Test::Never,
            _ => return None,
        };
        return Some((test, rest));
    };
    let close = super::style::end_of(inside, b')')?;
    let (inside, rest) = (inside.get(..close)?, inside.get(close + 1..)?);
    let nth = |from_end, of_type| {
        let (step, first) = Nth::parse(inside)?;
        Some(Test::Place(Nth { step, first, from_end, of_type }))
    };
    let list = || {
        let parts = super::style::split(inside, b',').map(|part| {
            let (one, rest) = compound(part.trim(), depth + 1)?;
            rest.is_empty().then_some(one)
        });
        if depth < DEEPEST { parts.collect::<Option<Vec<_>>>() } else { None }
    };
    let test = match name.as_str() {
        "nth-child" => nth(false, false)?,
        "nth-last-child" => nth(true, false)?,
        "nth-of-type" => nth(false, true)?,
        "nth-last-of-type" => nth(true, true)?,
        "not" => Test::Not(list()?),
        "is" => Test::Any { of: list()?, weighs: true },
        "where" => Test::Any { of: list()?, weighs: false },
        _ => return None,
    };
    Some((test, rest))
}
