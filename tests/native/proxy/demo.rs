//! The demo as a person starts it: the program itself, its three addresses, and one message from draft to Braze.

use crate::net::{client, run};
use countersign::transport::{Action, SessionKey};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

/// The running demo, ended when this is dropped.
struct Demo(Child);

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start() -> (Demo, Value) {
    let child = Command::new(env!("CARGO_BIN_EXE_countersign"))
        .args(["demo", "--port", "0", "--format", "json"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut demo = Demo(child);
    let mut line = String::new();
    BufReader::new(demo.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    (demo, serde_json::from_str(&line).unwrap())
}

fn now() -> i64 {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()).unwrap()
}

struct Page {
    places: Value,
    token: String,
    key: SessionKey,
}

impl Page {
    async fn open(places: Value, group: &str) -> Self {
        let session: Value = client()
            .post(format!("{}/session", places["page"].as_str().unwrap()))
            .json(&json!({ "group": group }))
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        let key = SessionKey::from_base64url(session["key"].as_str().unwrap()).unwrap();
        Self { places, token: session["token"].as_str().unwrap().to_owned(), key }
    }

    async fn ask(&self, method: &str, target: &str, body: Option<(&str, &str)>, nonce: u8) -> (u16, Value) {
        let proxy = self.places["proxy"].as_str().unwrap();
        let action = Action {
            method,
            authority: proxy.strip_prefix("http://").unwrap(),
            target,
            token: &self.token,
            body: body.map(|(body, key)| (body.as_bytes(), key)),
            created: now(),
            nonce: [nonce; 16],
        };
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        let mut request = client().request(method, format!("{proxy}{target}"));
        for (name, value) in action.prepare().unwrap().sign(&self.key) {
            request = request.header(name, value);
        }
        if let Some((body, _)) = body {
            request = request.body(body.to_owned());
        }
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap())
    }

    async fn received(&self) -> Vec<Value> {
        let address = format!("{}/sandbox/messages.json", self.places["sandbox"].as_str().unwrap());
        let answer: Value = client().get(address).send().await.unwrap().json().await.unwrap();
        answer["messages"].as_array().unwrap().clone()
    }
}

#[test]
fn a_message_of_the_demo_goes_from_the_draft_to_braze_as_it_was_seen() {
    run(async {
        let (_demo, places) = start();
        let page = Page::open(places, "lyon-pentes").await;

        // What the editor does: the group's part of the kit, the draft, the engine.
        let (status, kit) = page.ask("GET", "/v1/kit", None, 1).await;
        assert_eq!(status, 200, "{kit}");
        let engine = countersign::engine::Engine::new(serde_json::from_value(kit).unwrap());
        let mut draft: Value =
            serde_json::from_str(include_str!("../../../www/demo/drafts/fr-lyon-offre-parfaite.json")).unwrap();
        let day = jiff::Timestamp::from_second(now() + 3 * 86_400).unwrap().strftime("%Y-%m-%d").to_string();
        draft["schedule"] = json!({ "time": format!("{day}T10:00:00+01:00") });
        let moment = jiff::Timestamp::from_second(now()).unwrap();
        let mut review = engine.open(serde_json::from_value(draft.clone()).unwrap(), moment).unwrap();
        let digest = review.digest();
        let report = serde_json::to_value(review.report().view(countersign::locale::Locale::En)).unwrap();
        assert_eq!(report["verdict"], "pass", "{report:#}");

        // The proxy, with all groups in its kit, comes to the same.
        let check = json!({ "format": 1, "draft": draft }).to_string();
        let (status, answer) = page.ask("POST", "/v1/check", Some((&check, "demo-check-action-1")), 2).await;
        assert_eq!((status, &answer["digest"], &answer["report"]), (200, &json!(digest), &report));

        let (_, segments) = page.ask("GET", "/v1/segments", None, 3).await;
        assert!(segments["segments"].as_array().unwrap().iter().any(|one| one["id"] == draft["audience"]["segment"]));

        // Changed in the page: refused, and nothing reached Braze.
        let mut changed = draft.clone();
        changed["slots"]["title"] = json!("Tout autre chose");
        let body = json!({ "format": 1, "draft": changed, "digest": digest }).to_string();
        let (status, answer) = page.ask("POST", "/v1/schedules", Some((&body, "demo-send-action-01")), 4).await;
        assert_eq!((status, answer["code"].as_str().unwrap()), (409, "digest-differs"));
        assert!(page.received().await.is_empty());

        let body = json!({ "format": 1, "draft": draft, "digest": digest, "locale": "fr" }).to_string();
        let (status, receipt) = page.ask("POST", "/v1/schedules", Some((&body, "demo-send-action-02")), 5).await;
        assert_eq!((status, receipt["send"]["state"].as_str().unwrap()), (201, "confirmed"), "{receipt}");
        let received = page.received().await;
        assert_eq!(received.len(), 1);
        assert_eq!(received[0]["digest"], digest, "Braze holds exactly what the author saw");
        assert_eq!(received[0]["schedule_id"], receipt["send"]["schedule_id"]);
    });
}

#[test]
fn the_demos_intranet_serves_its_page_and_knows_its_offices() {
    run(async {
        let (_demo, places) = start();
        let page = places["page"].as_str().unwrap();
        let get = async |path: &str| client().get(format!("{page}{path}")).send().await.unwrap();
        assert!(get("/").await.text().await.unwrap().contains("<main id=\"place\">"));
        let setup: Value = get("/demo.json").await.json().await.unwrap();
        assert_eq!(setup["offices"].as_array().unwrap().len(), 12);
        assert!(!setup["providers"]["samples"].as_array().unwrap().is_empty());
        assert_eq!(get("/sandbox").await.headers()["location"], places["sandbox"].as_str().unwrap());
        let nobody =
            client().post(format!("{page}/session")).json(&json!({ "group": "nowhere" })).send().await.unwrap();
        assert_eq!(nobody.status(), 404);
        assert_eq!(get("/images/cup.png").await.headers()["content-type"], "image/png");
        assert_eq!(get("/images/..%2fdemo.css").await.status(), 404);
        assert_eq!(get("/../Cargo.toml").await.status(), 404);
    });
}
