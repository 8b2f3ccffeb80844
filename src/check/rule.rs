//! What a rule is: a notice, a way of looking, examples. A constant with plain functions; no trait, no macro.

use super::book::Rulebook;
use super::facts::{Facts, Heading, Image, Ink, Lines, Link, LiquidPart, Plan, Prose, Reference, Short};
use super::packs::Entry;
use crate::compile::Trace;
use crate::compile::slots::Filled;
use crate::diag::Finding;
use crate::render::Mail;
use crate::text::{Edit, Span};

pub use super::example::{Example, proofs};
pub use super::whole::{Mark, Sight, Whole};
pub use crate::diag::{Area, Fix, Notice, Place, Severity, Source, Trust};
pub use crate::locale::Text;

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// What it says.
    pub notice: Notice,
    /// What it looks at, and how.
    pub check: Check,
    /// What it finds and what it leaves alone; the tests, the documentation and the catalogue page at once.
    pub examples: &'static [Example],
}

/// What a rule looks at. The engine gathers the facts of a piece once and calls each rule with what it looks at.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Words that a reader reads: running text, the subject, the preheader, the words of an image or a control.
    Prose(fn(&Prose, &Rulebook, &mut Findings)),
    /// An address that the message leads to or loads from: of a link, an image, a background.
    Reference(fn(&Reference, &Rulebook, &mut Findings)),
    /// A link.
    Link(fn(&Link, &Rulebook, &mut Findings)),
    /// An image, or a picture behind something.
    Image(fn(&Image, &Rulebook, &mut Findings)),
    /// A heading.
    Heading(fn(&Heading, &Rulebook, &mut Findings)),
    /// Text in its colour on its ground.
    Colour(fn(&Ink, &Rulebook, &mut Findings)),
    /// All that there is in a piece: elements with their roles and names, tables, the document itself.
    Piece(fn(&Facts, &Rulebook, &mut Findings)),
    /// The Liquid of a template's part.
    Liquid(fn(&LiquidPart, &Rulebook, &mut Findings)),
    /// What stands in a slot, as the author wrote it.
    Slot(fn(&Filled, &Rulebook, &mut Findings)),
    /// Whom the message goes to.
    Audience(fn(&Plan, &Rulebook, &mut Findings)),
    /// A text message or a push notification.
    Short(fn(&Short, &Rulebook, &mut Findings)),
    /// What goes out on a channel other than e-mail, text by text.
    Lines(fn(&Lines, &Rulebook, &mut Findings)),
    /// When it goes.
    Schedule(fn(&Plan, &Rulebook, &mut Findings)),
    /// What an entry of a pack says, in each of its cases: when, what it listens for, what it needs.
    Entry(&'static [Entry]),
    /// The draft itself: for which version of the template it was written.
    Draft(fn(&Mail, &Rulebook, &mut Findings)),
    /// Something that must be somewhere in the message: each piece says what it has of it, then all are judged.
    Whole {
        /// What this piece has of it. Remembered as long as the piece stays as it is.
        see: fn(&Facts, &Rulebook) -> Sight,
        /// What follows from what all pieces have.
        judge: fn(&Whole, &Rulebook, &mut Findings),
    },
}

/// Where the rule that looks puts what it finds.
#[derive(Debug)]
pub struct Findings<'a> {
    notice: &'static Notice,
    severity: Severity,
    trace: Option<&'a Trace>,
    alone: Source,
    list: &'a mut Vec<Finding>,
    /// How many findings were there when this rule began.
    before: usize,
}

/// As often as this a rule speaks of one text. Nobody reads more, and a slot full of one mistake must cost no one time.
const MOST_FINDINGS: usize = 200;

impl<'a> Findings<'a> {
    pub(super) const fn new(trace: Option<&'a Trace>, alone: Source, list: &'a mut Vec<Finding>) -> Self {
        let before = list.len();
        Self { notice: &NOBODY, severity: Severity::Error, trace, alone, list, before }
    }

    pub(super) const fn speak_for(&mut self, notice: &'static Notice, severity: Severity) {
        self.notice = notice;
        self.severity = severity;
        self.before = self.list.len();
    }

    /// Where `span` of the piece is in what somebody wrote.
    pub fn place(&self, span: Span) -> Place {
        self.trace.and_then(|trace| trace.place(span)).unwrap_or_else(|| Place { source: self.alone.clone(), span })
    }

    /// Whether `span` of the piece prints what stands in a register: a business's name, its address. Nobody words it.
    pub fn is_registered(&self, span: Span) -> bool {
        matches!(self.place(span).source, Source::Group(field) if REGISTERED.contains(&field.as_str()))
    }

    /// A finding of this rule at `span` of the piece; say it with [`Self::say`].
    pub fn at(&self, span: Span) -> Finding {
        self.in_place(self.place(span))
    }

    /// A finding of this rule at a place.
    pub fn in_place(&self, place: impl Into<Place>) -> Finding {
        Finding { severity: self.severity, ..Finding::new(self.notice, place.into()) }
    }

    /// Says it.
    pub fn say(&mut self, finding: Finding) {
        if self.list.len() - self.before < MOST_FINDINGS {
            self.list.push(finding);
        }
    }

    /// What a parser said under this rule's id is this rule's finding, as gravely as the policy wants it.
    pub fn pass_on(&mut self, said: &[Finding]) {
        for finding in said.iter().filter(|finding| finding.notice.id == self.notice.id) {
            let own = finding.notice.severity == self.severity;
            let place = self.place(finding.place.span);
            let severity = if own { finding.severity } else { self.severity };
            let mut finding = Finding { place, severity, ..finding.clone() };
            if self.trace.is_some() {
                finding.fixes.clear();
            }
            self.say(finding);
        }
    }

    /// An edit that puts `insert` for `part` of a prose: `None` where those words are not written letter for letter in
    /// one place (markup interrupts them, or a profile prints them), so that no fix can be offered.
    pub fn edit(&self, prose: &Prose, part: Span, insert: &str) -> Option<Edit> {
        if prose.is_verbatim(part) { self.edit_html(prose.span(part), insert) } else { None }
    }

    /// An edit that puts `insert` for a stretch of the HTML: `None` where that stretch is not written byte for byte in a
    /// text that somebody edits.
    pub fn edit_html(&self, span: Span, insert: &str) -> Option<Edit> {
        let place = self.place(span);
        let ours = match place.source {
            Source::Slot(_) => true,
            // What goes into HTML must be HTML.
            Source::Text | Source::Template(_) => !insert.contains(['&', '<']),
            Source::Draft(_) | Source::Group(_) => false,
        };
        (ours && place.span.len() == span.len()).then(|| Edit::replace(place.span, insert))
    }
}

/// An edit that puts markup of ours at a place; `None` where authors write, or a profile prints.
pub fn markup(place: &Place, insert: &str) -> Option<Edit> {
    let locked = matches!(place.source, Source::Text | Source::Template(_));
    locked.then(|| Edit::replace(Span::at(place.span.start), insert))
}

/// Fields of a group's profile that repeat a register.
const REGISTERED: &[&str] = &["legal_entity", "address", "city", "phone", "website", "sender.email", "sender.reply_to"];

/// Stands until a rule speaks.
static NOBODY: Notice = Notice {
    id: "",
    area: Area::Brand,
    jurisdictions: &[],
    source: "",
    checked: None,
    effective_from: None,
    effective_to: None,
    severity: Severity::Info,
    waivable: false,
    title: Text { en: "", fr: "" },
    message: Text { en: "", fr: "" },
    why: Text { en: "", fr: "" },
    fix: Text { en: "", fr: "" },
};
