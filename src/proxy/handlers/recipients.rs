//! `POST /v1/recipients/preview`: a message as a real customer would see it.

use super::json;
use crate::proxy::Proxy;
use crate::proxy::authenticate::BRAND;
use crate::proxy::ledger::audit::Entry;
use crate::proxy::refused::{self, Refused};
use crate::transport::{RecipientAnswer, RecipientRequest};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;

/// A customer of the brand, by id.
pub(in crate::proxy) async fn preview(State(proxy): State<Proxy>, request: Request) -> Result<Response, Refused> {
    let asked = proxy.asked(request).await?;
    // Within the budget of sends: nobody looks through the customers.
    proxy.may_send(&asked)?;
    let data = proxy.policy_of(&asked.who.claims.grp).unwrap_or_default().data;
    if !data.real_recipients {
        return Err(Refused::new(refused::NO_REAL, "real_recipients is off in the policy"));
    }
    let wish = RecipientRequest::from_json(&asked.body)
        .map_err(|error| Refused::new(refused::BODY, error.code()).detail(error.to_string()))?;
    let whole = asked.who.claims.role == BRAND;
    let (action, reason) = ("recipient", if whole { "whole" } else { "masked" });
    proxy.0.ledger.note(asked.by(), Entry { action, reason, ..Entry::default() }, proxy.now()).await?;
    let recipient = proxy.recipient(&data, wish.external_id.trim(), whole).await?;
    Ok(json(StatusCode::OK, &RecipientAnswer { recipient, masked: !whole }))
}
