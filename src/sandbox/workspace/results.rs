//! Results of sends: what people did with what they got, drawn from the seed, the same whenever it is asked; it grows in
//! the hours after a send, and is gone a fortnight later, as Braze's is.
//!
//! The shares are plausible, no more. Nobody's state changes by them: who “unsubscribes” here stays subscribed.

use super::channel::Channel;
use super::people::Number;
use super::segments::date;
use super::{Delivery, Outcome, Workspace};
use crate::sandbox::chance::{lot, share};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

const HOUR: f64 = 3_600_000.0;
const DAY: i64 = 86_400_000;

/// How long results are kept.
const KEPT: i64 = 14 * DAY;

/// What one person did with one message: when, in milliseconds after it was sent; `None`: never.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Deeds {
    bounced: bool,
    opened: Option<i64>,
    opens: u64,
    clicked: Option<i64>,
    unsubscribed: Option<i64>,
    spam: Option<i64>,
}

/// What is counted on one day of one variation.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    sent: u64,
    bounces: u64,
    opens: u64,
    unique_opens: u64,
    clicks: u64,
    unsubscribes: u64,
    spam: u64,
}

impl Deeds {
    fn of(seed: u64, schedule: u64, person: u64, channel: Channel) -> Self {
        let draw = |what: u64| share(lot(&[seed, what, schedule, person, channel as u64]));
        // Most of those who ever look do so within hours.
        let after = |what: u64, mean: f64| {
            #[expect(clippy::cast_possible_truncation, reason = "a few days in milliseconds")]
            let later = (-(1.0 - draw(what)).ln() * mean * HOUR).min(240.0 * HOUR) as i64;
            later
        };
        let (bounces, opens, clicks) = match channel {
            Channel::Email => (0.012, 0.34, 0.11),
            Channel::Sms | Channel::WhatsApp => (0.02, 0.0, 0.06),
            Channel::Webhook => (0.003, 0.0, 0.0),
            Channel::ContentCard => (0.0, 0.45, 0.12),
            _ => (0.03, 0.06, 0.5),
        };
        let mut deeds = Self { bounced: draw(1) < bounces, ..Self::default() };
        if deeds.bounced {
            return deeds;
        }
        let opened = (draw(2) < opens).then(|| after(3, 5.0));
        deeds.opened = opened;
        deeds.opens = if opened.is_some() { 1 + lot(&[seed, 4, schedule, person]) % 3 } else { 0 };
        // Text messages are clicked without being opened.
        let reads = opened.or((opens == 0.0).then(|| after(5, 2.0)));
        deeds.clicked = reads.filter(|_| draw(6) < clicks).map(|at| at.saturating_add(after(7, 0.05)));
        deeds.unsubscribed = reads.filter(|_| draw(8) < 0.006).map(|at| at.saturating_add(after(9, 0.1)));
        deeds.spam = opened.filter(|_| draw(10) < 0.0008).map(|at| at.saturating_add(after(11, 0.1)));
        deeds
    }
}

impl Tally {
    fn json(self, channel: Channel) -> Map<String, Value> {
        let delivered = self.sent.saturating_sub(self.bounces);
        let fields: Vec<(&str, u64)> = match channel {
            Channel::Email => vec![
                ("sent", self.sent),
                ("delivered", delivered),
                ("opens", self.opens),
                ("unique_opens", self.unique_opens),
                ("clicks", self.clicks),
                ("unique_clicks", self.clicks),
                ("unsubscribes", self.unsubscribes),
                ("bounces", self.bounces),
                ("reported_spam", self.spam),
            ],
            Channel::Sms => vec![
                ("sent", self.sent),
                ("sent_to_carrier", self.sent),
                ("delivered", delivered),
                ("rejected", 0),
                ("delivery_failed", self.bounces),
                ("clicks", self.clicks),
                ("opt_out", self.unsubscribes),
                ("help", 0),
            ],
            Channel::WhatsApp => {
                vec![("sent", self.sent), ("delivered", delivered), ("failed", self.bounces), ("read", self.clicks)]
            }
            Channel::Webhook => vec![("sent", self.sent), ("errors", self.bounces)],
            Channel::ContentCard => vec![
                ("sent", self.sent),
                ("total_impressions", self.opens),
                ("unique_impressions", self.unique_opens),
                ("total_clicks", self.clicks),
                ("unique_clicks", self.clicks),
                ("total_dismissals", self.unsubscribes),
                ("unique_dismissals", self.unsubscribes),
            ],
            _ => vec![
                ("sent", self.sent),
                ("delivered", delivered),
                ("undelivered", 0),
                ("delivery_failed", 0),
                ("direct_opens", self.unique_opens),
                ("total_opens", self.opens),
                ("bounces", self.bounces),
                ("body_clicks", self.clicks),
            ],
        };
        fields.into_iter().map(|(name, count)| (name.to_owned(), Value::from(count))).collect()
    }
}

/// What `messages` calls the statistics of a channel.
const fn named(channel: Channel) -> &'static str {
    match channel {
        Channel::ApplePush => "ios_push",
        Channel::ContentCard => "content_cards",
        other => other.word(),
    }
}

/// One day of a send.
#[derive(Default)]
struct Day {
    tallies: BTreeMap<(Channel, String), Tally>,
    people: BTreeSet<Number>,
}

impl Workspace {
    /// `GET /sends/data_series`
    pub(in crate::sandbox) fn send_series(&self, of: (&str, &str), length: u32, ending: i64, now: i64) -> Value {
        let last = ending.div_euclid(DAY);
        let first = last.saturating_sub(i64::from(length)).saturating_add(1);
        let mut days: BTreeMap<i64, Day> = (first..=last).map(|day| (day, Day::default())).collect();
        for delivery in self.sent_under(of, now) {
            self.add(delivery, now, &mut days);
        }
        let data: Vec<Value> = days
            .into_iter()
            .map(|(day, Day { tallies, people })| {
                let mut messages: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
                for ((channel, variation), tally) in tallies {
                    let mut fields = Map::new();
                    fields.insert("variation_name".to_owned(), Value::from(self.variation_name(of.0, &variation)));
                    fields.insert("variation_api_id".to_owned(), Value::from(variation));
                    fields.extend(tally.json(channel));
                    messages.entry(named(channel)).or_default().push(Value::Object(fields));
                }
                json!({
                    "time": date(day),
                    "messages": messages,
                    "conversions_by_send_time": 0,
                    "conversions": 0,
                    "unique_recipients": people.len(),
                    "revenue": 0.0,
                })
            })
            .collect();
        json!({ "data": data, "message": "success" })
    }

    /// What was sent under a send id and is not forgotten yet.
    fn sent_under(&self, (campaign, send): (&str, &str), now: i64) -> impl Iterator<Item = &Delivery> {
        let is = |value: &Option<String>, wanted: &str| value.as_deref() == Some(wanted);
        let schedules =
            self.schedules.iter().filter(move |one| is(&one.campaign_id, campaign) && is(&one.send_id, send));
        schedules
            .flat_map(|schedule| &schedule.deliveries)
            .filter_map(|place| self.deliveries.get(*place as usize))
            .filter(move |one| one.outcome == Outcome::Sent && now.saturating_sub(one.at) <= KEPT)
    }

    fn add(&self, delivery: &Delivery, now: i64, days: &mut BTreeMap<i64, Day>) {
        let Some(message) = delivery.content.messages.get(usize::from(delivery.message)) else { return };
        let (channel, variation) = (message.channel, message.variation().unwrap_or_default());
        let deeds = Deeds::of(self.settings.seed, u64::from(delivery.schedule), u64::from(delivery.person), channel);
        let mut on = |after: Option<i64>, count: &mut dyn FnMut(&mut Tally, &mut BTreeSet<Number>)| {
            let Some(at) = after.map(|after| delivery.at.saturating_add(after)).filter(|at| *at <= now) else { return };
            if let Some(day) = days.get_mut(&at.div_euclid(DAY)) {
                let tally = day.tallies.entry((channel, variation.to_owned())).or_default();
                count(tally, &mut day.people);
            }
        };
        let more = |count: &mut u64, by: u64| *count = count.saturating_add(by);
        on(Some(0), &mut |tally, people| {
            more(&mut tally.sent, 1);
            people.insert(delivery.person);
            if deeds.bounced {
                more(&mut tally.bounces, 1);
            }
        });
        on(deeds.opened, &mut |tally, _| {
            more(&mut tally.unique_opens, 1);
            more(&mut tally.opens, deeds.opens);
        });
        on(deeds.clicked, &mut |tally, _| more(&mut tally.clicks, 1));
        on(deeds.unsubscribed, &mut |tally, _| more(&mut tally.unsubscribes, 1));
        on(deeds.spam, &mut |tally, _| more(&mut tally.spam, 1));
    }

    pub(in crate::sandbox) fn variation_name(&self, campaign: &str, variation: &str) -> String {
        let known = self.settings.campaign(campaign);
        let known = known.and_then(|campaign| campaign.variations.iter().find(|known| known.id == variation));
        known.map(|known| known.name.clone()).filter(|name| !name.is_empty()).unwrap_or_else(|| "Variant 1".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_plausible_and_the_same_every_time() {
        let all: Vec<Deeds> = (0..10_000).map(|person| Deeds::of(7, 1, person, Channel::Email)).collect();
        let again: Vec<Deeds> = (0..10_000).map(|person| Deeds::of(7, 1, person, Channel::Email)).collect();
        assert_eq!(all, again);
        let count = |is: fn(&Deeds) -> bool| all.iter().filter(|deeds| is(deeds)).count();
        let opened = count(|deeds| deeds.opened.is_some());
        let clicked = count(|deeds| deeds.clicked.is_some());
        assert!((3_000..3_800).contains(&opened), "{opened}");
        assert!((250..500).contains(&clicked), "{clicked}");
        let backwards = |deeds: &Deeds| deeds.clicked.is_some() && deeds.clicked < deeds.opened;
        assert!(count(backwards) == 0, "nobody clicks before opening");
        assert!(count(|deeds| deeds.bounced && deeds.opened.is_some()) == 0);
        let early = count(|deeds| deeds.opened.is_some_and(|at| at < 5 * 3_600_000));
        assert!(early * 10 > opened * 5 && early * 10 < opened * 8, "most within hours: {early} of {opened}");
    }
}
