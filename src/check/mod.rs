//! Rules: what may be said of a message, and the ways of looking that say it.
//!
//! Walks each piece once, gathers [`facts`] and calls every rule with what it looks at. In: pieces, lines, slots and a
//! [`Rulebook`] (policy and group, made ready once per form). Out: findings.
//!
//! | when | call | remember |
//! |---|---|---|
//! | a form is compiled | [`Rulebook::new`], [`template`] | both, with the form |
//! | a piece was rendered (fixed part, unit) | [`piece`] | [`Looked`], with the piece |
//! | subject, preheader, plain text were rendered | [`line`] | [`Looked`], with the line |
//! | a slot was set | [`slot`] | the findings, with the slot |
//! | audience or schedule was set | [`plan`] | the findings |
//! | every report | [`Judged::judge`] with all [`Looked`] | [`Judged`]: what nothing changed is not judged again |
//!
//! [`finished`] is all of it for HTML that stands alone. All findings together, in any order, make a
//! [`Report`](crate::diag::Report).

pub mod address;
mod alone;
mod book;
pub mod case;
pub mod catalogue;
pub mod clients;
mod clip;
mod example;
pub mod facts;
mod hours;
mod judged;
mod lists;
mod loud;
mod names;
pub mod packs;
mod proof;
mod pushy;
pub mod route;
pub mod rule;
mod rules;
mod tap;
mod watch;
mod whole;
pub mod wordlists;

pub use alone::finished;
pub use book::{For, Rulebook};
pub use example::{Example, Given};
pub use judged::Judged;
pub use lists::Lists;
use lists::plain;
pub use names::{Misspelt, Names};
pub use proof::{findings, prove};
pub use rule::{Check, Rule};
pub use watch::watched;

use crate::channel::Channel;
use crate::compile::slots::Filled;
use crate::compile::{Part, Piece, Trace};
use crate::diag::{Finding, Source};
use crate::liquid;
use crate::render::Line;
use crate::template::Template;
use facts::{Address, Facts, Lines, LiquidPart, Plan, Prose, Reference, Short};
use packs::Heard;
use rule::{Findings, Sight};
use watch::Watch;

/// What the rules said of a piece, and what it has of all that a message must have.
#[derive(Clone, Debug, Default)]
pub struct Looked {
    /// What was found.
    pub findings: Vec<Finding>,
    /// What it has for each rule that looks at the whole, in the order of the rulebook.
    sights: Vec<Sight>,
    /// What it has for the entries of packs.
    heard: Vec<Heard>,
    /// Whether its Liquid calls the message off, whatever the data.
    calls_off: bool,
}

/// Looks at one piece.
pub fn piece(piece: &Piece, book: &Rulebook) -> Looked {
    look_at_piece(piece, book, &mut Watch::default())
}

fn look_at_piece(piece: &Piece, book: &Rulebook, watch: &mut Watch) -> Looked {
    let facts = Facts::of(piece);
    watch.share(&facts, book);
    let mut looked = Looked::default();
    let mut found = Findings::new(Some(&piece.trace), Source::Text, &mut looked.findings);
    for (rule, severity) in book.active() {
        found.speak_for(&rule.notice, severity);
        match rule.check {
            Check::Prose(look) => facts.prose.iter().for_each(|prose| look(prose, book, &mut found)),
            Check::Reference(look) => facts.references().for_each(|reference| look(&reference, book, &mut found)),
            Check::Link(look) => facts.links.iter().for_each(|link| look(link, book, &mut found)),
            Check::Image(look) => facts.images.iter().for_each(|image| look(image, book, &mut found)),
            Check::Heading(look) => facts.headings.iter().for_each(|heading| look(heading, book, &mut found)),
            Check::Colour(look) => facts.inks.iter().for_each(|ink| look(ink, book, &mut found)),
            Check::Piece(look) => look(&facts, book, &mut found),
            Check::Whole { see, .. } => looked.sights.push(see(&facts, book)),
            Check::Liquid(_)
            | Check::Slot(_)
            | Check::Draft(_)
            | Check::Audience(_)
            | Check::Schedule(_)
            | Check::Short(_)
            | Check::Lines(_)
            | Check::Entry(_) => continue,
        }
        watch.done(rule.notice.id);
    }
    looked.heard = book.listener.piece(&facts, book);
    watch.done("entries, listening");
    looked.calls_off = liquid::uses::on_every_path(&piece.liquid, &[]);
    looked
}

/// Looks at a rendered line: the subject, the preheader, the plain text; on other channels, the text of the message (of a
/// push notification the title, a line break, the rest).
pub fn line(line: &Line, book: &Rulebook) -> Looked {
    let mut list = Vec::new();
    let prose = Prose::of_line(line);
    let alone = Source::Template(line.part.name().to_owned());
    let mut found = Findings::new(Some(&line.trace), alone, &mut list);
    for (rule, severity, look) in book.looking(|check| match check {
        Check::Prose(look) => Some(look),
        _ => None,
    }) {
        found.speak_for(&rule.notice, severity);
        look(&prose, book, &mut found);
    }
    if book.case.channel != Channel::Email {
        let short = Short::of(line, book.case.channel == Channel::Push);
        for (rule, severity, look) in book.looking(|check| match check {
            Check::Short(look) => Some(look),
            _ => None,
        }) {
            found.speak_for(&rule.notice, severity);
            look(&short, book, &mut found);
        }
        let addresses = Address::written(line);
        let references: Vec<_> = addresses.iter().map(|address| address.reference(line, true)).collect();
        look_at_references(&references, book, &mut found);
    }
    Looked { findings: list, heard: book.listener.line(&prose), ..Looked::default() }
}

/// Looks at a rendered line that is an address: what a tap opens, where a picture is.
pub fn address(line: &Line, followed: bool, book: &Rulebook) -> Vec<Finding> {
    let mut list = Vec::new();
    let alone = Source::Template(line.part.name().to_owned());
    let mut found = Findings::new(Some(&line.trace), alone, &mut list);
    let whole = Address::whole(line);
    let reference: Vec<_> = whole.iter().map(|address| address.reference(line, followed)).collect();
    look_at_references(&reference, book, &mut found);
    list
}

/// Looks at the texts of a message that is no e-mail, one by one.
pub fn lines(lines: &Lines, book: &Rulebook) -> Vec<Finding> {
    let mut list = Vec::new();
    let mut found = Findings::new(None::<&Trace>, Source::Text, &mut list);
    for (rule, severity, look) in book.looking(|check| match check {
        Check::Lines(look) => Some(look),
        _ => None,
    }) {
        found.speak_for(&rule.notice, severity);
        look(lines, book, &mut found);
    }
    list
}

fn look_at_references(references: &[Reference], book: &Rulebook, found: &mut Findings) {
    for (rule, severity, look) in book.looking(|check| match check {
        Check::Reference(look) => Some(look),
        _ => None,
    }) {
        found.speak_for(&rule.notice, severity);
        references.iter().for_each(|reference| look(reference, book, found));
    }
}

/// Looks at what stands in a slot, as the author wrote it.
pub fn slot(filled: &Filled, book: &Rulebook) -> Vec<Finding> {
    let mut list = Vec::new();
    let mut found = Findings::new(None, Source::Slot(filled.path.clone()), &mut list);
    for (rule, severity, look) in book.looking(|check| match check {
        Check::Slot(look) => Some(look),
        _ => None,
    }) {
        found.speak_for(&rule.notice, severity);
        look(filled, book, &mut found);
    }
    list
}

/// Looks at whom a message goes to, and when.
pub fn plan(plan: &Plan, book: &Rulebook) -> Vec<Finding> {
    let mut list = Vec::new();
    for (rule, severity) in book.active() {
        let (look, source) = match rule.check {
            Check::Audience(look) => (look, "audience"),
            Check::Schedule(look) => (look, "schedule"),
            _ => continue,
        };
        let mut found = Findings::new(None, Source::Draft(source.to_owned()), &mut list);
        found.speak_for(&rule.notice, severity);
        look(plan, book, &mut found);
    }
    list
}

/// Looks at the Liquid of a template's locked parts, as far as they go on the rulebook's channel.
pub fn template(template: &Template, book: &Rulebook) -> Vec<Finding> {
    let parts = Part::ALL.into_iter().filter(|part| part.channel() == book.case.channel);
    let mut list = Vec::new();
    for (part, source) in parts.filter_map(|part| Some((part, part.of(template)?))) {
        look_at_liquid(source, Source::Template(part.name().to_owned()), book, &mut list, &mut Watch::default());
    }
    list
}

fn look_at_liquid(source: &str, place: Source, book: &Rulebook, list: &mut Vec<Finding>, watch: &mut Watch) {
    let parsed = liquid::parse(source);
    let part = LiquidPart { source, parsed: &parsed, uses: std::cell::OnceCell::new() };
    watch.done("liquid");
    let mut found = Findings::new(None::<&Trace>, place, list);
    for (rule, severity, look) in book.looking(|check| match check {
        Check::Liquid(look) => Some(look),
        _ => None,
    }) {
        found.speak_for(&rule.notice, severity);
        look(&part, book, &mut found);
        watch.done(rule.notice.id);
    }
}
