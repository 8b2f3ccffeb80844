//! `GET /v1/sends`, `GET /v1/sends/{id}`, `GET /v1/sends/{id}/results`, `POST /v1/sends/{id}/retry`: what a group sent
//! off, what became of it, and trying again.

use super::json;
use crate::proxy::Proxy;
use crate::proxy::authenticate::Asked;
use crate::proxy::ledger::Intent;
use crate::proxy::refused::{self, Refused};
use crate::transport::{Receipt, SendState, SendView};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

#[derive(Serialize)]
struct Answer {
    /// The proxy's clock (Unix seconds): what has gone out has gone out by it.
    now: i64,
    sends: Vec<SendView>,
}

/// The group's sends, newest first.
pub(in crate::proxy) async fn list(State(proxy): State<Proxy>, request: Request) -> Result<Response, Refused> {
    let asked = proxy.asked(request).await?;
    let sends = proxy.0.ledger.of_group(&asked.who.claims.grp).await.map_err(Refused::from)?;
    Ok(json(StatusCode::OK, &Answer { now: proxy.now(), sends }))
}

/// One of them, with what stood behind it.
pub(in crate::proxy) async fn one(
    State(proxy): State<Proxy>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refused> {
    let asked = proxy.asked(request).await?;
    let intent = proxy.send_of(&id, &asked).await?;
    let record = proxy.0.ledger.record(&intent).await.map_err(Refused::from)?;
    Ok(json(StatusCode::OK, &Receipt { send: intent.view, repeated: false, record }))
}

/// What became of one of them.
pub(in crate::proxy) async fn results(
    State(proxy): State<Proxy>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refused> {
    let asked = proxy.asked(request).await?;
    let intent = proxy.send_of(&id, &asked).await?;
    Ok(json(StatusCode::OK, &proxy.results(&intent).await.map_err(Refused::from)?))
}

/// Tries one again whose failure was definite.
pub(in crate::proxy) async fn retry(
    State(proxy): State<Proxy>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refused> {
    let asked = proxy.asked(request).await?;
    proxy.may_send(&asked)?;
    let intent = proxy.send_of(&id, &asked).await?;
    if intent.in_work {
        return Err(Refused::new(refused::IN_WORK, "in work").send(id).retry_after(5));
    }
    if !matches!(intent.view.state, SendState::Intended | SendState::Rejected) {
        return Err(Refused::new(refused::SETTLED, intent.view.state.name()).send(id));
    }
    proxy.forward(&asked, intent).await
}

impl Proxy {
    /// A send of the asker's group.
    pub(super) async fn send_of(&self, id: &str, asked: &Asked) -> Result<Intent, Refused> {
        let intent = self.0.ledger.find(id, &asked.who.claims.grp).await?;
        intent.ok_or_else(|| Refused::new(refused::NO_SEND, "no such send"))
    }
}
