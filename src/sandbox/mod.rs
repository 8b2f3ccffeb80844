//! A stand-in for Braze on loopback: takes the requests that Braze documents, refuses what it refuses, answers in its
//! words, and shows on a page what would be sent, when and to whom. Nothing leaves this machine.
//!
//! In: a key, the segments and campaigns that it should know ([`Options`]). Out: a router, and [`Sandbox::received`].

mod answers;
mod endpoints;
mod page;
mod store;
mod words;

pub use store::{Campaign, Options, Received, Sandbox};

use axum::Router;
use axum::routing::{any, get};

impl Sandbox {
    /// The router of the stand-in.
    pub fn router(self) -> Router {
        Router::new()
            .route("/", get(page::page))
            .route("/sandbox/page.css", get(page::style))
            .route("/sandbox/page.js", get(page::script))
            .route("/sandbox/messages.json", get(page::json).delete(page::clear))
            .route("/sandbox/messages/{id}/body", get(page::body))
            .fallback(any(endpoints::answer))
            .with_state(self)
    }
}
