//! A proxy, a Braze, a folder, a clock, a log.

use crate::net::{Served, client, listen, start};
use axum::Router;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::any;
use countersign::kit::Kit;
use countersign::proxy::{Log, Outer, Proxy, Settings, Source};
use countersign::serve::Limits;
use countersign::transport::{Action, Claims, Secret, Session, mint};
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

pub(crate) const NOW: i64 = 1_795_435_200; // 2026-11-23T12:00:00Z
pub(crate) const BRAZE_KEY: &str = "braze-canary-0f3a9c17-do-not-log";

/// A folder that is gone when this is dropped.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let name = format!("countersign-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn write(&self, name: &str, text: &str, mode: u32) {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A log that can be read.
#[derive(Clone, Default)]
pub(crate) struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What Braze does when it is asked.
#[derive(Clone, Debug)]
pub(crate) enum Mood {
    Answers(u16, String),
    HangsUp,
}

/// What Braze saw.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) authorization: String,
    pub(crate) body: Value,
    /// Intents with an open attempt in the ledger at this very moment.
    pub(crate) open_attempts: i64,
}

#[derive(Clone)]
pub(crate) struct FakeBraze {
    pub(crate) mood: Arc<Mutex<Mood>>,
    pub(crate) seen: Arc<Mutex<Vec<Seen>>>,
    /// The addresses that were read.
    pub(crate) asked: Arc<Mutex<Vec<String>>>,
    /// Whether it gives out names for sends today.
    pub(crate) gives_names: Arc<AtomicBool>,
    ledger: PathBuf,
}

impl FakeBraze {
    async fn answer(State(fake): State<Self>, request: Request) -> Response {
        if request.method() == axum::http::Method::GET {
            fake.asked.lock().unwrap().push(request.uri().to_string());
            return axum::Json(fake.figures(request.uri().path())).into_response();
        }
        if request.uri().path() == "/sends/id/create" {
            let body = axum::body::to_bytes(request.into_body(), 8_000_000).await.unwrap();
            let body: Value = serde_json::from_slice(&body).unwrap();
            fake.asked.lock().unwrap().push(format!("/sends/id/create {}", body["send_id"].as_str().unwrap()));
            let (status, answer) = match fake.gives_names.load(Ordering::Relaxed) {
                true => (201, json!({ "message": "success", "send_id": body["send_id"] })),
                false => (400, json!({ "message": "Daily limit of send ids exceeded" })),
            };
            return (axum::http::StatusCode::from_u16(status).unwrap(), axum::Json(answer)).into_response();
        }
        let authorization = request.headers()["authorization"].to_str().unwrap().to_owned();
        let body = axum::body::to_bytes(request.into_body(), 8_000_000).await.unwrap();
        let open_attempts = count(
            &fake.ledger,
            "SELECT COUNT(*) FROM intent JOIN attempt ON attempt.intent = intent.id AND attempt.number = intent.attempt
             WHERE intent.state = 'intended' AND intent.lease_owner <> '' AND attempt.finished IS NULL",
        )
        .await;
        let body = serde_json::from_slice(&body).unwrap();
        fake.seen.lock().unwrap().push(Seen { authorization, body, open_attempts });
        let mood = fake.mood.lock().unwrap().clone();
        match mood {
            Mood::Answers(status, body) => {
                let status = axum::http::StatusCode::from_u16(status).unwrap();
                (status, [("content-type", "application/json")], body).into_response()
            }
            // Ends the connection in the middle of an answer.
            Mood::HangsUp => {
                let broken = axum::body::Body::new(BrokenOff);
                Response::builder().status(201).header("content-length", "100").body(broken).unwrap()
            }
        }
    }

    /// What it says of the one segment and of any send that it has.
    fn figures(&self, path: &str) -> Value {
        match path {
            "/segments/list" => {
                json!({ "segments": [{ "id": "seg-regulars", "name": "x" }], "message": "success" })
            }
            "/segments/details" => json!({
                "name": "x", "description": "Filters:\n  - city is Leeds", "text_description": " ", "message": "success"
            }),
            "/segments/data_series" => json!({ "message": "success", "data": [
                { "time": "2026-11-22", "size": 1210 },
                { "time": "2026-11-21T00:00:00Z", "size": 1180 },
                { "time": "2026-11-23", "size": null },
            ] }),
            "/sends/data_series" => json!({ "message": "success", "data": [
                { "time": "2026-11-24", "messages": { "email": [
                    { "variation_api_id": "variation-leeds", "sent": 1000, "delivered": 900, "unique_opens": 200 },
                    { "variation_api_id": "variation-york", "sent": 50, "delivered": 50, "unique_opens": 1 },
                ] } },
                { "time": "2026-11-25", "messages": { "email": [
                    { "variation_api_id": "variation-leeds", "sent": 0, "unique_opens": 70, "unique_clicks": 45 },
                ] } },
            ] }),
            other => panic!("nobody asks for {other}"),
        }
    }

    pub(crate) fn calls(&self) -> usize {
        self.seen.lock().unwrap().len()
    }

    pub(crate) fn is(&self, status: u16, body: &str) {
        *self.mood.lock().unwrap() = Mood::Answers(status, body.to_owned());
    }

    pub(crate) fn succeeds(&self) {
        self.is(201, r#"{"dispatch_id":"d-1","schedule_id":"s-1","message":"success"}"#);
    }
}

/// A body that fails at once.
struct BrokenOff;

impl hyper::body::Body for BrokenOff {
    type Data = hyper::body::Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<hyper::body::Frame<Self::Data>, Self::Error>>> {
        std::task::Poll::Ready(Some(Err(std::io::Error::other("broken off"))))
    }
}

/// A number out of the ledger, read beside the proxy.
pub(crate) async fn count(ledger: &Path, statement: &'static str) -> i64 {
    use sqlx::Connection as _;
    sqlx::any::install_default_drivers();
    let address = format!("sqlite://{}?mode=ro", ledger.display());
    let mut connection = sqlx::AnyConnection::connect(&address).await.unwrap();
    let number = sqlx::query_scalar::<_, i64>(statement).fetch_one(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    number
}

pub(crate) fn kit() -> Kit {
    let group = |name: &str, variation: &str, templates: Value| {
        json!({
            "parent": "hq", "name": name, "kind": "branch", "city": name, "message_variation_id": variation,
            "templates": templates
        })
    };
    let html = "<!doctype html><html lang=\"en\"><head><title>News</title></head><body style=\"background:#ffffff;color:#222222\">\
                <div lang=\"en\" dir=\"ltr\"><h1>{{ slot.title }}</h1><div>{{ slot.intro }}</div>\
                <p>{{ group.legal_entity }}, registered in England, number 01234567, {{ group.address }}</p>\
                <p><a href=\"{{${set_user_to_unsubscribed_url}}}\">Unsubscribe</a></p></div></body></html>";
    let kit = json!({
        "format": 1,
        "brand": { "name": "Colombe", "fields": {} },
        "policy": {
            "wording": { "forbidden": [{ "term": "cheap", "instead": "great-value" }] },
            "data": {
                "real_recipients": true,
                "upload": { "list": "office_lists", "facts": { "consent": "express" } },
                "attributes": {
                    "first_name": { "liquid": "${first_name}", "label": { "en": "First name", "fr": "Prénom" }, "nullable": false },
                    "points": {
                        "liquid": "custom_attribute.${points}", "label": { "en": "Points", "fr": "Points" }, "kind": "number",
                        "nullable": false
                    }
                }
            }
        },
        "groups": {
            "hq": {
                "name": "Colombe", "kind": "head-office", "locale": "en-GB", "country": "GB",
                "time_zone": "Europe/London", "legal_entity": "Colombe Ltd", "address": "1 High Street, London SW1A 1AA",
                "sender": { "name": "Colombe", "email": "hello@colombe.example" },
                "segments": [
                    { "id": "seg-regulars", "name": "Regulars", "facts": { "consent": "express" } },
                    { "id": "seg-gone", "name": "Gone", "facts": { "consent": "express" } }
                ]
            },
            "leeds": group("Leeds", "variation-leeds", json!(["news"])),
            "york": group("York", "variation-york", json!([]))
        },
        "templates": { "news": {
            "name": { "en": "News", "fr": "Nouvelles" }, "description": { "en": "", "fr": "" }, "version": 1,
            "email": { "subject": "{{ slot.subject }}", "html": html },
            "slots": [
                { "id": "subject", "label": { "en": "Subject", "fr": "Objet" }, "kind": "text", "required": true },
                { "id": "title", "label": { "en": "Title", "fr": "Titre" }, "kind": "text", "required": true },
                { "id": "intro", "label": { "en": "Intro", "fr": "Intro" }, "kind": "markdown", "required": true }
            ]
        } },
        "recipients": []
    });
    Kit::from_json(&kit.to_string()).unwrap()
}

/// A secret of these bytes, as it stands in a file.
pub(crate) fn secret_text(byte: u8) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode((0..32).map(|at| at ^ byte).collect::<Vec<u8>>())
}

/// Settings that are sound, for a proxy that is asked at `host`, and a Braze at `braze`.
pub(crate) fn settings_text(host: &str, braze: &str) -> String {
    format!(
        r#"public_origin = "https://mail.colombe.example"
authorities = ["{host}"]
editors = ["https://intranet.colombe.example"]
kit = "kit.json"
ledger = "ledger.sqlite"

[braze]
stand_in = "{braze}"
key_file = "braze.key"
app_id = "app-1"
campaign_id = "campaign-1"

[[back_ends]]
kid = "k1"
secret_file = "k1.secret"
groups = ["leeds", "york"]
roles = ["editor", "viewer"]
"#
    )
}

/// A folder with all that the settings name.
pub(crate) fn furnished() -> Folder {
    let folder = Folder::new();
    folder.write("kit.json", &kit().to_json(), 0o644);
    folder.write("braze.key", &format!("{BRAZE_KEY}\n"), 0o600);
    folder.write("k1.secret", &secret_text(0), 0o600);
    folder.write("k2.secret", &secret_text(7), 0o600);
    folder
}

pub(crate) struct World {
    pub(crate) folder: Folder,
    pub(crate) proxy: Served,
    /// The proxy itself, for what it does unasked.
    pub(crate) within: Proxy,
    pub(crate) braze: FakeBraze,
    pub(crate) log: Lines,
    pub(crate) clock: Arc<AtomicI64>,
    _braze: Served,
    nonce: AtomicU64,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::in_folder(furnished(), NOW).await
    }

    pub(crate) async fn in_folder(folder: Folder, now: i64) -> Self {
        let (listener, _) = listen().await;
        let braze = FakeBraze {
            mood: Arc::new(Mutex::new(Mood::HangsUp)),
            seen: Arc::default(),
            asked: Arc::default(),
            gives_names: Arc::new(AtomicBool::new(true)),
            ledger: folder.path().join("ledger.sqlite"),
        };
        braze.succeeds();
        let router = Router::new().fallback(any(FakeBraze::answer)).with_state(braze.clone());
        let served_braze = start(listener, router, Limits { body: 8_000_000, ..Limits::default() });
        let (listener, address) = listen().await;
        let text = settings_text(&address.to_string(), &served_braze.origin());
        let source = Source { file: "proxy.toml", text: &text, folder: folder.path(), env: &|_| None };
        let settings = Settings::read(&source).unwrap();
        let (log, clock) = (Lines::default(), Arc::new(AtomicI64::new(now)));
        let random = AtomicU64::new(u64::try_from(now).unwrap());
        let outer = Outer {
            clock: {
                let clock = Arc::clone(&clock);
                Box::new(move || clock.load(Ordering::Relaxed))
            },
            random: Box::new(move || {
                let mut bytes = [0; 16];
                bytes[8..].copy_from_slice(&random.fetch_add(1, Ordering::Relaxed).to_be_bytes());
                bytes
            }),
        };
        let within = Proxy::start(settings, outer, Log::new(log.clone())).await.unwrap();
        let proxy = start(listener, within.router(), Limits::default());
        Self { folder, proxy, within, braze, log, clock, _braze: served_braze, nonce: AtomicU64::new(0) }
    }

    pub(crate) fn now(&self) -> i64 {
        self.clock.load(Ordering::Relaxed)
    }

    pub(crate) fn session(&self, group: &str, role: &str) -> Session {
        let text = |text: &str| text.to_owned();
        let claims = Claims {
            iss: text("intranet"),
            aud: text("https://mail.colombe.example"),
            sub: format!("ada-of-{group}"),
            grp: text(group),
            role: text(role),
            iat: self.now() - 5,
            exp: self.now() + 595,
            jti: format!("session-of-{}-{role}", group.replace(|c: char| !c.is_ascii_alphanumeric(), "_")),
        };
        mint("k1", &Secret::from_base64url(&secret_text(0)).unwrap(), &claims).unwrap()
    }

    /// A request signed by a user of Leeds who may send.
    pub(crate) async fn ask(&self, method: &str, target: &str, body: Option<(&str, &str)>) -> Answer {
        self.ask_as(&self.session("leeds", "editor"), method, target, body).await
    }

    pub(crate) async fn ask_as(
        &self,
        session: &Session,
        method: &str,
        target: &str,
        body: Option<(&str, &str)>,
    ) -> Answer {
        let headers = self.signed(session, method, target, body);
        self.send(method, target, &headers, body.map(|(body, _)| body)).await
    }

    pub(crate) fn signed(
        &self,
        session: &Session,
        method: &str,
        target: &str,
        body: Option<(&str, &str)>,
    ) -> Vec<(&'static str, String)> {
        let mut nonce = [0; 16];
        nonce[8..].copy_from_slice(&self.nonce.fetch_add(1, Ordering::Relaxed).to_be_bytes());
        let authority = self.proxy.address.to_string();
        let action = Action {
            method,
            authority: &authority,
            target,
            token: &session.token,
            body: body.map(|(body, key)| (body.as_bytes(), key)),
            created: self.now(),
            nonce,
        };
        action.prepare().unwrap().sign(&session.key)
    }

    pub(crate) async fn send(
        &self,
        method: &str,
        target: &str,
        headers: &[(&str, String)],
        body: Option<&str>,
    ) -> Answer {
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        let mut request = client().request(method, self.proxy.url(target));
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        if let Some(body) = body {
            request = request.body(body.to_owned());
        }
        let answer = request.send().await.unwrap();
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        Answer { status, headers, text: answer.text().await.unwrap() }
    }

    /// The digest to which both sides come for this draft, as the editor would have shown it.
    pub(crate) fn digest(draft: &Value) -> String {
        let engine = countersign::engine::Engine::new(kit());
        let draft = serde_json::from_value(draft.clone()).unwrap();
        engine.open(draft, jiff::Timestamp::from_second(NOW).unwrap()).unwrap().digest()
    }

    pub(crate) fn submission(draft: &Value) -> String {
        json!({ "format": 1, "draft": draft, "digest": Self::digest(draft), "locale": "en" }).to_string()
    }
}

pub(crate) fn draft() -> Value {
    json!({
        "template": "news", "template_version": 1, "group": "leeds", "name": "Autumn",
        "slots": { "subject": "Autumn is here", "title": "Autumn", "intro": "Come in from the rain." },
        "audience": { "segment": "seg-regulars" },
        "schedule": { "time": "2026-11-24T08:00:00Z" }
    })
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub(crate) fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}
