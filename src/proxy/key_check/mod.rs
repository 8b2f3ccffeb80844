//! Whether a key, a campaign and its variations fit, asked of Braze by calls that change nothing or clean up behind
//! themselves.
//!
//! In: a client, what the proxy would send with, the clock and a name that nobody has. Out: [`Finding`]s, each with what
//! to do where something is wrong. Messages are scheduled a week ahead, to a user whom nobody knows, with a text that
//! calls itself off, and taken back at once.

mod finding;
mod kind;
mod texts;

pub use finding::{Finding, State};
pub use kind::{Kind, Variation};

use super::BrazeClient;
use crate::braze::{
    Attributes, Created, Done, Endpoint, Outcome, PushToken, Request, ScheduleCreate, ScheduleDelete, ScheduleUpdate,
    SegmentsDataSeries, SegmentsDetails, SegmentsListQuery, SendIdCreate, SendsDataSeries, UserId, UsersExportIds,
    UsersTrack, When,
};
use crate::payload::Account;
use kind::With;
use std::collections::BTreeMap;
use std::time::Duration;

/// The most variations of a kind that are tried: two calls each.
const MOST_VARIATIONS: usize = 500;

/// How far ahead a message is scheduled that is taken back at once.
const A_WEEK: i64 = 7 * 86_400;

/// How far ahead Braze must take a message.
const FAR: i64 = (crate::braze::MAX_AHEAD_DAYS - 1) * 86_400;

/// How often Braze is asked to take a schedule back, and how long it is left alone in between: a new id is known within
/// 100 ms as a rule.
const TRIES: usize = 10;
const BETWEEN: Duration = Duration::from_millis(200);

/// What is asked about.
#[derive(Clone, Copy)]
pub struct KeyCheck<'a> {
    /// Braze, with the key.
    pub braze: &'a BrazeClient,
    /// App and campaign.
    pub account: &'a Account,
    /// The variations, each with the groups that have it.
    pub variations: &'a BTreeMap<Variation, Vec<String>>,
    /// The segments that groups address.
    pub segments: &'a [String],
    /// A sender: `Display Name <user@example.com>`.
    pub from: &'a str,
    /// The clock (Unix seconds).
    pub now: i64,
    /// A name that nobody has.
    pub nobody: &'a str,
}

/// What came of a call, for what follows.
struct Asked<T> {
    status: u16,
    outcome: Outcome<T>,
}

impl KeyCheck<'_> {
    /// Asks all there is to ask. Where the key itself is refused, only that is told.
    pub async fn run(self) -> Vec<Finding> {
        let mut found = Vec::new();
        let list = self.braze.call(&SegmentsListQuery::default(), self.now).await;
        if let Some(finding) = finding::of_the_key(list.status, &list.outcome) {
            found.push(finding);
            return found;
        }
        found.push(Finding::fine("key", texts::KEY_TAKEN));
        found.push(finding::of_the_budget(&list.rate_limit));
        found.push(finding::of_a_permission(Endpoint::SegmentsList, &list.outcome));
        let known: Option<Vec<String>> =
            list.outcome.value().map(|list| list.segments.into_iter().map(|one| one.id).collect());
        self.readings(known.as_deref(), &mut found).await;
        self.users(&mut found).await;
        self.schedules(&mut found).await;
        finding::all_denied(&mut found);
        found
    }

    async fn ask<R: Request>(self, request: &R) -> Asked<R::Answer> {
        let called = self.braze.call(request, self.now).await;
        Asked { status: called.status, outcome: called.outcome }
    }

    /// Segments and results: nothing but reading.
    async fn readings(self, known: Option<&[String]>, found: &mut Vec<Finding>) {
        for id in self.segments {
            if known.is_some_and(|known| !known.contains(id)) {
                found.push(Finding::wrong("segment", texts::NO_SEGMENT, texts::SEGMENT_DO).with("id", id));
            }
        }
        let segment_id = known.and_then(|known| known.first()).map_or(self.nobody, String::as_str).to_owned();
        let details = self.ask(&SegmentsDetails { segment_id: segment_id.clone() }).await;
        found.push(finding::of_a_permission(Endpoint::SegmentsDetails, &details.outcome));
        let series = self.ask(&SegmentsDataSeries { segment_id, length: 1, ending_at: None }).await;
        found.push(finding::of_a_permission(Endpoint::SegmentsDataSeries, &series.outcome));
        let (campaign_id, send_id) = (self.account.campaign_id.clone(), self.nobody.to_owned());
        let results = self.ask(&SendsDataSeries { campaign_id, send_id, length: 1, ending_at: None }).await;
        found.push(finding::of_a_permission(Endpoint::SendsDataSeries, &results.outcome));
    }

    /// A user whom nobody knows is asked for and not made; a send of a campaign that there is not is not named.
    async fn users(self, found: &mut Vec<Finding>) {
        let nobody = || UserId::from(self.nobody);
        let ids = UsersExportIds { external_ids: Some(vec![nobody()]), ..UsersExportIds::default() };
        let ids = UsersExportIds { fields_to_export: Some(vec![crate::braze::ExportField::ExternalId]), ..ids };
        found.push(finding::of_a_permission(Endpoint::UsersExportIds, &self.ask(&ids).await.outcome));
        let mut user =
            Attributes { external_id: Some(nobody()), update_existing_only: Some(true), ..Attributes::default() };
        // Braze names an app that it does not know, though there is nobody to whom the token could belong.
        let token = PushToken { app_id: self.app().to_owned(), token: self.nobody.to_owned(), device_id: None };
        user.values.insert("push_tokens".to_owned(), serde_json::json!([token]));
        let tracked = self.ask(&UsersTrack { attributes: Some(vec![user]), ..UsersTrack::default() }).await;
        found.push(finding::of_a_permission(Endpoint::UsersTrack, &tracked.outcome));
        if !self.account.app_id.is_empty() {
            found.push(finding::of_the_app(&self.account.app_id, &tracked.outcome));
        }
        let send = SendIdCreate { campaign_id: self.nobody.to_owned(), send_id: Some(self.nobody.to_owned()) };
        found.push(finding::of_a_permission(Endpoint::SendIdCreate, &self.ask(&send).await.outcome));
    }

    /// Schedules that are taken back at once.
    async fn schedules(self, found: &mut Vec<Finding>) {
        // What Braze does with schedules is seen with an e-mail.
        let first = self.variations.iter().next().filter(|(variation, _)| variation.kind == Kind::Email);
        let email = first.map(|(variation, _)| variation);
        let created = self.ask(&self.inert(email, A_WEEK)).await;
        found.push(finding::of_a_permission(Endpoint::ScheduleCreate, &created.outcome));
        if let Some((variation, groups)) = first {
            found.extend(finding::of_a_variation(&self.account.campaign_id, variation, groups, &created.outcome));
        }
        match &created.outcome {
            Outcome::Applied { value: Created { schedule_id, .. }, .. } => self.one_schedule(schedule_id, found).await,
            _ => self.no_schedule(found).await,
        }
        if matches!(created.outcome, Outcome::KeyRefused { .. }) {
            return;
        }
        for kind in Kind::ALL {
            self.variations_of(kind, email, found).await;
        }
        let far = self.ask(&self.inert(email, FAR)).await;
        found.push(match &far.outcome {
            Outcome::Applied { .. } => Finding::fine("assumption", texts::FAR_TAKEN),
            Outcome::Rejected { message } => {
                Finding::wrong("assumption", texts::FAR_REFUSED, texts::FAR_DO).said(message)
            }
            _ => Finding::open("assumption", texts::FAR_OPEN),
        });
        self.clean_up(far.outcome, found).await;
    }

    /// The variations of a kind, but the one that was tried already.
    async fn variations_of(self, kind: Kind, tried: Option<&Variation>, found: &mut Vec<Finding>) {
        let of_kind = || self.variations.iter().filter(|(variation, _)| variation.kind == kind);
        for (variation, groups) in of_kind().take(MOST_VARIATIONS).filter(|(one, _)| Some(*one) != tried) {
            let campaign = &self.account.campaign_id;
            if kind.has_numbers() && variation.numbers.is_none() {
                found.push(finding::of_no_numbers(campaign, variation, groups));
                continue;
            }
            let created = self.ask(&self.inert(Some(variation), A_WEEK)).await;
            found.extend(finding::of_a_variation(campaign, variation, groups, &created.outcome));
            self.clean_up(created.outcome, found).await;
        }
        if of_kind().count() > MOST_VARIATIONS {
            found.push(Finding::open("variations", texts::MORE_VARIATIONS).of(kind).with("most", MOST_VARIATIONS));
        }
    }

    /// What can be done with a schedule that was made just now.
    async fn one_schedule(self, schedule_id: &str, found: &mut Vec<Finding>) {
        found.push(Finding::fine("assumption", texts::ABORT_TAKEN));
        let id = || schedule_id.to_owned();
        let later = || ScheduleUpdate {
            schedule_id: id(),
            schedule: Some(When { time: clock(self.now.saturating_add(A_WEEK + 3600)), ..When::default() }),
            messages: None,
        };
        let updated = self.ask(&later()).await;
        found.push(finding::of_a_permission(Endpoint::ScheduleUpdate, &updated.outcome));
        found.push(match &updated.outcome {
            Outcome::Applied { .. } => Finding::fine("assumption", texts::UPDATED_AT_ONCE),
            Outcome::Rejected { message } => {
                Finding::wrong("assumption", texts::NOT_UPDATED_AT_ONCE, texts::NOT_UPDATED_DO).said(message)
            }
            _ => Finding::open("assumption", texts::UPDATE_OPEN),
        });
        let deleted = self.take_back(schedule_id).await;
        found.push(finding::of_a_permission(Endpoint::ScheduleDelete, &deleted.outcome));
        if !matches!(deleted.outcome, Outcome::Applied { .. }) {
            found.push(Finding::wrong("left", texts::LEFT, texts::LEFT_DO).with("id", schedule_id));
            return;
        }
        let gone = self.ask(&later()).await;
        found.push(match gone.outcome {
            Outcome::Applied { .. } => Finding::wrong("assumption", texts::GONE_UPDATED, texts::GONE_DO),
            Outcome::Rejected { .. } => Finding::fine("assumption", texts::GONE_REFUSED),
            _ => Finding::open("assumption", texts::GONE_OPEN),
        });
        found.push(Finding::open("assumption", texts::WHOLLY_OPEN));
    }

    /// What can be seen of update and delete without a schedule.
    async fn no_schedule(self, found: &mut Vec<Finding>) {
        let id = || self.nobody.to_owned();
        let schedule = Some(When { time: clock(self.now.saturating_add(A_WEEK)), ..When::default() });
        let updated = self.ask(&ScheduleUpdate { schedule_id: id(), schedule, messages: None }).await;
        found.push(finding::of_a_permission(Endpoint::ScheduleUpdate, &updated.outcome));
        let deleted = self.ask(&ScheduleDelete { schedule_id: id() }).await;
        found.push(finding::of_a_permission(Endpoint::ScheduleDelete, &deleted.outcome));
    }

    /// Asks Braze to take a schedule back, again where it does not know the id yet.
    async fn take_back(self, schedule_id: &str) -> Asked<Done> {
        let request = ScheduleDelete { schedule_id: schedule_id.to_owned() };
        let mut asked = self.ask(&request).await;
        for _ in 1..TRIES {
            if !matches!(asked.outcome, Outcome::Rejected { .. }) {
                break;
            }
            tokio::time::sleep(BETWEEN).await;
            asked = self.ask(&request).await;
        }
        asked
    }

    /// Takes a schedule back, or tells that it is left.
    async fn clean_up(self, outcome: Outcome<Created>, found: &mut Vec<Finding>) {
        let Some(Created { schedule_id, .. }) = outcome.value() else { return };
        let deleted = self.take_back(&schedule_id).await;
        if deleted.status == 0 || !matches!(deleted.outcome, Outcome::Applied { .. }) {
            found.push(Finding::wrong("left", texts::LEFT, texts::LEFT_DO).with("id", schedule_id));
        }
    }

    /// The app; where none is given a placeholder, which Braze documents as good enough.
    fn app(&self) -> &str {
        if self.account.app_id.is_empty() { self.nobody } else { &self.account.app_id }
    }

    /// A message that nobody gets: to a user who is not there, with a text that calls itself off.
    fn inert(self, variation: Option<&Variation>, ahead: i64) -> ScheduleCreate {
        let with = With {
            app: self.app(),
            from: self.from,
            variation: variation.map(|variation| variation.id.as_str()),
            numbers: variation.and_then(|variation| variation.numbers.as_deref()).unwrap_or_default(),
        };
        ScheduleCreate {
            broadcast: Some(false),
            external_user_ids: Some(vec![UserId::from(self.nobody)]),
            campaign_id: variation.map(|_| self.account.campaign_id.clone()),
            schedule: When { time: clock(self.now.saturating_add(ahead)), ..When::default() },
            messages: Some(variation.map_or(Kind::Email, |variation| variation.kind).inert(&with)),
            ..ScheduleCreate::default()
        }
    }
}

/// An instant as Braze reads it.
fn clock(at: i64) -> String {
    jiff::Timestamp::from_second(at).map(|at| at.to_string()).unwrap_or_default()
}
