//! The program killed while Braze is being asked: nothing is lost, and nothing is sent twice.

use super::world::{draft, furnished, kit, secret_text, settings_text};
use crate::net::{client, listen, run, start};
use axum::Router;
use axum::routing::post;
use countersign::serve::Limits;
use countersign::transport::{Action, Claims, Secret, mint};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

fn now() -> i64 {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()).unwrap()
}

/// A proxy that listens.
fn begin(config: &Path) -> Child {
    let mut child = Command::new(env!("CARGO_BIN_EXE_countersign"))
        .args(["proxy", "--config"])
        .arg(config)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("\"started\"")));
    // Whoever no longer reads the log must not stop the proxy.
    std::thread::spawn(move || lines.for_each(drop));
    child
}

fn signed(authority: &str, method: &str, target: &str, body: Option<&str>, nonce: u8) -> reqwest::RequestBuilder {
    let text = |text: &str| text.to_owned();
    let claims = Claims {
        iss: text("intranet"),
        aud: text("https://mail.colombe.example"),
        sub: text("ada"),
        grp: text("leeds"),
        role: text("editor"),
        iat: now() - 1,
        exp: now() + 500,
        jti: format!("session-number-{nonce:04}"),
    };
    let session = mint("k1", &Secret::from_base64url(&secret_text(0)).unwrap(), &claims).unwrap();
    let action = Action {
        method,
        authority,
        target,
        token: &session.token,
        body: body.map(|body| (body.as_bytes(), "one-user-action-0001")),
        // What was signed before a process began is refused, so a moment later is meant.
        created: now() + 1,
        nonce: [nonce; 16],
    };
    let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
    let mut request = client().request(method, format!("http://{authority}{target}"));
    for (name, value) in action.prepare().unwrap().sign(&session.key) {
        request = request.header(name, value);
    }
    match body {
        Some(body) => request.body(body.to_owned()),
        None => request,
    }
}

#[test]
fn a_proxy_killed_while_it_asks_leaves_one_call_and_one_send_in_doubt() {
    run(async {
        // A Braze that takes a message and never answers.
        let calls = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&calls);
        let never = move || async move {
            counted.fetch_add(1, Ordering::SeqCst);
            std::future::pending::<()>().await;
        };
        let (listener, _) = listen().await;
        let router = Router::new().route("/messages/schedule/create", post(never));
        let braze = start(listener, router, Limits { body: 8_000_000, ..Limits::default() });

        let folder = furnished();
        let (held, address) = listen().await;
        drop(held);
        let authority = address.to_string();
        let settings = settings_text(&authority, &braze.origin());
        folder.write("proxy.toml", &format!("listen = \"{authority}\"\n{settings}"), 0o644);
        let config = folder.path().join("proxy.toml");

        let mut draft = draft();
        let day = jiff::Timestamp::from_second(now() + 3 * 86_400).unwrap().strftime("%Y-%m-%d").to_string();
        draft["schedule"]["time"] = json!(format!("{day}T08:00:00Z"));
        let engine = countersign::engine::Engine::new(kit());
        let opened = serde_json::from_value(draft.clone()).unwrap();
        let digest = engine.open(opened, jiff::Timestamp::from_second(now()).unwrap()).unwrap().digest();
        let body = json!({ "format": 1, "draft": draft, "digest": digest }).to_string();

        let mut child = begin(&config);
        let asked = tokio::spawn(signed(&authority, "POST", "/v1/schedules", Some(&body), 1).send());
        while calls.load(Ordering::SeqCst) == 0 {
            assert!(!asked.is_finished(), "refused: {:?}", asked.await.unwrap().unwrap().text().await);
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(asked.await.unwrap().is_err(), "nobody was told that it was done");

        let mut child = begin(&config);
        let sends: Value = signed(&authority, "GET", "/v1/sends", None, 2).send().await.unwrap().json().await.unwrap();
        assert_eq!(sends["sends"][0]["state"], "unknown", "{sends}");
        assert_eq!(sends["sends"][0]["digest"], digest);
        // The browser tries again under the same key: the answer is the ledger's, not a second call.
        let again = signed(&authority, "POST", "/v1/schedules", Some(&body), 3).send().await.unwrap();
        assert_eq!(again.status(), 202);
        let again: Value = again.json().await.unwrap();
        assert_eq!((&again["repeated"], &again["send"]["state"]), (&json!(true), &json!("unknown")));
        assert_eq!(calls.load(Ordering::SeqCst), 1);
        child.kill().unwrap();
        child.wait().unwrap();
    });
}
