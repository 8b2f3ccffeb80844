//! An open draft: set a slot, read the report, see the preview, apply a fix, approve.

use super::book::{delivery, rulebook};
use super::email::EmailReview;
use super::lines::LinesReview;
use super::{Approved, OpenError};
use crate::channel::Channel;
use crate::check::Lists;
use crate::compile::{Form, Part, slots, slots::SlotError};
use crate::diag::{Report, Source, Verdict};
use crate::draft::{Attestation, Audience, Draft, Recipient, Schedule};
use crate::group::Office;
use crate::locale::Locale;
use crate::render::{ContentCard, Message, Patch, Preview, PreviewState, Push, Slots, Sms, Webhook, WhatsApp};
use crate::template::Template;
use jiff::Timestamp;
use serde_json::Value;
use std::sync::Arc;

/// An open draft: what it renders to and what there is to say of it, kept current at every change.
#[derive(Debug)]
pub struct Review {
    form: Arc<Form>,
    draft: Draft,
    now: Timestamp,
    slots: Slots,
    /// On which channels it goes out, in order.
    channels: Vec<Channel>,
    email: EmailReview,
    /// The other channels.
    others: Vec<LinesReview>,
    /// Recomputed when asked for after a change.
    report: Option<Report>,
    preview: PreviewState,
}

impl Review {
    pub(super) fn new(form: Arc<Form>, lists: Arc<Lists>, draft: Draft, now: Timestamp) -> Self {
        let channels = channels(&form, &draft);
        let on = |channel| rulebook(&form, Arc::clone(&lists), &draft, now, channel, &channels);
        let slots = Slots::new(&draft.slots);
        let sent = channels.contains(&Channel::Email);
        let email = EmailReview::new(&form, on(Channel::Email), &draft, &slots, sent);
        let others = channels.iter().filter(|channel| **channel != Channel::Email);
        let others = others.filter_map(|channel| LinesReview::new(&form, on(*channel), &slots)).collect();
        let preview = PreviewState::new(&form);
        Self { email, others, channels, preview, report: None, form, draft, now, slots }
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
        let id = slots::id_of(path);
        self.slots = Slots::new(&self.draft.slots);
        self.email.set(&self.form, &self.draft, &self.slots, id, &mut self.preview);
        self.others.iter_mut().for_each(|other| other.set(&self.form, &self.slots, id));
        self.report = None;
        Ok(())
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
        self.email.forget_plan();
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
        let (form, lists) = (Arc::clone(&self.form), Arc::clone(&self.email.book.lists));
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
            found = self.email.look(&self.form, &self.draft, self.now);
            found.iter_mut().filter(|_| several).for_each(|finding| finding.channels.push(Channel::Email));
        }
        for other in &mut self.others {
            let said = other.look(&self.form, &self.draft, self.now).into_iter();
            found.extend(said.map(|mut finding| {
                finding.channels.extend(several.then_some(other.channel));
                finding
            }));
        }
        found.extend(self.form.faults.iter().filter(|fault| self.goes_out(&fault.place.source)).cloned());
        // Exceptions are of rules; a rule that holds on several channels has the same on each.
        let mut waived = self.email.book.waived().to_vec();
        for more in self.others.iter().flat_map(|other| other.book.waived()) {
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

    /// The finished message, on every channel on which it goes out.
    pub fn message(&self) -> Message {
        let mut message = Message::default();
        if self.channels.contains(&Channel::Email) {
            message.email = Some(self.email.message(&self.form, &self.slots));
        }
        for other in &self.others {
            match other.channel {
                Channel::Email => {}
                Channel::Sms => message.sms = Some(Sms::of(other.lines())),
                Channel::Push => message.push = Some(Push::of(other.lines())),
                Channel::Webhook => message.webhook = Webhook::of(&self.form.template, other.lines()),
                Channel::WhatsApp => message.whats_app = WhatsApp::of(&self.form.template, other.lines()),
                Channel::ContentCard => {
                    let card = self.form.template.content_card.as_ref();
                    message.content_card = card.map(|card| ContentCard::of(card, other.lines()));
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
        self.preview.whole(&self.form, &message, &self.email.pieces(), recipient, self.now)
    }

    /// What changed in the preview since it was last asked for, unit by unit. `None` where the whole has to be shown
    /// anew: before the first preview, or where Braze's Liquid carries a change over into other units.
    pub fn patches(&mut self) -> Option<Vec<Patch>> {
        self.preview.patches(&self.email.pieces(), self.now)
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
