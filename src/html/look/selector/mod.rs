//! Selectors of CSS, held against the elements of a tree.
//!
//! Types, classes, ids, attributes, the place among brothers and sisters (`:first-child`, `:nth-child(2n+1)`), `:not()`,
//! `:is()`, and all combinators. What a reader would have to do first (`:hover`, `:visited`) has not happened. A selector
//! with anything else in it is left out.

mod read;

use super::scene::{At, Scene};
use std::cell::Cell;

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
        let (selector, rest) = read::selector(text.trim(), 0)?;
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
