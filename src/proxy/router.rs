//! What can be asked, and who answers: a table of contents.

use super::handlers::{audiences, changes, check, health, kit, recipients, schedules, segments, sends};
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
            .route("/v1/audiences", get(audiences::list).post(audiences::begin))
            .route("/v1/audiences/preview", post(audiences::preview))
            .route("/v1/audiences/{id}", get(audiences::one))
            .route("/v1/audiences/{id}/parts", post(audiences::part))
            .route("/v1/audiences/{id}/cancel", post(audiences::cancel))
            .route("/v1/audiences/{id}/report", get(audiences::report))
            .route("/v1/recipients/preview", post(recipients::preview))
            .route("/v1/check", post(check::post))
            .route("/v1/schedules", post(schedules::post))
            .route("/v1/sends", get(sends::list))
            .route("/v1/sends/{id}", get(sends::one))
            .route("/v1/sends/{id}/results", get(sends::results))
            .route("/v1/sends/{id}/retry", post(sends::retry))
            .route("/v1/sends/{id}/reschedule", post(changes::reschedule))
            .route("/v1/sends/{id}/cancel", post(changes::cancel))
            .route("/livez", get(health::live))
            .route("/readyz", get(health::ready))
            .fallback(|| async { Refused::new(refused::NOT_FOUND, "no such path") })
            .method_not_allowed_fallback(|| async { Refused::new(refused::METHOD, "no such method here") })
            .layer(from_fn_with_state(self.clone(), outside::wrap))
            .with_state(self.clone())
    }
}
