//! What goes out on another channel than e-mail: a few lines, each rendered by itself, read by the rules as one text.

use crate::channel::Channel;
use crate::check::facts::{Lines, Plan};
use crate::check::{self, Judged, Looked, Rulebook};
use crate::compile::{Form, Trace, slots};
use crate::diag::Finding;
use crate::draft::Draft;
use crate::render::{self, Line, Mail, Slots};
use crate::template::Template;
use jiff::Timestamp;
use std::sync::Arc;

/// The message of one channel as it is rendered now.
#[derive(Debug)]
pub(super) struct LinesReview {
    pub(super) channel: Channel,
    pub(super) book: Rulebook,
    /// What the locked parts have.
    locked: Vec<Finding>,
    /// Its lines, and what was wrong with what the author wrote in each.
    lines: Vec<(Line, Vec<Finding>)>,
    /// What a reader reads, as one text.
    text: Line,
    looked: Arc<Looked>,
    /// What there is to say of it as a whole.
    judged: Judged,
}

impl LinesReview {
    /// What goes out on the channel of `book`; nothing where the template has no message for it.
    pub(super) fn new(form: &Form, book: Rulebook, slots: &Slots) -> Option<Self> {
        let lines = rendered(form, slots, book.case.channel);
        let text = read(&lines, &form.template)?;
        let looked = Arc::new(check::line(&text, &book));
        let locked = check::template(&form.template, &book);
        Some(Self { channel: book.case.channel, locked, book, lines, text, looked, judged: Judged::default() })
    }

    /// Renders the lines anew if the slot `id` stands in them.
    pub(super) fn set(&mut self, form: &Form, slots: &Slots, id: &str) {
        if !form.stands_on(id, self.channel) {
            return;
        }
        self.lines = rendered(form, slots, self.channel);
        if let Some(text) = read(&self.lines, &form.template) {
            self.looked = Arc::new(check::line(&text, &self.book));
            self.text = text;
        }
    }

    /// The rendered lines.
    pub(super) fn lines(&self) -> impl Iterator<Item = &Line> + Clone {
        self.lines.iter().map(|(line, _)| line)
    }

    /// All there is to say of it.
    pub(super) fn look(&mut self, form: &Form, draft: &Draft, now: Timestamp) -> Vec<Finding> {
        let mut found = self.locked.clone();
        found.extend(self.lines.iter().flat_map(|(_, problems)| problems.iter().cloned()));
        found.extend(self.looked.findings.iter().cloned());
        for (line, _) in self.lines.iter().filter(|(line, _)| line.part.is_address()) {
            found.extend(check::address(line, line.part.is_followed(), &self.book));
        }
        for filled in slots::all(&form.template, &draft.slots) {
            let id = slots::id_of(&filled.path);
            if form.stands_on(id, self.channel) {
                found.extend(check::slot(&filled, &self.book));
            }
        }
        found.extend(check::lines(&Lines::new(self.lines(), &form.template), &self.book));
        let (audience, schedule) = (draft.audience.as_ref(), draft.schedule.as_ref());
        found.extend(check::plan(&Plan { audience, schedule, now }, &self.book));
        let mail = Mail {
            kit: &form.kit,
            office: &form.office,
            template: &form.template,
            draft,
            language: form.language,
            now,
            subject: &self.text,
            preheader: None,
            parts: Vec::new(),
        };
        found.extend(self.judged.judge(&mail, &[], &[(&self.text, &self.looked)], &self.book));
        found
    }
}

/// The lines of a channel.
fn rendered(form: &Form, slots: &Slots, channel: Channel) -> Vec<(Line, Vec<Finding>)> {
    let texts = form.texts.iter().filter(|text| text.part.channel() == channel);
    texts.map(|text| render::line(form, text, slots)).collect()
}

/// What a reader reads of these lines; addresses are not read. Nothing where there is no line at all.
fn read(lines: &[(Line, Vec<Finding>)], template: &Template) -> Option<Line> {
    let (first, _) = lines.first()?;
    let read = lines.iter().map(|(line, _)| line).filter(|line| !line.part.is_address());
    let texts: Vec<Line> = read.flat_map(|line| render::readable(line, template)).collect();
    let nothing =
        || Line { part: first.part, text: String::new(), trace: Trace::default(), liquid: Default::default() };
    Some(Line::joined(&texts).unwrap_or_else(nothing))
}
