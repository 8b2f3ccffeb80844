//! The e-mail as it is rendered now: its fixed part, its units and its lines, each looked at by itself and kept until its
//! slot changes.

use super::unit::Unit;
use super::words::Words;
use crate::channel::Channel;
use crate::check::facts::Plan;
use crate::check::{self, Judged, Looked, Rulebook};
use crate::compile::{Form, Piece, slots};
use crate::diag::Finding;
use crate::draft::Draft;
use crate::render::{Email, Line, Mail, MailPart, PreviewState, Slots, email};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Debug)]
pub(super) struct EmailReview {
    pub(super) book: Rulebook,
    /// What the locked parts have, looked at once.
    locked: Vec<Finding>,
    fixed: Arc<Looked>,
    units: Vec<Unit>,
    subject: Words,
    preheader: Option<Words>,
    /// The plain text, where the template words it itself.
    text: Option<Words>,
    /// What there is to say of each slot as the author wrote it, by id.
    written: BTreeMap<String, Vec<Finding>>,
    /// What there is to say of audience and schedule; looked for when asked for after a change.
    planned: Option<Vec<Finding>>,
    /// What there is to say of it as a whole.
    judged: Judged,
}

impl EmailReview {
    /// `sent`: whether it goes out; where it does not, nobody asks what its locked parts have.
    pub(super) fn new(form: &Form, book: Rulebook, draft: &Draft, slots: &Slots, sent: bool) -> Self {
        let words = |text| Words::new(form, &book, text, slots);
        let mut made = Self {
            locked: if sent { check::template(&form.template, &book) } else { Vec::new() },
            fixed: if sent { Arc::new(check::piece(&form.body.fixed, &book)) } else { Arc::default() },
            units: (0..form.body.units.len()).filter_map(|index| Unit::new(form, &book, index, slots)).collect(),
            subject: words(&form.subject),
            preheader: form.preheader.as_ref().map(words),
            text: form.text.as_ref().map(words),
            written: BTreeMap::new(),
            planned: None,
            judged: Judged::default(),
            book,
        };
        form.template.slots.iter().for_each(|slot| made.look_at_slot(form, draft, &slot.id));
        made
    }

    /// Renders and looks anew at what the slot `id` stands in.
    pub(super) fn set(&mut self, form: &Form, draft: &Draft, slots: &Slots, id: &str, preview: &mut PreviewState) {
        let places = form.body.units.iter().enumerate().filter(|(_, place)| place.text.slots.contains(id));
        for (index, _) in places {
            let new = Unit::new(form, &self.book, index, slots);
            if let (Some(unit), Some(new)) = (self.units.get_mut(index), new) {
                if unit.piece.html != new.piece.html {
                    preview.changed(index);
                }
                *unit = new;
            }
        }
        let lines = [
            (Some(&mut self.subject), Some(&form.subject)),
            (self.preheader.as_mut(), form.preheader.as_ref()),
            (self.text.as_mut(), form.text.as_ref()),
        ];
        for (words, text) in lines {
            if let (Some(words), Some(text)) = (words, text.filter(|text| text.slots.contains(id))) {
                *words = Words::new(form, &self.book, text, slots);
            }
        }
        self.look_at_slot(form, draft, id);
    }

    fn look_at_slot(&mut self, form: &Form, draft: &Draft, id: &str) {
        if !form.stands_on(id, Channel::Email) {
            return;
        }
        let all = slots::all(&form.template, &draft.slots);
        let here = all.iter().filter(|filled| slots::id_of(&filled.path) == id);
        self.written.insert(id.to_owned(), here.flat_map(|filled| check::slot(filled, &self.book)).collect());
    }

    /// Audience or schedule has changed.
    pub(super) fn forget_plan(&mut self) {
        self.planned = None;
    }

    /// The rendered units, in order.
    pub(super) fn pieces(&self) -> Vec<&Piece> {
        self.units.iter().map(|unit| &unit.piece).collect()
    }

    /// What goes out.
    pub(super) fn message(&self, form: &Form, slots: &Slots) -> Email {
        let preheader = self.preheader.as_ref().map(|words| &words.line);
        email(form, slots, &self.subject.line, preheader, &self.pieces())
    }

    /// All there is to say of it.
    pub(super) fn look(&mut self, form: &Form, draft: &Draft, now: Timestamp) -> Vec<Finding> {
        let planned = self.planned.take().unwrap_or_else(|| {
            let (audience, schedule) = (draft.audience.as_ref(), draft.schedule.as_ref());
            check::plan(&Plan { audience, schedule, now }, &self.book)
        });
        let mut judged = std::mem::take(&mut self.judged);
        let looked: Vec<&Arc<Looked>> =
            std::iter::once(&self.fixed).chain(self.units.iter().map(|unit| &unit.looked)).collect();
        let lines: Vec<&Words> = std::iter::once(&self.subject).chain(&self.preheader).chain(&self.text).collect();
        let mut found: Vec<Finding> = self.locked.clone();
        found.extend(looked.iter().flat_map(|looked| looked.findings.iter().cloned()));
        found.extend(self.units.iter().flat_map(|unit| unit.problems.iter().cloned()));
        found.extend(lines.iter().flat_map(|line| line.problems.iter().chain(&line.looked.findings)).cloned());
        found.extend(self.written.values().flatten().cloned());
        found.extend(planned.iter().cloned());
        let lines: Vec<(&Line, &Arc<Looked>)> = lines.iter().map(|words| (&words.line, &words.looked)).collect();
        found.extend(judged.judge(&self.mail(form, draft, now), &looked, &lines, &self.book));
        self.judged = judged;
        self.planned = Some(planned);
        found
    }

    fn mail<'a>(&'a self, form: &'a Form, draft: &'a Draft, now: Timestamp) -> Mail<'a> {
        let units = form.body.units.iter().zip(&self.units);
        let fixed = MailPart { piece: &form.body.fixed, hole: None };
        let units = units.map(|(unit, rendered)| MailPart { piece: &rendered.piece, hole: Some(unit.hole) });
        Mail {
            kit: &form.kit,
            office: &form.office,
            template: &form.template,
            draft,
            language: form.language,
            now,
            subject: &self.subject.line,
            preheader: self.preheader.as_ref().map(|words| &words.line),
            parts: std::iter::once(fixed).chain(units).collect(),
        }
    }
}
