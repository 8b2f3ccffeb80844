//! An open draft: set a slot, read the report, see the preview, apply a fix, approve.

use super::spoken::Spoken;
use super::{Approved, OpenError};
use crate::channel::Channel;
use crate::check::case::Case;
use crate::check::facts::Plan;
use crate::check::{self, For, Judged, Lists, Looked, Rulebook};
use crate::compile::{Form, Part, Piece, Text, slots, slots::SlotError};
use crate::diag::{Finding, Report, Source, Verdict};
use crate::draft::{Attestation, Audience, Draft, Recipient, Schedule};
use crate::group::Office;
use crate::locale::Locale;
use crate::render::{
    self, ContentCard, Line, Mail, MailPart, Message, Patch, Preview, PreviewState, Push, Slots, Sms, Webhook, WhatsApp,
};
use crate::template::Template;
use crate::text;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// An open draft: what it renders to and what there is to say of it, kept current at every change.
#[derive(Debug)]
pub struct Review {
    form: Arc<Form>,
    book: Rulebook,
    draft: Draft,
    now: Timestamp,
    slots: Slots,
    /// On which channels it goes out, in order.
    channels: Vec<Channel>,
    /// What the locked parts have, looked at once.
    locked: Vec<Finding>,
    fixed: Arc<Looked>,
    units: Vec<Unit>,
    subject: Words,
    preheader: Option<Words>,
    /// The plain text, where the template words it itself.
    text: Option<Words>,
    /// The other channels.
    spoken: Vec<Spoken>,
    /// What there is to say of each slot as the author wrote it, by id.
    written: BTreeMap<String, Vec<Finding>>,
    /// What there is to say of audience and schedule; looked for when asked for after a change.
    planned: Option<Vec<Finding>>,
    /// What there is to say of the message as a whole.
    judged: Judged,
    /// Recomputed when asked for after a change.
    report: Option<Report>,
    preview: PreviewState,
}

/// A unit as it is rendered now.
#[derive(Debug)]
struct Unit {
    piece: Piece,
    /// What was wrong with what the author wrote there.
    problems: Vec<Finding>,
    looked: Arc<Looked>,
}

/// A line as it is rendered now: a subject, a preheader.
#[derive(Debug)]
struct Words {
    line: Line,
    /// What was wrong with what the author wrote there.
    problems: Vec<Finding>,
    looked: Arc<Looked>,
}

/// Why a fix was not applied.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FixError {
    /// There is no such finding or fix (any more).
    #[error("finding {finding} has no fix {fix}; the findings may have changed since they were read")]
    Gone {
        /// The finding's place in the report.
        finding: usize,
        /// The fix's place in the finding.
        fix: usize,
    },
    /// It is not in a slot, so the author cannot change it.
    #[error("this is in a locked part; the author cannot change it")]
    Locked,
    /// The slot does not take what the fix makes of it.
    #[error(transparent)]
    Slot(#[from] SlotError),
}

impl FixError {
    /// A stable name for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Gone { .. } => "fix-gone",
            Self::Locked => "fix-locked",
            Self::Slot(error) => error.code(),
        }
    }
}

impl Review {
    pub(super) fn new(form: Arc<Form>, lists: Arc<Lists>, draft: Draft, now: Timestamp) -> Self {
        let channels = channels(&form, &draft);
        let email = channels.contains(&Channel::Email);
        let on = |channel| rulebook(&form, Arc::clone(&lists), &draft, now, channel, &channels);
        let book = on(Channel::Email);
        let slots = Slots::new(&draft.slots);
        let others = channels.iter().filter(|channel| **channel != Channel::Email);
        let spoken = others.filter_map(|channel| Spoken::new(&form, on(*channel), &slots)).collect();
        let subject = Words::new(&form, &book, &form.subject, &slots);
        let mut review = Self {
            fixed: if email { Arc::new(check::piece(&form.body.fixed, &book)) } else { Arc::default() },
            locked: if email { check::template(&form.template, &book) } else { Vec::new() },
            units: (0..form.body.units.len()).filter_map(|index| Unit::new(&form, &book, index, &slots)).collect(),
            preheader: form.preheader.as_ref().map(|text| Words::new(&form, &book, text, &slots)),
            text: form.text.as_ref().map(|text| Words::new(&form, &book, text, &slots)),
            subject,
            spoken,
            channels,
            written: BTreeMap::new(),
            planned: None,
            judged: Judged::default(),
            preview: PreviewState::new(&form),
            report: None,
            form,
            book,
            draft,
            now,
            slots,
        };
        let ids: Vec<String> = review.form.template.slots.iter().map(|slot| slot.id.clone()).collect();
        ids.iter().for_each(|id| review.look_at_slot(id));
        review
    }

    /// What the author made, as it is now.
    pub const fn draft(&self) -> &Draft {
        &self.draft
    }

    /// Who sends it.
    pub fn office(&self) -> &Office {
        &self.form.office
    }

    /// From which template.
    pub fn template(&self) -> &Template {
        &self.form.template
    }

    /// The compiled form.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// Puts `value` into the slot at `path` (`intro`, `hero.alt`, `offers[2].title`); `null` empties it. Only the units
    /// in which the slot stands are rendered and checked again.
    pub fn set_slot(&mut self, path: &str, value: Value) -> Result<(), SlotError> {
        slots::set(&self.form.template, &mut self.draft.slots, path, value)?;
        let id = path.split(['.', '[']).next().unwrap_or_default();
        self.slots = Slots::new(&self.draft.slots);
        let places = self.form.body.units.iter().enumerate().filter(|(_, place)| place.text.slots.contains(id));
        for (index, _) in places {
            let new = Unit::new(&self.form, &self.book, index, &self.slots);
            if let (Some(unit), Some(new)) = (self.units.get_mut(index), new) {
                if unit.piece.html != new.piece.html {
                    self.preview.changed(index);
                }
                *unit = new;
            }
        }
        let lines = [
            (Some(&mut self.subject), Some(&self.form.subject)),
            (self.preheader.as_mut(), self.form.preheader.as_ref()),
            (self.text.as_mut(), self.form.text.as_ref()),
        ];
        for (words, text) in lines {
            if let (Some(words), Some(text)) = (words, text.filter(|text| text.slots.contains(id))) {
                *words = Words::new(&self.form, &self.book, text, &self.slots);
            }
        }
        self.spoken.iter_mut().for_each(|spoken| spoken.set(&self.form, &self.slots, id));
        self.look_at_slot(id);
        self.report = None;
        Ok(())
    }

    fn look_at_slot(&mut self, id: &str) {
        if !self.form.stands_on(id, Channel::Email) {
            return;
        }
        let all = slots::all(&self.form.template, &self.draft.slots);
        let here = all.iter().filter(|filled| filled.path.split(['.', '[']).next() == Some(id));
        self.written.insert(id.to_owned(), here.flat_map(|filled| check::slot(filled, &self.book)).collect());
    }

    /// On which channels it goes out, in order.
    pub fn channels(&self) -> &[Channel] {
        &self.channels
    }

    /// Chooses the channels on which it goes out; all of the template's where none is named.
    pub fn set_channels(&mut self, channels: Vec<Channel>) -> Result<(), OpenError> {
        super::channels(&self.form, &channels)?;
        self.draft.channels = channels;
        self.look_anew();
        Ok(())
    }

    /// Chooses whom it goes to.
    pub fn set_audience(&mut self, audience: Option<Audience>) {
        self.draft.audience = audience;
        self.look_anew();
    }

    /// Chooses when it goes.
    pub fn set_schedule(&mut self, schedule: Option<Schedule>) {
        let before = delivery(&self.draft);
        self.draft.schedule = schedule;
        // Law is dated by the day of delivery: on another day, other rules may hold.
        if delivery(&self.draft) != before {
            self.look_anew();
        }
        self.planned = None;
        self.report = None;
    }

    /// Remembers a person's word on what finding `finding` asks; says whether it asked.
    pub fn attest(&mut self, finding: usize, by: &str, at: Timestamp) -> bool {
        let found = self.report().findings().get(finding).filter(|found| found.asks.is_some());
        let Some(found) = found else { return false };
        let about = found.facts.get("about", Locale::En).unwrap_or_default().to_owned();
        let word = Attestation { rule: found.notice.id.to_owned(), about, by: by.to_owned(), at: at.to_string() };
        self.draft.attestations.push(word);
        self.look_anew();
        true
    }

    /// The case has changed: other rules may hold.
    fn look_anew(&mut self) {
        let (form, lists) = (Arc::clone(&self.form), Arc::clone(&self.book.lists));
        *self = Self::new(form, lists, std::mem::take(&mut self.draft), self.now);
    }

    /// Names the draft; no recipient sees it.
    pub fn set_name(&mut self, name: String) {
        self.draft.name = name;
    }

    /// All there is to say of the draft as it is now.
    pub fn report(&mut self) -> &Report {
        if self.report.is_none() {
            self.report = Some(self.look());
        }
        self.report.get_or_insert_default()
    }

    /// The report that was read last, where nothing has changed since.
    pub const fn latest(&self) -> Option<&Report> {
        self.report.as_ref()
    }

    fn look(&mut self) -> Report {
        let several = self.channels.len() > 1;
        let mut found = Vec::new();
        if self.channels.contains(&Channel::Email) {
            found = self.look_at_email();
            found.iter_mut().filter(|_| several).for_each(|finding| finding.channels.push(Channel::Email));
        }
        for spoken in &mut self.spoken {
            let said = spoken.look(&self.form, &self.draft, self.now).into_iter();
            found.extend(said.map(|mut finding| {
                finding.channels.extend(several.then_some(spoken.channel));
                finding
            }));
        }
        found.extend(self.form.faults.iter().filter(|fault| self.goes_out(&fault.place.source)).cloned());
        // Exceptions are of rules; a rule that holds on several channels has the same on each.
        let mut waived = self.book.waived().to_vec();
        for more in self.spoken.iter().flat_map(|spoken| spoken.book.waived()) {
            if !waived.iter().any(|known| known.notice.id == more.notice.id) {
                waived.push(more.clone());
            }
        }
        Report::new(found).under(&waived)
    }

    /// Whether a text of the template goes out on one of the channels.
    fn goes_out(&self, source: &Source) -> bool {
        let Source::Template(name) = source else { return true };
        Part::named(name).is_none_or(|part| self.channels.contains(&part.channel()))
    }

    fn look_at_email(&mut self) -> Vec<Finding> {
        let planned = self.planned.take().unwrap_or_else(|| {
            let (audience, schedule) = (self.draft.audience.as_ref(), self.draft.schedule.as_ref());
            check::plan(&Plan { audience, schedule, now: self.now }, &self.book)
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
        found.extend(judged.judge(&self.mail(), &looked, &lines, &self.book));
        self.judged = judged;
        self.planned = Some(planned);
        found
    }

    fn mail(&self) -> Mail<'_> {
        let form = &*self.form;
        let units = form.body.units.iter().zip(&self.units);
        let fixed = MailPart { piece: &form.body.fixed, hole: None };
        let units = units.map(|(unit, rendered)| MailPart { piece: &rendered.piece, hole: Some(unit.hole) });
        Mail {
            kit: &form.kit,
            office: &form.office,
            template: &form.template,
            draft: &self.draft,
            language: form.language,
            now: self.now,
            subject: &self.subject.line,
            preheader: self.preheader.as_ref().map(|words| &words.line),
            parts: std::iter::once(fixed).chain(units).collect(),
        }
    }

    /// The finished message, on every channel on which it goes out.
    pub fn message(&self) -> Message {
        let mut message = Message::default();
        if self.channels.contains(&Channel::Email) {
            let pieces: Vec<&Piece> = self.units.iter().map(|unit| &unit.piece).collect();
            let preheader = self.preheader.as_ref().map(|words| &words.line);
            message.email = Some(render::email(&self.form, &self.slots, &self.subject.line, preheader, &pieces));
        }
        for spoken in &self.spoken {
            match spoken.channel {
                Channel::Email => {}
                Channel::Sms => message.sms = Some(Sms::of(spoken.lines())),
                Channel::Push => message.push = Some(Push::of(spoken.lines())),
                Channel::Webhook => message.webhook = Webhook::of(&self.form.template, spoken.lines()),
                Channel::WhatsApp => message.whats_app = WhatsApp::of(&self.form.template, spoken.lines()),
                Channel::ContentCard => {
                    let card = self.form.template.content_card.as_ref();
                    message.content_card = card.map(|card| ContentCard::of(card, spoken.lines()));
                }
            }
        }
        message
    }

    /// The digest of what the author saw.
    pub fn digest(&self) -> String {
        self.message().digest()
    }

    /// The message as `recipient` would get it, with `<!--cs:N-->` and `<!--/cs:N-->` around unit `N`.
    pub fn preview(&mut self, recipient: &Recipient) -> Preview {
        let message = self.message();
        let pieces: Vec<&Piece> = self.units.iter().map(|unit| &unit.piece).collect();
        self.preview.whole(&self.form, &message, &pieces, recipient, self.now)
    }

    /// What changed in the preview since it was last asked for, unit by unit. `None` where the whole has to be shown
    /// anew: before the first preview, or where Braze's Liquid carries a change over into other units.
    pub fn patches(&mut self) -> Option<Vec<Patch>> {
        let pieces: Vec<&Piece> = self.units.iter().map(|unit| &unit.piece).collect();
        self.preview.patches(&pieces, self.now)
    }

    /// Which slots stand on which of the template's channels, by id.
    pub fn standing(&self) -> impl Iterator<Item = (Channel, Vec<&str>)> {
        let ids = || self.form.template.slots.iter().map(|slot| slot.id.as_str());
        let on = move |channel| ids().filter(|id| self.form.stands_on(id, channel)).collect();
        self.form.template.channels().map(move |channel| (channel, on(channel)))
    }

    /// Which slots stand in which unit: for finding a slot by a click in the preview, and back.
    pub fn unit_slots(&self) -> impl Iterator<Item = (usize, Vec<&str>)> {
        let units = self.form.body.units.iter().enumerate();
        units.map(|(index, unit)| (index, unit.text.slots.iter().map(String::as_str).collect()))
    }

    /// What fix `fix` of finding `finding` would make of the slot: its path and its new text.
    pub fn fixed(&mut self, finding: usize, fix: usize) -> Result<(String, String), FixError> {
        let gone = FixError::Gone { finding, fix };
        let found = self.report().findings().get(finding).ok_or_else(|| gone.clone())?;
        let fix = found.fixes.get(fix).ok_or(gone)?;
        let Source::Slot(path) = &found.place.source else { return Err(FixError::Locked) };
        let (path, edits) = (path.clone(), fix.edits.clone());
        let value = slots::get(&self.draft.slots, &path).and_then(Value::as_str).unwrap_or_default();
        Ok((path, text::apply(value, &edits)))
    }

    /// Applies fix `fix` of finding `finding` to its slot; says which, and its new text.
    pub fn apply_fix(&mut self, finding: usize, fix: usize) -> Result<(String, String), FixError> {
        let (path, text) = self.fixed(finding, fix)?;
        self.set_slot(&path, Value::String(text.clone()))?;
        Ok((path, text))
    }

    /// Lets the message go, or says why not.
    pub fn approve(&mut self) -> Result<Approved, Report> {
        let report = self.report().clone();
        match report.verdict() {
            Verdict::Pass => {
                let message = self.message();
                let (draft, office) = (self.draft.clone(), self.form.office.clone());
                let (upload, template) = (self.form.policy.data.upload.clone(), self.form.template.clone());
                Ok(Approved { draft, office, upload, template, digest: message.digest(), message, report })
            }
            Verdict::NeedsAttestation | Verdict::Fail => Err(report),
        }
    }
}

/// The channels on which a draft goes out, in order.
fn channels(form: &Form, draft: &Draft) -> Vec<Channel> {
    let all = form.template.channels();
    all.filter(|channel| draft.channels.is_empty() || draft.channels.contains(channel)).collect()
}

/// The rules as they hold for this draft on one of `all` its channels: as of today, and of the day of delivery.
fn rulebook(
    form: &Form,
    lists: Arc<Lists>,
    draft: &Draft,
    now: Timestamp,
    channel: Channel,
    all: &[Channel],
) -> Rulebook {
    let case = Case::of(&form.kit, &form.policy, &form.office, &form.template, draft).on(channel, all);
    let today = day(now);
    let made = For {
        policy: Some(&form.policy),
        office: Some(&form.office),
        template: &form.name,
        language: spoken(form),
        today,
        delivery: delivery(draft).unwrap_or(today),
        case: &case,
    };
    Rulebook::with(lists, made)
}

/// The lists of a form's policy and group.
pub(super) fn lists(form: &Form, now: Timestamp) -> Lists {
    Lists::new(Arc::clone(&form.policy), Some(&form.office), spoken(form), day(now))
}

/// The language in which a form's group writes, where its rules are known.
fn spoken(form: &Form) -> Option<Locale> {
    Locale::spoken(form.office.profile.locale.as_deref().unwrap_or_default())
}

/// The day by which waivers and claims run out.
pub(super) fn day(now: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(now).date()
}

/// The day on which the draft is to arrive.
fn delivery(draft: &Draft) -> Option<Date> {
    draft.schedule.as_ref()?.time.get(..10)?.parse().ok()
}

impl Unit {
    fn new(form: &Form, book: &Rulebook, index: usize, slots: &Slots) -> Option<Self> {
        let (piece, problems) = render::unit(form, index, slots)?;
        let looked = Arc::new(check::piece(&piece, book));
        Some(Self { piece, problems, looked })
    }
}

impl Words {
    fn new(form: &Form, book: &Rulebook, text: &Text, slots: &Slots) -> Self {
        let (line, problems) = render::line(form, text, slots);
        let looked = Arc::new(check::line(&line, book));
        Self { line, problems, looked }
    }
}
