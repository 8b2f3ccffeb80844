//! The workspace as it goes on: people, schedules, what became of each message. It knows no sockets and no clock: time
//! is passed in, and what is due by then happens then, in order.
//!
//! ```text
//! track ─▶ (a delay) ─▶ people ─┐
//! schedule ─▶ (its time) ───────┴─▶ audience ─▶ waves by each person's clock ─▶ deliveries ─▶ inboxes, results
//! ```

mod attribute;
mod caps;
mod channel;
mod content;
mod deliver;
mod export;
mod filter;
mod people;
mod profile;
mod results;
mod schedule;
mod segments;
mod track;

pub(super) use channel::Channel;
pub(super) use content::{Shown, moment};
pub(super) use deliver::{Delivery, Outcome};
pub(super) use filter::Filter;
pub(super) use people::{Number, People};
pub(super) use profile::{instant, is_field};
pub(super) use schedule::{Fixed, Schedule, State};
pub(super) use track::id;

use super::chance::Chance;
use super::settings::Settings;
use crate::liquid::eval::World;
use deliver::Wave;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

/// What was written with one request of `POST /users/track`, and waits to be seen.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) attributes: Vec<Value>,
    pub(super) events: Vec<Value>,
    pub(super) purchases: Vec<Value>,
}

/// What will happen.
#[derive(Debug)]
enum Timer {
    /// What was written is seen.
    Seen(Written),
    /// A schedule begins.
    Due { schedule: usize, version: u32 },
    /// Some of its people are sent to.
    Wave { schedule: usize, version: u32, people: Vec<Number>, passed: bool },
}

/// A workspace.
#[derive(Debug)]
pub(super) struct Workspace {
    pub(super) settings: Settings,
    pub(super) people: People,
    pub(super) schedules: Vec<Schedule>,
    pub(super) deliveries: Vec<Delivery>,
    /// When it began (milliseconds).
    pub(super) began: i64,
    pub(super) chance: Chance,
    pub(super) world: World,
    filters: BTreeMap<String, Filter>,
    by_id: HashMap<String, usize>,
    inboxes: HashMap<Number, Vec<u32>>,
    send_ids: BTreeSet<(String, String)>,
    timers: BTreeMap<(i64, u64), Timer>,
    timed: u64,
    waves: VecDeque<Wave>,
}

impl Workspace {
    /// A workspace that begins now; the reason where a segment's filter is none.
    pub(super) fn new(mut settings: Settings, now: i64) -> Result<Self, String> {
        let mut filters = BTreeMap::new();
        for segment in &settings.segments {
            if let Some(filter) = &segment.filter {
                let read = Filter::read(filter).map_err(|why| format!("segment {}: filter: {why}", segment.id))?;
                filters.insert(segment.id.clone(), read);
            }
        }
        let first = Written {
            attributes: std::mem::take(&mut settings.users),
            events: std::mem::take(&mut settings.events),
            purchases: std::mem::take(&mut settings.purchases),
        };
        let mut workspace = Self {
            people: People::new(settings.seed),
            schedules: Vec::new(),
            deliveries: Vec::new(),
            began: now,
            chance: Chance::new(settings.seed),
            world: settings.world(),
            filters,
            by_id: HashMap::new(),
            inboxes: HashMap::new(),
            send_ids: BTreeSet::new(),
            timers: BTreeMap::new(),
            timed: 0,
            waves: VecDeque::new(),
            settings,
        };
        workspace.see(&first, now);
        Ok(workspace)
    }

    /// Lets happen what is due by now.
    pub(super) fn advance(&mut self, now: i64) {
        while let Some(first) = self.timers.first_entry().filter(|first| first.key().0 <= now) {
            let ((at, _), timer) = first.remove_entry();
            match timer {
                Timer::Seen(written) => self.see(&written, at),
                Timer::Due { schedule, version } => self.due(schedule, version, at),
                Timer::Wave { schedule, version, people, passed } => self.wave(schedule, version, people, passed, at),
            }
        }
    }

    /// Takes what was written; it is seen a little later.
    pub(super) fn write(&mut self, written: Written, now: i64) {
        let at = now.saturating_add(self.delay(self.settings.delays.profiles_ms));
        self.timer(at, Timer::Seen(written));
    }

    /// Attributes first, then events, then purchases, as Braze does within a request.
    pub(super) fn see(&mut self, written: &Written, now: i64) {
        written.attributes.iter().for_each(|object| self.people.set_attributes(object, now));
        written.events.iter().for_each(|object| self.people.count_event(object, now));
        written.purchases.iter().for_each(|object| self.people.count_purchase(object, now));
    }

    /// Keeps the name of a send.
    pub(super) fn keep_send_id(&mut self, campaign: &str, send: &str) {
        self.send_ids.insert((campaign.to_owned(), send.to_owned()));
    }

    pub(super) fn knows_send_id(&self, campaign: &str, send: &str) -> bool {
        self.send_ids.contains(&(campaign.to_owned(), send.to_owned()))
    }

    /// The messages of a person, oldest first.
    pub(super) fn inbox(&self, person: Number) -> impl DoubleEndedIterator<Item = &Delivery> {
        let places = self.inboxes.get(&person).into_iter().flatten();
        places.filter_map(|place| self.deliveries.get(*place as usize))
    }

    pub(super) fn schedule_of(&self, id: &str) -> Option<(usize, &Schedule)> {
        let place = *self.by_id.get(id)?;
        Some((place, self.schedules.get(place)?))
    }

    /// The message as the person got it.
    pub(super) fn show(&self, delivery: &Delivery) -> Option<(Channel, Shown)> {
        let message = delivery.content.messages.get(usize::from(delivery.message))?;
        let mut world = self.world.clone();
        world.now = moment(delivery.at);
        world.random = self.draw(delivery.schedule as usize, delivery.person);
        Some((message.channel, delivery.content.show(message, &delivery.profile, &world)))
    }

    /// What somebody would get if it were sent now.
    pub(super) fn foresee(&self, place: usize, person: Number, now: i64) -> Vec<(Channel, Outcome, Shown)> {
        let (Some(schedule), Some(profile)) = (self.schedules.get(place), self.people.get(person)) else {
            return Vec::new();
        };
        let mut world = self.world.clone();
        world.now = moment(now);
        world.random = self.draw(place, person);
        let content = &schedule.content;
        let one = |(at, message): (usize, &content::Message)| {
            let outcome = self.outcome(place, content, at, (person, profile), now, &world);
            (message.channel, outcome, content.show(message, profile, &world))
        };
        content.messages.iter().enumerate().map(one).collect()
    }

    /// When the next message is due.
    pub(super) fn next_due(&self) -> Option<i64> {
        let current = |schedule: usize, version: u32| {
            let known = self.schedules.get(schedule);
            known.is_some_and(|known| known.version == version && known.state != State::Deleted)
        };
        let next = self.timers.iter().find(|(_, timer)| match timer {
            Timer::Seen(_) => false,
            Timer::Due { schedule, version } | Timer::Wave { schedule, version, .. } => current(*schedule, *version),
        });
        next.map(|((at, _), _)| *at)
    }

    /// Forgets every schedule and every message.
    pub(super) fn forget(&mut self) {
        self.schedules.clear();
        self.deliveries.clear();
        self.by_id.clear();
        self.inboxes.clear();
        self.waves.clear();
        self.timers.retain(|_, timer| matches!(timer, Timer::Seen(_)));
    }

    fn timer(&mut self, at: i64, timer: Timer) {
        self.timed = self.timed.saturating_add(1);
        self.timers.insert((at, self.timed), timer);
    }

    fn delay(&mut self, (least, most): (u32, u32)) -> i64 {
        self.chance.between(i64::from(least), i64::from(most.max(least)))
    }
}
