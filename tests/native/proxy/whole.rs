//! The program `countersign proxy` and a stand-in for Braze, both on real sockets: whoever asks signs as a browser does.

use super::world::{BRAZE_KEY, Folder, furnished, kit, secret_text, settings_text};
use crate::net::{Served, client, listen};
use countersign::braze::Key;
use countersign::sandbox::{ApiKey, Campaign, Sandbox, SegmentDefinition, Settings, Variation};
use countersign::serve::Limits;
use countersign::transport::{Action, Claims, Secret, mint};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::sync::watch;

pub(crate) fn now_ms() -> i64 {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap()
}

pub(crate) fn now() -> i64 {
    now_ms() / 1000
}

pub(crate) struct Whole {
    pub(crate) folder: Folder,
    pub(crate) sandbox: Served,
    authority: String,
    child: Option<Child>,
    asked: AtomicU64,
}

impl Drop for Whole {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Whole {
    pub(crate) async fn new() -> Self {
        let variation = |id: &str| Variation { id: id.to_owned(), name: String::new(), channel: None };
        let variations = vec![variation("variation-leeds"), variation("variation-york")];
        let workspace = Settings {
            seed: 7,
            keys: vec![ApiKey::all("proxy", Key::new(BRAZE_KEY.to_owned()).unwrap())],
            segments: vec![SegmentDefinition::everybody("seg-regulars", "Regulars")],
            campaigns: vec![Campaign { id: "campaign-1".to_owned(), variations, ..Campaign::default() }],
            ..Settings::default()
        };
        let (listener, address) = listen().await;
        let stand_in = Sandbox::new(workspace, now_ms).unwrap();
        let (end, ended) = watch::channel(false);
        tokio::spawn(stand_in.serve(listener, Limits::default(), ended));
        let sandbox = Served::new(address, end);
        let folder = furnished();
        let (held, address) = listen().await;
        drop(held);
        let authority = address.to_string();
        let settings = settings_text(&authority, &sandbox.origin());
        let settings = settings.replace(r#"["editor", "viewer"]"#, r#"["editor", "viewer", "brand"]"#);
        folder.write("proxy.toml", &format!("listen = \"{authority}\"\n{settings}"), 0o644);
        let mut whole = Self { folder, sandbox, authority, child: None, asked: AtomicU64::new(1) };
        whole.start();
        whole
    }

    /// A proxy that listens.
    pub(crate) fn start(&mut self) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_countersign"))
            .args(["proxy", "--config"])
            .arg(self.folder.path().join("proxy.toml"))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap().contains("\"started\"")));
        // Whoever no longer reads the log must not stop the proxy.
        std::thread::spawn(move || lines.for_each(drop));
        self.child = Some(child);
    }

    /// Ends the proxy as a power cut does.
    pub(crate) fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// The most memory that the proxy ever had, in kilobytes; where the system tells.
    pub(crate) fn peak_memory(&self) -> Option<u64> {
        let id = self.child.as_ref()?.id();
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
        status.lines().find(|line| line.starts_with("VmHWM:"))?.split_whitespace().nth(1)?.parse().ok()
    }

    /// A signed request; none where no answer came.
    pub(crate) async fn try_ask(
        &self,
        role: &str,
        method: &str,
        target: &str,
        body: Option<&Value>,
    ) -> Option<(u16, String)> {
        let number = self.asked.fetch_add(1, Ordering::Relaxed);
        let text = |text: &str| text.to_owned();
        let claims = Claims {
            iss: text("intranet"),
            aud: text("https://mail.colombe.example"),
            sub: text("ada"),
            grp: text("leeds"),
            role: text(role),
            iat: now() - 1,
            exp: now() + 500,
            // A session has a budget; this is not about it.
            jti: format!("session-number-{:06}", number / 100),
        };
        let session = mint("k1", &Secret::from_base64url(&secret_text(0)).unwrap(), &claims).unwrap();
        let (body, action) = (body.map(Value::to_string), format!("one-user-action-{number:06}"));
        let mut nonce = [0; 16];
        nonce[8..].copy_from_slice(&number.to_be_bytes());
        let action = Action {
            method,
            authority: &self.authority,
            target,
            token: &session.token,
            body: body.as_ref().map(|body| (body.as_bytes(), action.as_str())),
            // What was signed before a process began is refused, so a moment later is meant.
            created: now() + 1,
            nonce,
        };
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        let mut request = client().request(method, format!("http://{}{target}", self.authority));
        for (name, value) in action.prepare().unwrap().sign(&session.key) {
            request = request.header(name, value);
        }
        if let Some(body) = body {
            request = request.body(body);
        }
        let answer = request.send().await.ok()?;
        Some((answer.status().as_u16(), answer.text().await.ok()?))
    }

    pub(crate) async fn ask_as(&self, role: &str, method: &str, target: &str, body: Option<&Value>) -> (u16, String) {
        self.try_ask(role, method, target, body).await.unwrap()
    }

    /// What an editor is answered, where all is well.
    pub(crate) async fn ask(&self, method: &str, target: &str, body: Option<&Value>) -> Value {
        let (status, text) = self.ask_as("editor", method, target, body).await;
        assert!((200..300).contains(&status), "{target}: {status} {text}");
        serde_json::from_str(&text).unwrap()
    }

    /// What the stand-in tells whoever tests.
    pub(crate) async fn told(&self, path: &str) -> Value {
        client().get(self.sandbox.url(path)).send().await.unwrap().json().await.unwrap()
    }

    /// What the stand-in is told by whoever tests.
    pub(crate) async fn tell(&self, path: &str, body: &Value) {
        let answer = client().post(self.sandbox.url(path)).json(body).send().await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
    }

    /// Everybody who got a schedule, each with what became of it.
    pub(crate) async fn deliveries(&self, schedule: &str) -> Vec<Value> {
        let mut all = Vec::new();
        loop {
            let page = self.told(&format!("/sandbox/deliveries?schedule={schedule}&offset={}", all.len())).await;
            let page = page["deliveries"].as_array().unwrap().clone();
            if page.is_empty() {
                return all;
            }
            all.extend(page);
        }
    }

    /// Waits until something is so; a minute at most, as each test.
    pub(crate) async fn until<T, F: Future<Output = Option<T>>>(&self, look: impl Fn() -> F) -> T {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

/// A draft that goes in some days, and the whole request for it.
pub(crate) fn submission(audience: &Value, days: i64) -> Value {
    let mut draft = super::world::draft();
    let day = jiff::Timestamp::from_second(now() + days * 86_400).unwrap().strftime("%Y-%m-%d").to_string();
    draft["schedule"]["time"] = json!(format!("{day}T10:00:00Z"));
    draft["audience"] = audience.clone();
    let engine = countersign::engine::Engine::new(kit());
    let opened = serde_json::from_value(draft.clone()).unwrap();
    let digest = engine.open(opened, jiff::Timestamp::from_second(now()).unwrap()).unwrap().digest();
    json!({ "format": 1, "draft": draft, "digest": digest })
}
