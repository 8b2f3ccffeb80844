//! `GET /livez`, `GET /readyz`: for whoever restarts us, and whoever sends us work.

use crate::proxy::Proxy;
use crate::proxy::refused::{self, Refused};
use axum::extract::State;

/// We answer, so we live.
pub(in crate::proxy) async fn live() -> &'static str {
    "ok"
}

/// The ledger takes writes.
pub(in crate::proxy) async fn ready(State(proxy): State<Proxy>) -> Result<&'static str, Refused> {
    match proxy.0.ledger.writable().await {
        true => Ok("ok"),
        false => Err(Refused::new(refused::LEDGER, "the ledger takes no writes")),
    }
}
