//! What happens when a message is due: who gets it, who does not, and why. This is the truth that tests ask for.

use super::channel::Unreached;
use super::content::{Content, moment};
use super::people::Number;
use super::profile::Profile;
use super::schedule::{State, When};
use super::{Timer, Workspace};
use crate::liquid::dates::zone;
use crate::liquid::eval::World;
use crate::sandbox::chance::{lot, share};
use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The most messages whose fate is kept; ours. With more, the stand-in says that it is full and sends no further.
const MOST_DELIVERIES: usize = 20_000_000;

/// What became of one message to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum Outcome {
    Sent,
    /// Liquid called it off, for this reason.
    Aborted(Arc<str>),
    /// Liquid asked for more than it may.
    Refused(Arc<str>),
    NoAddress,
    NotSubscribed,
    NotInGroup,
    Capped,
    /// The hour had passed where the person lives.
    HourPassed,
}

impl Outcome {
    pub(in crate::sandbox) const fn word(&self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Aborted(_) => "aborted",
            Self::Refused(_) => "liquid-refused",
            Self::NoAddress => "no-address",
            Self::NotSubscribed => "not-subscribed",
            Self::NotInGroup => "not-in-group",
            Self::Capped => "frequency-capped",
            Self::HourPassed => "hour-passed",
        }
    }

    /// The reason that Liquid gave.
    pub(in crate::sandbox) fn reason(&self) -> Option<&str> {
        match self {
            Self::Aborted(reason) | Self::Refused(reason) => Some(reason),
            _ => None,
        }
    }
}

/// One message to one person, with all that it takes to show it again.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct Delivery {
    pub(in crate::sandbox) schedule: u32,
    pub(in crate::sandbox) person: Number,
    /// The person as they were.
    pub(in crate::sandbox) profile: Arc<Profile>,
    pub(in crate::sandbox) content: Arc<Content>,
    /// Which of the messages.
    pub(in crate::sandbox) message: u8,
    pub(in crate::sandbox) at: i64,
    pub(in crate::sandbox) outcome: Outcome,
}

/// People to whom a message goes at one instant, and how far that has got.
#[derive(Debug)]
pub(super) struct Wave {
    schedule: usize,
    content: Arc<Content>,
    at: i64,
    passed: bool,
    people: Vec<(Number, Arc<Profile>)>,
    done: usize,
}

impl Workspace {
    /// Sets the clock for a schedule's next version.
    pub(super) fn set_timer(&mut self, place: usize, now: i64) {
        if let Some(schedule) = self.schedules.get(place) {
            let due = schedule.when.begins().max(now);
            let version = schedule.version;
            self.timer(due, Timer::Due { schedule: place, version });
        }
    }

    /// A schedule is due: its audience is looked up now, and everybody's own time worked out.
    pub(super) fn due(&mut self, place: usize, version: u32, now: i64) {
        let Some(schedule) = self.schedules.get(place) else { return };
        if schedule.version != version || schedule.state != State::Scheduled {
            return;
        }
        let when = schedule.when;
        let (people, _) = self.recipients(&schedule.recipients, now);
        let mut times: BTreeMap<i64, Vec<Number>> = BTreeMap::new();
        match when {
            When::At(_) => {
                times.insert(now, people);
            }
            When::Local(wall) | When::Best(wall) => {
                let mut zones = Zones::new(self.settings.time_zone.as_deref());
                for number in people {
                    let Some(person) = self.people.get(number) else { continue };
                    let zone = zones.of(person);
                    let wall = if matches!(when, When::Best(_)) { self.best(wall, person) } else { wall };
                    times.entry(instant(wall, zone)).or_default().push(number);
                }
            }
        }
        if let Some(schedule) = self.schedules.get_mut(place) {
            schedule.state = State::Sending;
            schedule.ahead = times.len();
        }
        for (at, people) in times {
            self.timer(at.max(now), Timer::Wave { schedule: place, version, people, passed: at < now });
        }
        self.finish(place);
    }

    /// The time of a sending has come: who still belongs gets it.
    pub(super) fn wave(&mut self, place: usize, version: u32, people: Vec<Number>, passed: bool, now: i64) {
        let Some(schedule) = self.schedules.get_mut(place) else { return };
        schedule.ahead = schedule.ahead.saturating_sub(1);
        if schedule.version == version && schedule.state == State::Sending {
            let content = Arc::clone(&schedule.content);
            let profile = |number: Number| Some((number, Arc::clone(self.people.get(number)?)));
            let people: Vec<_> = people.into_iter().filter_map(profile).collect();
            self.waves.push_back(Wave { schedule: place, content, at: now, passed, people, done: 0 });
        }
        self.finish(place);
    }

    fn finish(&mut self, place: usize) {
        if let Some(schedule) = self.schedules.get_mut(place)
            && schedule.state == State::Sending
            && schedule.ahead == 0
        {
            schedule.state = State::Sent;
        }
    }

    /// Works out the fate of at most so many messages that are due; whether some are left.
    pub(in crate::sandbox) fn settle(&mut self, most: usize) -> bool {
        let mut world = self.world.clone();
        let mut left = most;
        while left > 0
            && let Some(mut wave) = self.waves.pop_front()
        {
            world.now = moment(wave.at);
            while left > 0
                && let Some((person, profile)) = wave.people.get(wave.done).cloned()
            {
                wave.done = wave.done.saturating_add(1);
                left = left.saturating_sub(1);
                for message in 0..wave.content.messages.len() {
                    self.deliver(&wave, message, person, &profile, &mut world);
                }
            }
            if wave.done < wave.people.len() {
                self.waves.push_front(wave);
            }
        }
        !self.waves.is_empty()
    }

    fn deliver(&mut self, wave: &Wave, message: usize, person: Number, profile: &Arc<Profile>, world: &mut World) {
        if self.deliveries.len() >= MOST_DELIVERIES {
            return;
        }
        let outcome = if wave.passed {
            Outcome::HourPassed
        } else {
            world.random = self.draw(wave.schedule, person);
            self.outcome(wave.schedule, &wave.content, message, (person, profile), wave.at, world)
        };
        let place = u32::try_from(self.deliveries.len()).unwrap_or(u32::MAX);
        self.inboxes.entry(person).or_default().push(place);
        if let Some(schedule) = self.schedules.get_mut(wave.schedule) {
            schedule.deliveries.push(place);
            let count = schedule.outcomes.entry(outcome.word()).or_default();
            *count = count.saturating_add(1);
        }
        self.deliveries.push(Delivery {
            schedule: u32::try_from(wave.schedule).unwrap_or(u32::MAX),
            person,
            profile: Arc::clone(profile),
            content: Arc::clone(&wave.content),
            message: u8::try_from(message).unwrap_or(u8::MAX),
            at: wave.at,
            outcome,
        });
    }

    /// What `random` draws for this person in this message.
    pub(in crate::sandbox) fn draw(&self, schedule: usize, person: Number) -> f64 {
        share(lot(&[self.settings.seed, 0xd4a3, schedule as u64, u64::from(person)]))
    }

    /// What would become of a message to a person at this time.
    pub(in crate::sandbox) fn outcome(
        &self,
        place: usize,
        content: &Content,
        message: usize,
        (number, person): (Number, &Profile),
        at: i64,
        world: &World,
    ) -> Outcome {
        let (Some(schedule), Some(message)) = (self.schedules.get(place), content.messages.get(message)) else {
            return Outcome::NoAddress;
        };
        match message.channel.reach(person, &message.json, schedule.wanted, &self.settings) {
            Err(Unreached::NoAddress) => return Outcome::NoAddress,
            Err(Unreached::NotSubscribed) => return Outcome::NotSubscribed,
            Err(Unreached::NotInGroup) => return Outcome::NotInGroup,
            Ok(()) => {}
        }
        if !schedule.override_limits && self.is_capped(number, message.channel, at) {
            return Outcome::Capped;
        }
        let shown = content.show(message, person, world);
        match (shown.aborted, shown.refused) {
            (Some(reason), _) => Outcome::Aborted(Arc::from(reason)),
            (_, Some(reason)) => Outcome::Refused(Arc::from(reason)),
            _ => Outcome::Sent,
        }
    }

    /// The time of this day at which a person reads most: an hour between eight in the morning and ten at night, the
    /// same for a person every day.
    fn best(&self, day: DateTime, person: &Profile) -> DateTime {
        let bucket = u64::try_from(person.bucket()).unwrap_or_default();
        let lot = lot(&[self.settings.seed, 0xbe57, bucket, person.braze_id.len() as u64]);
        let hour = i8::try_from(8 + lot % 14).unwrap_or(12);
        let minute = i8::try_from((lot >> 8) % 12 * 5).unwrap_or_default();
        day.date().to_datetime(Time::new(hour, minute, 0, 0).unwrap_or(Time::midnight()))
    }
}

/// The zones of people, each read once.
struct Zones {
    company: TimeZone,
    known: HashMap<String, TimeZone>,
}

impl Zones {
    fn new(company: Option<&str>) -> Self {
        Self { company: company.and_then(zone).unwrap_or(TimeZone::UTC), known: HashMap::new() }
    }

    /// The zone of a person; the company's where none is known.
    fn of(&mut self, person: &Profile) -> &TimeZone {
        let Some(name) = person.fields.text("time_zone") else { return &self.company };
        if !self.known.contains_key(name) {
            let found = zone(name).unwrap_or_else(|| self.company.clone());
            self.known.insert(name.to_owned(), found);
        }
        self.known.get(name).unwrap_or(&self.company)
    }
}

/// When it is this time in a zone (milliseconds).
fn instant(wall: DateTime, zone: &TimeZone) -> i64 {
    zone.to_ambiguous_timestamp(wall).compatible().map_or(i64::MAX, |at| at.as_millisecond())
}
