//! `Review` for JavaScript: every change answers with what it made different, never with the document.

use super::convert::{Texts, from_js, to_js};
use super::error::Refused;
use super::request::seconds;
use super::told::{Told, put};
use crate::channel::Channel;
use crate::compile::{Part, slots};
use crate::diag::{FindingView, Report, Source};
use crate::draft::{Attestation, Audience, Recipient};
use crate::engine;
use crate::locale::Locale;
use crate::payload::{self, Account};
use crate::render::{Others, Patch, Preview};
use crate::transport::Submission;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use std::borrow::Cow;
use wasm_bindgen::prelude::*;

/// An open draft.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Review {
    inner: engine::Review,
    locale: Locale,
    /// As whom the preview was last asked for.
    recipient: Recipient,
    told: Told,
    shown: Shown,
}

/// What JavaScript knows already of the preview.
#[derive(Debug, Default)]
struct Shown {
    subject: String,
    preheader: Option<String>,
    others: Others,
}

/// What one change made different.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Change {
    /// It is an object already, which [`answer`] adds.
    #[serde(skip)]
    report: Option<JsValue>,
    patches: Vec<Patch>,
    whole: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preheader: Option<String>,
    #[serde(flatten)]
    others: Others,
}

impl Change {
    /// The report, for [`answer`].
    pub(super) fn report(&self) -> Option<JsValue> {
        self.report.clone()
    }

    fn answer(&self) -> Result<JsValue, Refused> {
        answer(self, self.report())
    }
}

/// What holds a change, for JavaScript, with the report of the change.
pub(super) fn answer<T: Serialize>(value: &T, report: Option<JsValue>) -> Result<JsValue, Refused> {
    let answer = to_js(value)?;
    if let Some(report) = report {
        put(&answer, "report", &report)?;
    }
    Ok(answer)
}

#[derive(Serialize)]
struct Fixed {
    path: String,
    value: String,
}

impl Review {
    pub(super) fn new(inner: engine::Review, locale: Locale) -> Self {
        let (told, shown) = (Told::default(), Shown::default());
        Self { inner, locale, recipient: Recipient::default(), told, shown }
    }

    pub(super) fn inner(&self) -> &engine::Review {
        &self.inner
    }

    /// Tells the report as it is now; whether it is another one. `set`: the slot that was set since it was told last.
    fn tell(&mut self, set: Option<&str>) -> Result<bool, Refused> {
        self.inner.report();
        let inner = &self.inner;
        let Some(report) = inner.latest() else { return Ok(false) };
        let moved =
            |source: &Source| set.is_some_and(|id| matches!(source, Source::Slot(path) if slots::id_of(path) == id));
        self.told.tell(report, self.locale, |source| text_of(inner, source), moved)
    }

    /// Sets a slot and says what is different.
    pub(super) fn set(&mut self, path: &str, value: Value) -> Result<Change, Refused> {
        self.inner.set_slot(path, value).map_err(|error| Refused::from_error(error.code(), &error))?;
        self.change(Some(slots::id_of(path)))
    }

    /// What is different since the last change; `set`: the slot that was set.
    fn change(&mut self, set: Option<&str>) -> Result<Change, Refused> {
        let lines = set.is_some_and(|id| self.stands_in_lines(id));
        let patches = self.inner.patches();
        let mut change = Change { whole: patches.is_none(), patches: patches.unwrap_or_default(), ..Change::default() };
        change.report = self.tell(set)?.then(|| self.told.report());
        if lines && !change.whole {
            let Preview { subject, preheader, others, .. } = self.inner.preview(&self.recipient);
            if subject != self.shown.subject {
                change.subject = Some(subject.clone());
            }
            if preheader != self.shown.preheader {
                change.preheader = Some(preheader.clone().unwrap_or_default());
            }
            change.others = others.since(&self.shown.others);
            (self.shown.subject, self.shown.preheader, self.shown.others) = (subject, preheader, others);
        }
        Ok(change)
    }

    /// Whether a slot stands in the subject, the preheader or on another channel: then those are shown anew too.
    fn stands_in_lines(&self, id: &str) -> bool {
        let name = format!("slot.{id}");
        let lines = Part::ALL.into_iter().filter(|part| !matches!(part, Part::Html | Part::Text));
        lines.filter_map(|part| part.of(self.inner.template())).any(|text| text.contains(&name))
    }
}

#[wasm_bindgen]
impl Review {
    /// The draft as it is now.
    #[wasm_bindgen(unchecked_return_type = "Draft")]
    pub fn draft(&self) -> Result<JsValue, JsValue> {
        Ok(to_js(self.inner.draft())?)
    }

    /// All there is to say of it.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn report(&mut self) -> Result<JsValue, JsValue> {
        self.tell(None)?;
        Ok(self.told.report())
    }

    /// The findings of the report.
    #[wasm_bindgen(unchecked_return_type = "Finding[]")]
    pub fn findings(&mut self) -> Result<JsValue, JsValue> {
        let locale = self.locale;
        self.inner.report();
        let mut texts = Texts::new(|source: &Source| text_of(&self.inner, source));
        let findings = self.inner.latest().map(Report::findings).unwrap_or_default().iter();
        let findings = findings.map(|finding| texts.place(FindingView::new(finding, locale)));
        Ok(to_js(&findings.collect::<Vec<_>>())?)
    }

    /// Which slots stand in which unit of the preview.
    #[wasm_bindgen(unchecked_return_type = "[unit: number, slots: string[]][]")]
    pub fn units(&self) -> Result<JsValue, JsValue> {
        Ok(to_js(&self.inner.unit_slots().collect::<Vec<_>>())?)
    }

    /// Puts a value into the slot at `path` (`intro`, `hero.alt`, `offers[2].title`).
    #[wasm_bindgen(js_name = setSlot, unchecked_return_type = "Change")]
    pub fn set_slot(
        &mut self,
        path: &str,
        #[wasm_bindgen(unchecked_param_type = "SlotValue")] value: JsValue,
    ) -> Result<JsValue, JsValue> {
        let value: Value = from_js(value, "slot-value")?;
        Ok(self.set(path, value)?.answer()?)
    }

    /// Which slots stand on which channel.
    #[wasm_bindgen(unchecked_return_type = "[channel: Channel, slots: string[]][]")]
    pub fn standing(&self) -> Result<JsValue, JsValue> {
        Ok(to_js(&self.inner.standing().collect::<Vec<_>>())?)
    }

    /// Chooses the channels on which it goes out; all of the template's where none is named.
    #[wasm_bindgen(js_name = setChannels, unchecked_return_type = "Change")]
    pub fn set_channels(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Channel[]")] channels: JsValue,
    ) -> Result<JsValue, JsValue> {
        let channels: Vec<Channel> = from_js(channels, "channels")?;
        self.inner.set_channels(channels).map_err(|error| Refused::from_error(error.code(), &error))?;
        Ok(self.change(None)?.answer()?)
    }

    /// Chooses the segment that it goes to; none takes the choice back.
    #[wasm_bindgen(js_name = setAudience, unchecked_return_type = "Change")]
    pub fn set_audience(&mut self, segment: Option<String>) -> Result<JsValue, JsValue> {
        self.inner.set_audience(segment.map(Audience::segment));
        Ok(self.change(None)?.answer()?)
    }

    /// Chooses the list of customers that it goes to; none takes the choice back.
    #[wasm_bindgen(js_name = setList, unchecked_return_type = "Change")]
    pub fn set_list(&mut self, list: Option<String>) -> Result<JsValue, JsValue> {
        self.inner.set_audience(list.map(Audience::list));
        Ok(self.change(None)?.answer()?)
    }

    /// Chooses when it goes; none takes the choice back.
    #[wasm_bindgen(js_name = setSchedule, unchecked_return_type = "Change")]
    pub fn set_schedule(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Schedule | undefined")] schedule: JsValue,
    ) -> Result<JsValue, JsValue> {
        self.inner.set_schedule(from_js(schedule, "schedule")?);
        Ok(self.change(None)?.answer()?)
    }

    /// What the author calls it; no recipient sees it.
    #[wasm_bindgen(js_name = setName)]
    pub fn set_name(&mut self, name: String) {
        self.inner.set_name(name);
    }

    /// The language of findings from now on.
    #[wasm_bindgen(js_name = setLocale)]
    pub fn set_locale(&mut self, locale: &str) {
        self.locale = Locale::of_tag(locale);
        self.told.forget();
    }

    /// The message as a recipient gets it, with `<!--cs:N-->` … `<!--/cs:N-->` around unit `N`.
    #[wasm_bindgen(unchecked_return_type = "Preview")]
    pub fn preview(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Recipient | undefined")] recipient: JsValue,
    ) -> Result<JsValue, JsValue> {
        self.recipient = from_js::<Option<Recipient>>(recipient, "recipient")?.unwrap_or_default();
        let preview = self.inner.preview(&self.recipient);
        self.shown.subject.clone_from(&preview.subject);
        self.shown.preheader.clone_from(&preview.preheader);
        self.shown.others.clone_from(&preview.others);
        Ok(to_js(&preview)?)
    }

    /// The units whose preview changed since it was last asked for; `null` where the whole has to be shown anew.
    #[wasm_bindgen(unchecked_return_type = "Patch[] | null")]
    pub fn patches(&mut self) -> Result<JsValue, JsValue> {
        Ok(to_js(&self.inner.patches())?)
    }

    /// Remembers a person's word on what a finding asks: who (`by`) and when (`now`, seconds).
    #[wasm_bindgen(unchecked_return_type = "Change & { attestations: Attestation[] }")]
    pub fn attest(&mut self, finding: usize, by: &str, now: f64) -> Result<JsValue, JsValue> {
        #[derive(Serialize)]
        struct Attested {
            attestations: Vec<Attestation>,
            #[serde(flatten)]
            change: Change,
        }
        let at = Timestamp::from_second(seconds(now)).unwrap_or_default();
        if !self.inner.attest(finding, by, at) {
            return Err(Refused::new("nothing-asked", "this finding asks for nobody's word".to_owned()).into());
        }
        let attestations = self.inner.draft().attestations.clone();
        let change = self.change(None)?;
        let report = change.report();
        Ok(answer(&Attested { attestations, change }, report)?)
    }

    /// What a fix would make of its slot.
    #[wasm_bindgen(unchecked_return_type = "Fixed")]
    pub fn fixed(&mut self, finding: usize, fix: usize) -> Result<JsValue, JsValue> {
        let fixed = self.inner.fixed(finding, fix);
        let (path, value) = fixed.map_err(|error| Refused::from_error(error.code(), &error))?;
        Ok(to_js(&Fixed { path, value })?)
    }

    /// Takes a fix.
    #[wasm_bindgen(js_name = applyFix, unchecked_return_type = "Change & Fixed")]
    pub fn apply_fix(&mut self, finding: usize, fix: usize) -> Result<JsValue, JsValue> {
        #[derive(Serialize)]
        struct Applied {
            #[serde(flatten)]
            fixed: Fixed,
            #[serde(flatten)]
            change: Change,
        }
        let applied = self.inner.apply_fix(finding, fix);
        let (path, value) = applied.map_err(|error| Refused::from_error(error.code(), &error))?;
        let change = self.change(Some(slots::id_of(&path)))?;
        let report = change.report();
        Ok(answer(&Applied { fixed: Fixed { path, value }, change }, report)?)
    }

    /// The digest of what the author sees.
    pub fn digest(&self) -> String {
        self.inner.digest()
    }

    /// The body that Braze would get, to look at: what is sent is made by the proxy, which adds `send_id`, the name that
    /// Braze counts the send under. Only of a draft that may go.
    #[wasm_bindgen(unchecked_return_type = "object")]
    pub fn payload(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Account")] account: JsValue,
        now: f64,
    ) -> Result<JsValue, JsValue> {
        let account: Account = from_js(account, "account")?;
        let approved = self.inner.approve().map_err(|report| {
            let found = report.findings().len();
            Refused::new("not-approved", format!("{found} findings; the draft may not go as it is"))
        })?;
        let body = payload::schedule_create(&approved, &account, None, seconds(now));
        Ok(to_js(&body.map_err(|error| Refused::from_error(error.code(), &error))?)?)
    }

    /// The body of `POST /v1/schedules`. `again`: although the same was sent a short while ago.
    pub fn submission(&self, again: bool) -> String {
        let submission = Submission::new(self.inner.draft().clone(), self.inner.digest(), self.locale);
        Submission { again, ..submission }.to_json()
    }
}

/// The text that a source names, where a position in it can be pointed at.
fn text_of<'a>(review: &'a engine::Review, source: &Source) -> Option<Cow<'a, str>> {
    match source {
        Source::Slot(path) => slots::get(&review.draft().slots, path).and_then(Value::as_str).map(Cow::Borrowed),
        Source::Template(part) => Part::named(part).and_then(|part| part.of(review.template())).map(Cow::Borrowed),
        Source::Draft(_) | Source::Group(_) | Source::Text => None,
    }
}
