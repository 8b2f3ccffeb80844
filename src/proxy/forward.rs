//! From the ledger to Braze and back: an attempt is written down, made, and written down again.

use super::authenticate::Asked;
use super::ledger::{Attempt, Intended, Intent, LedgerError};
use super::refused::{self, Refused};
use super::{Called, Event, Proxy};
use crate::braze::{Created, Outcome, ScheduleCreate};
use crate::draft::Draft;
use crate::engine::Review;
use crate::locale::Locale;
use crate::transport::{Receipt, SendState};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use std::time::Instant;

impl From<LedgerError> for Refused {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::Lost => Self::new(refused::IN_WORK, error.code()).retry_after(5),
            error => Self::new(refused::LEDGER, error.to_string()),
        }
    }
}

impl Proxy {
    /// The engine's own look at a draft of the asker's group.
    pub(super) fn review(&self, asked: &Asked, mut draft: Draft, locale: Locale) -> Result<Review, Refused> {
        if draft.group != asked.who.claims.grp {
            return Err(Refused::new(refused::GROUP, "the draft is another group's").in_locale(locale));
        }
        // A person's word counts only from the person who signed the request.
        draft.attestations.retain(|word| word.by == asked.who.claims.sub);
        self.review_of(asked, draft, locale)
    }

    /// The same for a draft of the ledger, where only such words stand as counted when it was written down.
    pub(super) fn review_of(&self, asked: &Asked, draft: Draft, locale: Locale) -> Result<Review, Refused> {
        if draft.group != asked.who.claims.grp {
            return Err(Refused::new(refused::GROUP, "the draft is another group's").in_locale(locale));
        }
        let now = self.timestamp()?;
        self.0
            .engine
            .open(draft, now)
            .map_err(|error| Refused::new(refused::DRAFT, error.code()).in_locale(locale).detail(error.to_string()))
    }

    fn timestamp(&self) -> Result<jiff::Timestamp, Refused> {
        jiff::Timestamp::from_second(self.now()).map_err(|error| Refused::new(refused::INTERNAL, error.to_string()))
    }

    /// What is said to an action that came before.
    pub(super) fn known(&self, before: Intended) -> Result<Response, Refused> {
        match before {
            Intended::Before(intent) if intent.in_work => {
                Err(Refused::new(refused::IN_WORK, "in work").send(intent.view.id).retry_after(5))
            }
            Intended::Before(intent) => Ok(receipt(Receipt { send: intent.view, repeated: true, record: None })),
            Intended::Same(id) => Err(Refused::new(refused::SAME, "looks duplicate").send(id)),
            Intended::Reused => Err(Refused::new(refused::REUSED, "idempotency key reused")),
            Intended::New => Err(Refused::new(refused::INTERNAL, "a new intent is not known")),
        }
    }

    /// One attempt for a send. The call is never made before the ledger holds it.
    pub(super) async fn forward(&self, asked: &Asked, intent: Intent) -> Result<Response, Refused> {
        let (who, request_id) = (&asked.who, asked.context.request_id.as_str());
        let number = self.0.ledger.begin(&intent, request_id, self.now()).await?;
        let begun = Instant::now();
        let called = self.0.braze.post::<ScheduleCreate>(intent.payload.clone(), self.now()).await;
        let attempt = attempt(called, i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX));
        self.0.log.write(
            &Event::new("braze", self.now())
                .text("request_id", request_id)
                .text("send", &intent.view.id)
                .text("outcome", attempt.outcome)
                .text("state", attempt.state.name())
                .number("status", i64::from(attempt.status))
                .number("ms", attempt.ms)
                .text("message", &attempt.message),
        );
        let by = (who.kid.as_str(), &who.claims, request_id);
        self.0.ledger.end(&intent, number, &attempt, by, self.now()).await?;
        let intent = self.0.ledger.find(&intent.view.id, &who.claims.grp).await?;
        let intent = intent.ok_or_else(|| Refused::new(refused::LEDGER, "the intent is not there"))?;
        Ok(receipt(Receipt { send: intent.view, repeated: false, record: None }))
    }
}

/// 201 where Braze has it; 202 where the ledger has it and Braze does not, or may not.
fn receipt(receipt: Receipt) -> Response {
    let status = match receipt.send.state {
        SendState::Confirmed => StatusCode::CREATED,
        _ => StatusCode::ACCEPTED,
    };
    let body = serde_json::to_vec(&receipt).unwrap_or_default();
    let mut response = (status, body).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn attempt(called: Called<Created>, ms: i64) -> Attempt {
    let Called { status, outcome, .. } = called;
    let (state, class, message, created) = match outcome {
        Outcome::Applied { value, notes } => {
            let notes: Vec<&str> = notes.iter().map(|note| note.message.as_str()).collect();
            (SendState::Confirmed, "applied", notes.join("; "), value)
        }
        Outcome::NotApplied { message } => {
            (SendState::Intended, "not-applied", message.into_string(), Created::default())
        }
        Outcome::Rejected { message } => (SendState::Rejected, "rejected", message.into_string(), Created::default()),
        // Our key is the brand's affair: the wish stays.
        Outcome::KeyRefused { message } => {
            (SendState::Intended, "key-refused", message.into_string(), Created::default())
        }
        Outcome::Ambiguous { message } => (SendState::Unknown, "ambiguous", message.into_string(), Created::default()),
    };
    let Created { schedule_id, dispatch_id, .. } = created;
    let dispatch_id = dispatch_id.unwrap_or_default();
    Attempt { state, outcome: class, status, message, schedule_id, dispatch_id, ms }
}
