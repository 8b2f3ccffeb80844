//! `POST /v1/schedules`: “send this”. Signature, inputs, report, digest, ledger, Braze; in this order.

use crate::braze::Request as _;
use crate::engine::Approved;
use crate::payload;
use crate::proxy::Proxy;
use crate::proxy::authenticate::Asked;
use crate::proxy::ledger::{Intended, NewIntent};
use crate::proxy::refused::{self, Refused};
use crate::transport::{ListState, SendRecord, Submission, content_digest};
use axum::extract::{Request, State};
use axum::response::Response;

/// Takes a submission, starts over from its inputs, and sends it off if both sides come to the same message.
pub(in crate::proxy) async fn post(State(proxy): State<Proxy>, request: Request) -> Result<Response, Refused> {
    let asked = proxy.asked(request).await?;
    let wish = Submission::from_json(&asked.body)
        .map_err(|error| Refused::new(refused::BODY, error.code()).detail(error.to_string()))?;
    let locale = wish.locale;
    proxy.may_send(&asked).map_err(|refused| refused.in_locale(locale))?;
    let who = &asked.who;
    let action = who.idempotency_key.as_deref().unwrap_or_default();
    let body_hash = content_digest(&asked.body);
    let before = proxy.0.ledger.before(&who.kid, &who.claims, action, &body_hash).await.map_err(Refused::from)?;
    if let Some(before) = before {
        return proxy.known(before).map_err(|refused| refused.in_locale(locale));
    }

    let approved = proxy.approved(&asked, &wish)?;
    let segment = proxy.addressed(&asked, &wish).await.map_err(|refused| refused.in_locale(locale))?;
    let (now, digest) = (proxy.now(), approved.digest());
    let mut payload = payload::schedule_create(&approved, &proxy.0.account, None, now)
        .map_err(|error| Refused::new(refused::PAYLOAD, error.code()).in_locale(locale).detail(format!("{error}.")))?;
    // The same look at it that the stand-in for Braze takes: what Braze would refuse is not sent there.
    if let Some(fault) = payload.faults(now).first() {
        let refused = Refused::new(refused::PAYLOAD, "payload-fault").in_locale(locale);
        return Err(refused.detail(format!("{}.", fault.sentence(locale))));
    }

    let id = proxy.name("snd");
    payload.send_id = proxy.send_name(&id).await;
    let new = NewIntent {
        id: &id,
        kid: &who.kid,
        claims: &who.claims,
        action,
        body_hash: &body_hash,
        digest,
        kit_digest: &proxy.0.kit_digest,
        draft: approved.draft(),
        template: &wish.draft.template,
        name: &wish.draft.name,
        payload: &payload,
        segment: &segment,
        record: &SendRecord::of(&approved, &proxy.0.kit_digest, locale),
        again: wish.again,
        request_id: &asked.context.request_id,
        now,
    };
    match proxy.0.ledger.intend(&new).await.map_err(Refused::from)? {
        Intended::New => {}
        before => return proxy.known(before).map_err(|refused| refused.in_locale(locale)),
    }
    let intent = proxy.0.ledger.find(&id, &who.claims.grp).await.map_err(Refused::from)?;
    let intent = intent.ok_or_else(|| Refused::new(refused::LEDGER, "the intent is not there"))?;
    proxy.forward(&asked, intent).await
}

impl Proxy {
    /// The segment or list that the draft goes to, by id. A list must be this group's, and all of it with Braze.
    async fn addressed(&self, asked: &Asked, wish: &Submission) -> Result<String, Refused> {
        let Some(audience) = &wish.draft.audience else { return Ok(String::new()) };
        let Some(id) = &audience.list else { return Ok(audience.segment.clone()) };
        let list = self.0.ledger.list(id, &asked.who.claims.grp).await?;
        match list.map(|list| list.view.state) {
            Some(ListState::Done) => Ok(id.clone()),
            Some(state) => Err(Refused::new(refused::LIST_NOT_DONE, state.name())),
            None => Err(Refused::new(refused::NO_LIST, "no such list")),
        }
    }

    /// The message that the draft's inputs come to here, if nothing speaks against it and it is the one that was seen.
    fn approved(&self, asked: &Asked, wish: &Submission) -> Result<Approved, Refused> {
        let locale = wish.locale;
        let mut review = self.review(asked, wish.draft.clone(), locale)?;
        let approved = review.approve().map_err(|report| {
            let refused = Refused::new(refused::REPORT, "report fails").in_locale(locale);
            refused.report(report.view(locale)).digest(review.digest())
        })?;
        if approved.digest() != wish.digest {
            let digest = approved.digest().to_owned();
            return Err(Refused::new(refused::DIGEST, "digest differs").in_locale(locale).digest(digest));
        }
        Ok(approved)
    }
}
