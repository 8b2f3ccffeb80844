//! What can be asked, and who answers: a table of contents.

use super::handlers::{check, health, kit, schedules, segments, sends};
use super::refused::{self, Refused};
use super::{Proxy, outside};
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

impl Proxy {
    /// The router.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/v1/kit", get(kit::get))
            .route("/v1/segments", get(segments::get))
            .route("/v1/check", post(check::post))
            .route("/v1/schedules", post(schedules::post))
            .route("/v1/sends", get(sends::list))
            .route("/v1/sends/{id}", get(sends::one))
            .route("/v1/sends/{id}/results", get(sends::results))
            .route("/v1/sends/{id}/retry", post(sends::retry))
            .route("/livez", get(health::live))
            .route("/readyz", get(health::ready))
            .fallback(|| async { Refused::new(refused::NOT_FOUND, "no such path") })
            .method_not_allowed_fallback(|| async { Refused::new(refused::METHOD, "no such method here") })
            .layer(from_fn_with_state(self.clone(), outside::wrap))
            .with_state(self.clone())
    }
}
