//! Results: each send has a name of its own under which Braze counts it; what was counted is pulled and kept.
//!
//! Braze gives out 100 names a day and keeps what it counted for 14 days. Past that many sends a day, those of a day
//! share a name; past 14 days, what the ledger has is all there is. A send goes off without a name rather than not at
//! all.

use super::ledger::{Intent, LedgerError};
use super::{Event, Proxy};
use crate::braze::{
    Outcome, RESULTS_KEPT_DAYS, SEND_IDS_A_DAY, ScheduleCreate, SendDay, SendIdCreate, SendsDataSeries,
};
use crate::transport::{Rates, ResultsView, SendState};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Seconds in a day.
const DAY: i64 = 24 * 3600;

/// How many names are given to single sends in 24 hours. The rest is for the names of days and for whoever else makes
/// names in the workspace.
const OWN_NAMES: usize = SEND_IDS_A_DAY - 10;

/// How the name of a day begins.
const OF_A_DAY: &str = "day-";

/// How long results are good for, in seconds, when somebody looks at them.
const FRESH: i64 = 600;

/// How long results are good for, in seconds, once two days have passed and little is added.
const SETTLED: i64 = 6 * 3600;

/// How far ahead of its sending a message may have been taken, in days: so far back the ledger is looked through.
const AHEAD: i64 = 366;

/// What the ledger says of how Braze counts a send.
struct Counting {
    name: String,
    campaign: String,
    /// The variations of the group, where the send shares its name with others.
    variations: Vec<String>,
    /// When it goes.
    time: i64,
}

impl Counting {
    /// `None` where Braze does not count it.
    fn of(intent: &Intent) -> Option<Self> {
        let payload: ScheduleCreate = serde_json::from_str(&intent.payload).ok()?;
        let messages = serde_json::to_value(payload.messages?).ok()?;
        let variation = |message: &serde_json::Value| Some(message.get("message_variation_id")?.as_str()?.to_owned());
        Some(Self {
            name: payload.send_id?,
            campaign: payload.campaign_id?,
            variations: messages.as_object()?.values().filter_map(variation).collect(),
            time: intent.view.time.parse::<Timestamp>().ok()?.as_second(),
        })
    }

    /// Whether Braze may know more than the ledger, which asked it last at `pulled`.
    const fn is_due(&self, pulled: i64, now: i64) -> bool {
        let age = now.saturating_sub(self.time);
        let good = if age < 2 * DAY { FRESH } else { SETTLED };
        age >= 0 && age <= RESULTS_KEPT_DAYS * DAY && now.saturating_sub(pulled) >= good
    }

    fn is_shared(&self) -> bool {
        self.name.starts_with(OF_A_DAY)
    }

    /// The counts of all days together, by channel.
    fn totals(&self, days: &[SendDay]) -> BTreeMap<String, BTreeMap<String, u64>> {
        let mut totals: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
        for (channel, stats) in days.iter().flat_map(|day| &day.messages) {
            let others = |id: &str| {
                self.is_shared() && !self.variations.is_empty() && !self.variations.iter().any(|own| own == id)
            };
            for stats in stats.iter().filter(|stats| !stats.variation().is_some_and(others)) {
                for (name, count) in &stats.0 {
                    if let Some(count) = count.as_u64() {
                        let sum = totals.entry(channel.clone()).or_default().entry(name.clone()).or_default();
                        *sum = sum.saturating_add(count);
                    }
                }
            }
        }
        totals
    }
}

impl Proxy {
    /// A name under which Braze counts a send: `own`, or the one of the day. `None` where Braze gives none.
    pub(super) async fn send_name(&self, own: &str) -> Option<String> {
        let now = self.now();
        let given = self.0.ledger.named_since(now.saturating_sub(DAY)).await.ok()?;
        let day = format!("{OF_A_DAY}{}", Timestamp::from_second(now).ok()?.to_string().get(..10)?);
        let first = if usize::try_from(given).is_ok_and(|given| given < OWN_NAMES) { own } else { &day };
        match self.ask_for_name(first, now).await {
            Some(name) => Some(name),
            None if first == day => None,
            None => self.ask_for_name(&day, now).await,
        }
    }

    async fn ask_for_name(&self, name: &str, now: i64) -> Option<String> {
        if self.0.ledger.is_named(name).await.ok()? {
            return Some(name.to_owned());
        }
        let wish = SendIdCreate { campaign_id: self.0.account.campaign_id.clone(), send_id: Some(name.to_owned()) };
        match self.0.braze.call(&wish, now).await.outcome {
            Outcome::Applied { value, .. } => {
                self.0.ledger.named(&value.send_id, now).await.ok()?;
                Some(value.send_id)
            }
            Outcome::NotApplied { message }
            | Outcome::Rejected { message }
            | Outcome::KeyRefused { message }
            | Outcome::Ambiguous { message } => {
                self.0.log.write(&Event::new("send-name", now).text("name", name).text("message", message.as_str()));
                None
            }
        }
    }

    /// What became of a send; Braze is asked where it may know more than the ledger.
    pub(super) async fn results(&self, intent: &Intent) -> Result<ResultsView, LedgerError> {
        let Some(counting) = Counting::of(intent).filter(|_| intent.view.state == SendState::Confirmed) else {
            return Ok(ResultsView::default());
        };
        self.pull(&counting).await?;
        let as_of = Some(self.0.ledger.pulled(&counting.name).await?).filter(|at| *at > 0);
        let channels = counting.totals(&self.0.ledger.results(&counting.name).await?);
        let usual = self.usual(&intent.view.group, &counting.name).await?;
        Ok(ResultsView { counted: true, shared: counting.is_shared(), as_of, channels, usual })
    }

    /// Pulls what Braze knows more of than the ledger, for every group's sends. Called now and then.
    pub async fn pull_results(&self) {
        if let Err(error) = self.pull_all().await {
            self.0.log.write(&Event::new("results", self.now()).text("message", &error.to_string()));
        }
    }

    async fn pull_all(&self) -> Result<(), LedgerError> {
        let since = self.now().saturating_sub((AHEAD + RESULTS_KEPT_DAYS) * DAY);
        for counting in self.0.ledger.confirmed_since(since).await?.iter().filter_map(Counting::of) {
            self.pull(&counting).await?;
        }
        Ok(())
    }

    async fn pull(&self, counting: &Counting) -> Result<(), LedgerError> {
        let now = self.now();
        if !counting.is_due(self.0.ledger.pulled(&counting.name).await?, now) {
            return Ok(());
        }
        let wish = SendsDataSeries {
            campaign_id: counting.campaign.clone(),
            send_id: counting.name.clone(),
            length: RESULTS_KEPT_DAYS,
            ending_at: None,
        };
        match self.0.braze.call(&wish, now).await.outcome {
            Outcome::Applied { value, .. } => self.0.ledger.keep_results(&counting.name, &value.data, now).await,
            // What is there stays; it is asked again the next time.
            _ => Ok(()),
        }
    }

    /// What is usual for a group's other sends, by channel, from what the ledger has.
    async fn usual(&self, group: &str, but: &str) -> Result<BTreeMap<String, Rates>, LedgerError> {
        let since = self.now().saturating_sub(AHEAD * DAY);
        let mut all: BTreeMap<String, Vec<Rates>> = BTreeMap::new();
        let sends = self.0.ledger.confirmed_since(since).await?;
        let counted = sends.iter().filter(|intent| intent.view.group == group).filter_map(Counting::of);
        for counting in counted.filter(|counting| counting.name != but && !counting.is_shared()) {
            for (channel, counts) in counting.totals(&self.0.ledger.results(&counting.name).await?) {
                all.entry(channel).or_default().push(Rates::of(&counts));
            }
        }
        Ok(all.into_iter().map(|(channel, rates)| (channel, Rates::middle(&rates))).collect())
    }
}
