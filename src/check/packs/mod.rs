//! Rules that are data: when one holds, what it listens for, what it then asks for.
//!
//! Each `<pack>.toml` here is a list of such rules; the build script (`build/`) makes them constants and names file and
//! rule where an entry is wrong. All entries of a rulebook are looked for in one pass over the words of a piece
//! ([`listen`]); what follows from it is judged for the whole message ([`judge`]), and what is told of that
//! ([`together`]). Its [`Form`](Entry) is one sentence:
//! *when* the case is so and the message *says* this, it *needs* that.

mod judge;
mod listen;
mod together;

pub use judge::{LineHeard, judge};
pub use listen::{Heard, Holding, Listener};
pub use together::together;

use super::case::{Asked, Case, Days};
use crate::channel::Channel;
use crate::locale::Text;

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// A rule that is data, or one case of it.
#[derive(Debug)]
pub struct Entry {
    /// The file that it stands in.
    pub pack: &'static str,
    /// The channels that it is about: all of them, unless the law is about one.
    pub channels: &'static [Channel],
    /// It holds only where all of these are so.
    pub when: &'static [Asked],
    /// It does not hold where any of these is so.
    pub unless: &'static [Asked],
    /// Rules of a wider law (of the Union, say) that this one carries out: where it finds something, they are silent.
    pub instead_of: &'static [&'static str],
    /// Rules of a narrower law about the whole message: at words at which one of them finds something, this one is silent.
    pub gives_way_to: &'static [&'static str],
    /// What in the message sets it off; without it, every message in the case does.
    pub says: Option<Says>,
    /// What is then needed. Nothing: it may not be said, or the message may not go at all.
    pub needs: Needs,
}

impl Entry {
    /// Whether it holds in this case.
    pub(super) fn holds_for(&self, case: &Case, days: Days) -> bool {
        self.channels.contains(&case.channel)
            && self.when.iter().all(|asked| case.holds(asked, days))
            && !self.unless.iter().any(|asked| case.holds(asked, days))
    }
}

/// What in a message sets a rule off: any of its words or amounts.
#[derive(Debug)]
pub struct Says {
    /// Words and phrases. `#` is a number, `*` any word, `*-free` any word with `free` after a hyphen.
    pub words: &'static [Words],
    /// Texts that the subject (or the text message) begins with.
    pub begins: &'static [&'static str],
    /// Whether any percentage does.
    pub percent: bool,
    /// Whether any price does.
    pub money: bool,
    /// Whether a price that is struck through does.
    pub struck: bool,
    /// Whether a reduction of more than so many percent does: `-30 %`, `30% off`, `buy one get one free`.
    pub off_above: Option<f64>,
    /// Whether a percentage that is taken off a price does.
    pub off_price: bool,
    /// No amount that is one of these declared numbers does.
    pub other_than: &'static [&'static str],
    /// Only in these parts; everywhere where empty.
    pub parts: &'static [Where],
    /// Not where one of these stands in the same block; one of which the words are a part takes back these alone.
    pub but: &'static [Words],
}

/// Words and phrases of one language.
#[derive(Debug)]
pub struct Words {
    /// Its tag (`fr`); `*` for every language.
    pub language: &'static str,
    /// The phrases, one a line: the addresses of thousands of small texts compress badly.
    pub phrases: &'static str,
}

/// A part of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// The subject of an e-mail; of another message its first line, which is its title where it has one.
    Subject,
    /// The line that inboxes show after it; another message is shown whole before anybody opens it.
    Preheader,
    /// The body; of another message all of it.
    Body,
}

/// What is needed: all of it.
#[derive(Debug)]
pub struct Needs {
    /// Wording that everybody must be able to read.
    pub wording: &'static [Wording],
    /// Links that everybody must be shown.
    pub links: &'static [Link],
    /// What the sender's profile says that everybody must be able to read: fields of the group, by name; of several
    /// joined by `|`, one.
    pub shown: &'static [&'static str],
    /// What the subject (or the text message) must begin with, any of them.
    pub begins: &'static [&'static str],
    /// A way to unsubscribe: what must be true of it.
    pub way_out: &'static [WayOut],
    /// What must be declared.
    pub facts: &'static [Asked],
    /// Of this, one must be declared.
    pub any_facts: &'static [Asked],
    /// The facts are needed only where all of these are so.
    pub facts_when: &'static [Asked],
    /// What a person may confirm where a needed fact is not declared: a question.
    pub asks: Option<Text>,
}

impl Needs {
    /// Whether it asks for nothing: then the words may not be said at all.
    fn is_nothing(&self) -> bool {
        self.wording.is_empty()
            && self.links.is_empty()
            && self.shown.is_empty()
            && self.begins.is_empty()
            && self.way_out.is_empty()
            && self.facts.is_empty()
            && self.any_facts.is_empty()
            && self.asks.is_none()
    }

    /// Whether it may depend on links that a line has, besides its words.
    pub(in crate::check) fn may_be_linked(&self) -> bool {
        !self.links.is_empty() || self.wording.iter().any(|wording| wording.linked)
    }
}

/// Wording that must be read: any of its phrases.
#[derive(Debug)]
pub struct Wording {
    /// The phrases.
    pub any: &'static [Words],
    /// The name under which the policy may hold the brand's own wording (`[legal.strings]`); it then counts too.
    pub setting: Option<&'static str>,
    /// Whether the words, accents and signs must be just these.
    pub verbatim: bool,
    /// The least size in pixels.
    pub size: f32,
    /// Whether it must stand in the block that sets the rule off.
    pub beside: bool,
    /// Whether it counts in the subject and in the preheader too.
    pub anywhere: bool,
    /// Whether a link is enough on a channel that has little room: the page says it.
    pub linked: bool,
    /// It is needed only where all of these are so.
    pub when: &'static [Asked],
}

/// A link that must be shown; on a channel other than e-mail any is, for what it is called is not always told.
#[derive(Debug)]
pub struct Link {
    /// Its label holds one of these.
    pub label: &'static [Words],
    /// Its address holds one of these.
    pub address: &'static [&'static str],
    /// It is needed only where all of these are so.
    pub when: &'static [Asked],
}

/// What must be true of the link by which people unsubscribe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayOut {
    /// Everybody has one, whichever way Braze's conditions turn out.
    There,
    /// Where there is one, it can be read.
    Seen,
    /// It asks for no more than a click or an e-mail.
    Easy,
    /// It, or the words around it, say in plain words what it is for.
    Said,
}

/// The least size of required wording, in pixels, where an entry names none.
pub(super) const LEAST_SIZE: f32 = 9.0;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Check, catalogue};

    #[test]
    fn what_a_rule_stands_for_is_an_entry_too_and_what_it_gives_way_to_is_about_the_whole() {
        for rule in RULES {
            let Check::Entry(cases) = rule.check else { continue };
            let of = |id: &str| catalogue::find(id).map(|other| other.check);
            for id in cases.iter().flat_map(|entry| entry.instead_of) {
                assert!(matches!(of(id), Some(Check::Entry(_))), "{}: {id}", rule.notice.id);
            }
            for id in cases.iter().flat_map(|entry| entry.gives_way_to) {
                assert!(matches!(of(id), Some(Check::Whole { .. })), "{}: {id}", rule.notice.id);
            }
        }
    }
}
