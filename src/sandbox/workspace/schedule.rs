//! Schedules: what was asked for, when it is due, and what became of it.

use super::Workspace;
use super::channel::Wanted;
use super::content::{About, Content};
use super::filter::Filter;
use super::people::Number;
use super::track::id;
use crate::braze::Moment;
use jiff::civil::DateTime;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How far the first clock is ahead of UTC, and the last behind it: local times come from 14 hours before to 12 after.
const FIRST_ZONE: i64 = 14 * 3_600_000;

/// When a message goes.
#[derive(Clone, Copy, Debug)]
pub(in crate::sandbox) enum When {
    /// At this instant (milliseconds).
    At(i64),
    /// When it is this time on each person's own clock.
    Local(DateTime),
    /// On this day, at each person's best hour.
    Best(DateTime),
}

/// Where a schedule stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum State {
    Scheduled,
    Sending,
    Sent,
    Deleted,
}

impl State {
    pub(in crate::sandbox) const fn word(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Deleted => "deleted",
        }
    }
}

/// Whom a message goes to.
#[derive(Clone, Debug, Default)]
pub(in crate::sandbox) struct Recipients {
    /// People by name, and what the request called them.
    pub(in crate::sandbox) external_ids: Vec<String>,
    /// Label and name.
    pub(in crate::sandbox) aliases: Vec<(String, String)>,
    pub(in crate::sandbox) segment: Option<String>,
    pub(in crate::sandbox) audience: Option<Filter>,
}

/// A schedule.
#[derive(Debug)]
pub(in crate::sandbox) struct Schedule {
    pub(in crate::sandbox) id: String,
    pub(in crate::sandbox) dispatch_id: String,
    pub(in crate::sandbox) received: i64,
    /// From when on update and delete know it.
    pub(in crate::sandbox) visible: i64,
    /// The request, with what updates put in its place.
    pub(in crate::sandbox) body: Value,
    pub(in crate::sandbox) when: When,
    pub(in crate::sandbox) recipients: Recipients,
    pub(in crate::sandbox) campaign_id: Option<String>,
    pub(in crate::sandbox) send_id: Option<String>,
    pub(in crate::sandbox) override_limits: bool,
    pub(in crate::sandbox) wanted: Wanted,
    pub(in crate::sandbox) content: Arc<Content>,
    pub(in crate::sandbox) state: State,
    /// How often it was changed; what was timed for an older version is not done.
    pub(in crate::sandbox) version: u32,
    /// Sendings that still lie ahead.
    pub(super) ahead: usize,
    pub(in crate::sandbox) deliveries: Vec<u32>,
    /// Outcomes, counted.
    pub(in crate::sandbox) outcomes: BTreeMap<&'static str, u64>,
}

/// Why a schedule cannot be changed. Braze does not document what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum Fixed {
    /// No such id, or not yet, or deleted.
    Unknown,
    /// It has been sent, or is being sent.
    Begun,
}

impl When {
    /// Reads a `schedule` object that has passed the documentation.
    pub(in crate::sandbox) fn read(schedule: &Value) -> Option<Self> {
        let moment = Moment::iso(schedule.get("time")?.as_str()?)?;
        let flag = |name: &str| schedule.get(name).and_then(Value::as_bool).unwrap_or_default();
        if flag("at_optimal_time") {
            return Some(Self::Best(moment.wall));
        }
        if flag("in_local_time") {
            return Some(Self::Local(moment.wall));
        }
        let utc = || jiff::tz::Offset::UTC.to_timestamp(moment.wall).ok();
        Some(Self::At(moment.instant.or_else(utc)?.as_millisecond()))
    }

    /// From when on somebody may get it.
    pub(in crate::sandbox) fn begins(self) -> i64 {
        let utc = |wall: DateTime| {
            jiff::tz::Offset::UTC
                .to_timestamp(wall)
                .map_or(i64::MAX, |at| at.as_millisecond().saturating_sub(FIRST_ZONE))
        };
        match self {
            Self::At(instant) => instant,
            Self::Local(wall) => utc(wall),
            Self::Best(wall) => utc(wall.date().to_datetime(jiff::civil::Time::midnight())),
        }
    }
}

impl Recipients {
    fn read(body: &Map<String, Value>) -> Self {
        let list = |name: &str| body.get(name).and_then(Value::as_array).into_iter().flatten();
        let alias = |alias: &Value| {
            let text = |name: &str| alias.get(name).and_then(Value::as_str).map(str::to_owned);
            Some((text("alias_label")?, text("alias_name")?))
        };
        Self {
            external_ids: list("external_user_ids").filter_map(|value| id(Some(value))).collect(),
            aliases: list("user_aliases").filter_map(alias).collect(),
            segment: body.get("segment_id").and_then(Value::as_str).map(str::to_owned),
            audience: body.get("audience").filter(|audience| !audience.is_null()).and_then(|a| Filter::read(a).ok()),
        }
    }

    pub(in crate::sandbox) fn named(&self) -> bool {
        !self.external_ids.is_empty() || !self.aliases.is_empty()
    }
}

impl Workspace {
    /// Keeps a request of `POST /messages/schedule/create`; its place in the list.
    pub(in crate::sandbox) fn schedule(&mut self, body: Value, now: i64) -> Option<usize> {
        let members = body.as_object()?;
        let text = |name: &str| members.get(name).and_then(Value::as_str).map(str::to_owned);
        let when = When::read(members.get("schedule")?)?;
        let (id, dispatch_id) = (self.chance.uuid(), self.chance.hex());
        let delay = self.delay(self.settings.delays.schedules_ms);
        let schedule = Schedule {
            content: Arc::new(self.content(members, &dispatch_id)),
            received: now,
            visible: now.saturating_add(delay),
            when,
            recipients: Recipients::read(members),
            campaign_id: text("campaign_id"),
            send_id: text("send_id"),
            override_limits: members.get("override_messaging_limits").and_then(Value::as_bool).unwrap_or_default(),
            wanted: Wanted::of(text("recipient_subscription_state").as_deref()),
            state: State::Scheduled,
            version: 0,
            ahead: 0,
            deliveries: Vec::new(),
            outcomes: BTreeMap::new(),
            id,
            dispatch_id,
            body,
        };
        let place = self.schedules.len();
        self.by_id.insert(schedule.id.clone(), place);
        self.schedules.push(schedule);
        self.set_timer(place, now);
        Some(place)
    }

    /// Carries out `POST /messages/schedule/update`: a schedule and messages replace those before wholly.
    pub(in crate::sandbox) fn reschedule(&mut self, change: &Value, now: i64) -> Result<(), Fixed> {
        let place = self.changeable(change, now)?;
        let Some(schedule) = self.schedules.get_mut(place) else { return Err(Fixed::Unknown) };
        let Some(body) = schedule.body.as_object_mut() else { return Err(Fixed::Unknown) };
        for part in ["schedule", "messages"] {
            if let Some(new) = change.get(part).filter(|new| !new.is_null()) {
                body.insert(part.to_owned(), new.clone());
            }
        }
        let (body, dispatch_id) = (body.clone(), schedule.dispatch_id.clone());
        let content = Arc::new(self.content(&body, &dispatch_id));
        if let Some(schedule) = self.schedules.get_mut(place) {
            schedule.when = body.get("schedule").and_then(When::read).unwrap_or(schedule.when);
            schedule.content = content;
            schedule.version = schedule.version.saturating_add(1);
        }
        self.set_timer(place, now);
        Ok(())
    }

    /// Carries out `POST /messages/schedule/delete`. Whoever was not sent to yet is not sent to.
    pub(in crate::sandbox) fn unschedule(&mut self, asked: &Value, now: i64) -> Result<(), Fixed> {
        let place = self.known(asked, now).ok_or(Fixed::Unknown)?;
        match self.schedules.get_mut(place) {
            Some(schedule) if matches!(schedule.state, State::Scheduled | State::Sending) => {
                schedule.state = State::Deleted;
                schedule.version = schedule.version.saturating_add(1);
                Ok(())
            }
            Some(schedule) if schedule.state == State::Sent => Err(Fixed::Begun),
            _ => Err(Fixed::Unknown),
        }
    }

    fn known(&self, asked: &Value, now: i64) -> Option<usize> {
        let place = *self.by_id.get(asked.get("schedule_id")?.as_str()?)?;
        self.schedules.get(place).filter(|schedule| schedule.visible <= now).map(|_| place)
    }

    fn changeable(&self, asked: &Value, now: i64) -> Result<usize, Fixed> {
        let place = self.known(asked, now).ok_or(Fixed::Unknown)?;
        match self.schedules.get(place).map(|schedule| schedule.state) {
            Some(State::Scheduled) => Ok(place),
            Some(State::Sending | State::Sent) => Err(Fixed::Begun),
            _ => Err(Fixed::Unknown),
        }
    }

    fn content(&self, body: &Map<String, Value>, dispatch_id: &str) -> Content {
        let campaign_id = body.get("campaign_id").and_then(Value::as_str).unwrap_or_default();
        let name = self.settings.campaign(campaign_id).map(|campaign| campaign.name.clone());
        let about = About {
            campaign_id: campaign_id.to_owned(),
            campaign_name: name.unwrap_or_default(),
            dispatch_id: dispatch_id.to_owned(),
        };
        Content::read(body.get("messages").unwrap_or(&Value::Null), about)
    }

    /// The people of a schedule now, each once, and how many of those that it names are unknown.
    pub(in crate::sandbox) fn recipients(&self, recipients: &Recipients, now: i64) -> (Vec<Number>, usize) {
        let segment = recipients.segment.as_deref();
        let belongs = |number: &Number| {
            let Some(person) = self.people.get(*number) else { return false };
            segment.is_none_or(|id| self.is_in_segment(id, person, now))
                && recipients.audience.as_ref().is_none_or(|audience| audience.holds(person, now))
        };
        if !recipients.named() {
            return ((0..).take(self.people.len()).filter(belongs).collect(), 0);
        }
        let found = self.named(recipients);
        let unknown = found.iter().filter(|number| number.is_none()).count();
        let mut seen = std::collections::BTreeSet::new();
        let people = found.into_iter().flatten().filter(|number| seen.insert(*number)).filter(belongs).collect();
        (people, unknown)
    }

    /// How many of those whom it names are unknown now.
    pub(in crate::sandbox) fn unknown(&self, recipients: &Recipients) -> usize {
        self.named(recipients).into_iter().filter(Option::is_none).count()
    }

    fn named(&self, recipients: &Recipients) -> Vec<Option<Number>> {
        let by_id = recipients.external_ids.iter().map(|id| self.people.by_external_id(id));
        let by_alias = recipients.aliases.iter().map(|(label, name)| self.people.by_alias(label, name));
        by_id.chain(by_alias).collect()
    }
}
