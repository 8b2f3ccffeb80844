//! `POST /v1/check`: what the proxy would say to a draft. Nothing is kept.

use super::json;
use crate::proxy::Proxy;
use crate::proxy::refused::{self, Refused};
use crate::transport::{CheckAnswer, CheckRequest};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;

/// The report on a draft.
pub(in crate::proxy) async fn post(State(proxy): State<Proxy>, request: Request) -> Result<Response, Refused> {
    let asked = proxy.asked(request).await?;
    let wish = CheckRequest::from_json(&asked.body)
        .map_err(|error| Refused::new(refused::BODY, error.code()).detail(error.to_string()))?;
    let mut review = proxy.review(&asked, wish.draft, wish.locale)?;
    let answer = CheckAnswer { report: review.report().view(wish.locale), digest: review.digest() };
    Ok(json(StatusCode::OK, &answer))
}
