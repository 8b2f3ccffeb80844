//! `POST /v1/sends/{id}/reschedule`, `POST /v1/sends/{id}/cancel`: another time for a send that Braze has, or none.

use super::json;
use crate::braze::{Request as _, ScheduleDelete, ScheduleUpdate, When};
use crate::engine::Approved;
use crate::payload;
use crate::proxy::Proxy;
use crate::proxy::authenticate::Asked;
use crate::proxy::changes::{STOP, begins};
use crate::proxy::ledger::{Intent, NewChange};
use crate::proxy::refused::{self, Refused};
use crate::transport::{ChangeKind, ChangeState, Receipt, Reschedule, SendRecord, SendState, content_digest};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;

/// Gives a send another time. The message is checked anew for that time, by the same rules as before.
pub(in crate::proxy) async fn reschedule(
    State(proxy): State<Proxy>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refused> {
    let asked = proxy.asked(request).await?;
    let wish = Reschedule::from_json(&asked.body)
        .map_err(|error| Refused::new(refused::BODY, error.code()).detail(error.to_string()))?;
    let locale = wish.locale;
    let hash = content_digest(&asked.body);
    let Some(intent) = proxy.to_change(&asked, &id, &hash).await.map_err(|refused| refused.in_locale(locale))? else {
        return proxy.told(&asked, &id, true).await;
    };
    let schedule_id = intent.view.schedule_id.clone().filter(|_| intent.view.state == SendState::Confirmed);
    let Some(schedule_id) = schedule_id else {
        return Err(Refused::new(refused::UNCHANGEABLE, intent.view.state.name()).in_locale(locale).send(id));
    };
    if proxy.now() >= begins(&intent.view).saturating_sub(STOP) {
        return Err(Refused::new(refused::TOO_NEAR, "within the stop line").in_locale(locale).send(id));
    }
    let approved = proxy.approved_for(&asked, &intent, &wish).await?;
    let now = proxy.now();
    let payload = payload::schedule_create(&approved, &proxy.0.account, None, now)
        .map_err(|error| Refused::new(refused::PAYLOAD, error.code()).in_locale(locale).detail(format!("{error}.")))?;
    let when = payload.schedule;
    let update = ScheduleUpdate { schedule_id, schedule: Some(when.clone()), messages: None };
    if let Some(fault) = update.faults(now).first() {
        let refused = Refused::new(refused::PAYLOAD, "payload-fault").in_locale(locale);
        return Err(refused.detail(format!("{}.", fault.sentence(locale))));
    }
    let body = update.body();
    let new = NewChange {
        kind: ChangeKind::Time,
        state: ChangeState::Asked,
        action: asked.action(),
        body_hash: &hash,
        time: time(&when),
        body: &body,
        record: Some(&SendRecord::of(&approved, &proxy.0.kit_digest, locale)),
        late: false,
    };
    proxy.change(&asked, &intent, new).await.map_err(|refused| refused.in_locale(locale))
}

/// Takes a send back. What Braze never had is taken back here.
pub(in crate::proxy) async fn cancel(
    State(proxy): State<Proxy>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refused> {
    let asked = proxy.asked(request).await?;
    let hash = content_digest(&asked.body);
    let Some(intent) = proxy.to_change(&asked, &id, &hash).await? else {
        return proxy.told(&asked, &id, true).await;
    };
    let (state, body) = match (intent.view.state, &intent.view.schedule_id) {
        (SendState::Confirmed, Some(schedule_id)) => {
            let begins = begins(&intent.view);
            if proxy.now() >= begins {
                return Err(Refused::new(refused::TOO_NEAR, "its time has come").send(id));
            }
            (ChangeState::Asked, ScheduleDelete { schedule_id: schedule_id.clone() }.body())
        }
        (SendState::Intended | SendState::Rejected, _) => (ChangeState::Done, String::new()),
        (state, _) => return Err(Refused::new(refused::UNCHANGEABLE, state.name()).send(id)),
    };
    let late = state == ChangeState::Asked && proxy.now() >= begins(&intent.view).saturating_sub(STOP);
    let new = NewChange {
        kind: ChangeKind::Cancel,
        state,
        action: asked.action(),
        body_hash: &hash,
        time: ("", false, false),
        body: &body,
        record: None,
        late,
    };
    proxy.change(&asked, &intent, new).await
}

fn time(when: &When) -> (&str, bool, bool) {
    (&when.time, when.in_local_time.unwrap_or(false), when.at_optimal_time.unwrap_or(false))
}

impl Proxy {
    /// The send that the asker may change; `None` where this very action came before.
    async fn to_change(&self, asked: &Asked, id: &str, hash: &str) -> Result<Option<Intent>, Refused> {
        self.may_send(asked)?;
        let intent = self.send_of(id, asked).await?;
        match self.0.ledger.change_before(asked.by(), (asked.action(), hash), id).await? {
            Some(true) => return Ok(None),
            Some(false) => return Err(Refused::new(refused::REUSED, "idempotency key reused")),
            None => {}
        }
        if intent.in_work {
            return Err(Refused::new(refused::IN_WORK, "in work").send(id).retry_after(5));
        }
        Ok(Some(intent))
    }

    /// The message as it was sent off, checked for its new time. It must still be the very one that Braze has.
    async fn approved_for(&self, asked: &Asked, intent: &Intent, wish: &Reschedule) -> Result<Approved, Refused> {
        let locale = wish.locale;
        let draft = self.0.ledger.sent_draft(&intent.view.id).await?;
        let mut draft =
            draft.ok_or_else(|| Refused::new(refused::UNCHANGEABLE, "no draft is kept").in_locale(locale))?;
        draft.schedule = Some(wish.schedule.clone());
        let mut review = self.review_of(asked, draft, locale)?;
        let approved = review.approve().map_err(|report| {
            let refused = Refused::new(refused::REPORT, "report fails").in_locale(locale);
            refused.report(report.view(locale)).digest(review.digest())
        })?;
        if approved.digest() != intent.view.digest {
            return Err(Refused::new(refused::KIT_CHANGED, "digest differs").in_locale(locale).send(&intent.view.id));
        }
        Ok(approved)
    }

    /// Writes the change down, asks Braze once, and tells how it stands.
    async fn change(&self, asked: &Asked, intent: &Intent, new: NewChange<'_>) -> Result<Response, Refused> {
        let id = &intent.view.id;
        self.0.ledger.ask_change(intent, new, asked.by(), self.now()).await?;
        let change = self.0.ledger.last_change(id).await?.filter(|change| change.state == ChangeState::Asked);
        if let Some(change) = change {
            self.carry_change(&change, intent, &asked.context.request_id).await?;
        }
        self.told(asked, id, false).await
    }

    async fn told(&self, asked: &Asked, id: &str, repeated: bool) -> Result<Response, Refused> {
        let intent = self.send_of(id, asked).await?;
        let open = intent.view.change.as_ref().is_some_and(|change| change.state == ChangeState::Asked);
        let status = if open { StatusCode::ACCEPTED } else { StatusCode::OK };
        Ok(json(status, &Receipt { send: intent.view, repeated, record: None }))
    }
}
