//! The demo's intranet: the page, the package, and sessions for whoever is chosen. A real intranet knows who is signed
//! in; this one believes what it is told, and so lives on loopback only.

use super::serving::random;
use crate::kit::Kit;
use crate::transport::{Claims, Secret, mint};
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// How long a session lasts, in seconds.
const TTL: i64 = 600;

/// What the intranet knows.
pub(super) struct Intranet {
    pub(super) kit: Kit,
    /// The clock (Unix seconds).
    pub(super) clock: Box<dyn Fn() -> i64 + Send + Sync>,
    pub(super) kid: &'static str,
    pub(super) secret: Secret,
    pub(super) proxy: String,
    pub(super) sandbox: String,
    pub(super) page: PathBuf,
    pub(super) package: PathBuf,
}

/// Who is chosen.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Chosen {
    group: String,
    #[serde(default = "editor")]
    role: String,
    #[serde(default)]
    user: Option<String>,
}

fn editor() -> String {
    "editor".to_owned()
}

impl Intranet {
    /// The router.
    pub(super) fn router(self) -> Router {
        let (page, package) = (ServeDir::new(&self.page), ServeDir::new(&self.package));
        let sandbox = self.sandbox.clone();
        let fixed = |name, value| SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value));
        Router::new()
            .route("/demo.json", get(setup))
            .route("/session", post(session))
            .route("/sandbox", get(move || async move { Redirect::temporary(&sandbox) }))
            .route("/rules.html", get(|| async { Html(include_str!("../../www/rules.html")) }))
            .route(
                "/rules.json",
                get(|| async { ([(header::CONTENT_TYPE, "application/json")], super::rules::json()) }),
            )
            .nest_service("/countersign", package)
            .fallback_service(page)
            .with_state(Arc::new(self))
            .layer(fixed(header::CACHE_CONTROL, "no-cache"))
            .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .layer(fixed(header::REFERRER_POLICY, "no-referrer"))
    }
}

/// `GET /demo.json`: where the proxy is, who can be chosen, and drafts to begin with.
async fn setup(State(intranet): State<Arc<Intranet>>) -> Json<Value> {
    let groups = &intranet.kit.groups;
    let above: Vec<&str> = groups.0.values().filter_map(|group| group.parent.as_deref()).collect();
    let offices: Vec<Value> = (groups.0.iter())
        .filter(|(id, _)| !above.contains(&id.as_str()))
        .map(|(id, group)| json!({ "id": id, "name": group.name, "city": group.city, "user": user(id) }))
        .collect();
    Json(json!({
        "endpoint": intranet.proxy,
        "brand": intranet.kit.brand.name,
        "offices": offices,
        "providers": { "samples": samples(&intranet.page.join("drafts")), "media": media(&intranet.page.join("media.json")) },
    }))
}

/// `POST /session`: what an intranet's server does for a user who is signed in.
async fn session(State(intranet): State<Arc<Intranet>>, Json(chosen): Json<Chosen>) -> Response {
    if !intranet.kit.groups.0.contains_key(&chosen.group) {
        return (StatusCode::NOT_FOUND, "the kit has no such group").into_response();
    }
    let now = (intranet.clock)();
    let claims = Claims {
        iss: "demo-intranet".to_owned(),
        aud: intranet.proxy.clone(),
        sub: chosen.user.unwrap_or_else(|| user(&chosen.group)),
        grp: chosen.group,
        role: chosen.role,
        iat: now,
        exp: now.saturating_add(TTL),
        jti: URL_SAFE_NO_PAD.encode(random::<16>()),
    };
    match mint(intranet.kid, &intranet.secret, &claims) {
        Ok(session) => Json(json!({ "token": session.token, "key": session.key.for_the_page() })).into_response(),
        Err(error) => (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
    }
}

/// A made-up person of a group; the same one every time.
fn user(group: &str) -> String {
    const NAMES: &[&str] =
        &["Camille", "Léa", "Amara", "Noor", "Jonas", "Inès", "Tariq", "Maya", "Owen", "Sacha", "Priya", "Zoé"];
    let sum: usize = group.bytes().map(usize::from).sum();
    NAMES.get(sum % NAMES.len().max(1)).copied().unwrap_or("Camille").to_owned()
}

/// The sample drafts of a folder, by file name.
fn samples(folder: &Path) -> Vec<Value> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let draft = |path: &PathBuf| serde_json::from_str::<Value>(&std::fs::read_to_string(path).ok()?).ok();
    let named = |draft: Value| json!({ "name": draft.get("name").cloned().unwrap_or_default(), "draft": draft });
    paths.iter().filter_map(draft).map(named).collect()
}

/// The pictures that the host offers, if it has a list of them.
fn media(path: &Path) -> Value {
    std::fs::read_to_string(path).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_else(|| json!([]))
}
