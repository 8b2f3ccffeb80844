//! The stand-in for Braze, over real sockets: what it takes, what it refuses, in whose words.

mod faults;
mod program;
mod recorded;
mod truth;

use crate::net::{Served, client, listen, raw, run};
use countersign::braze::Key;
use countersign::sandbox::{ApiKey, Campaign, Sandbox, SegmentDefinition, Settings, Variation};
use countersign::serve::Limits;
use serde_json::{Value, json};
use tokio::sync::watch;

pub(crate) const NOW: i64 = 1_795_435_200_000; // 2026-11-23T12:00:00Z
pub(crate) const KEY: &str = "sandbox-key-0123456789";

pub(crate) fn settings() -> Settings {
    let variation = Variation { id: "variation".to_owned(), name: String::new(), channel: None };
    let segment = |number| SegmentDefinition::everybody(&format!("segment-{number}"), "Regulars");
    Settings {
        seed: 7,
        keys: vec![ApiKey::all("proxy", Key::new(KEY.to_owned()).unwrap())],
        segments: (0..103).map(segment).collect(),
        campaigns: vec![Campaign { id: "campaign".to_owned(), variations: vec![variation], ..Campaign::default() }],
        pictures: vec![("https://images.made.up/".to_owned(), "http://127.0.0.1:9/images/".to_owned())],
        ..Settings::default()
    }
}

/// A stand-in on a real socket, whose clock begins at `now` and stands.
async fn serve(settings: Settings, now: i64) -> Served {
    let (listener, address) = listen().await;
    let sandbox = Sandbox::new(settings, move || now).unwrap();
    let (end, ended) = watch::channel(false);
    tokio::spawn(sandbox.serve(listener, Limits::default(), ended));
    Served::new(address, end)
}

async fn sandbox() -> Served {
    serve(settings(), NOW).await
}

async fn get(served: &Served, path: &str) -> Value {
    client().get(served.url(path)).send().await.unwrap().json().await.unwrap()
}

fn message() -> Value {
    json!({
        "broadcast": true, "segment_id": "segment-1", "campaign_id": "campaign",
        "schedule": { "time": "2026-11-24T08:00:00Z", "in_local_time": false, "at_optimal_time": false },
        "messages": { "email": {
            "app_id": "app", "from": "Lyon <lyon@colombe.example>", "subject": "Bonjour <&\"'",
            "body": "<p>Bonjour</p><img src=\"https://images.made.up/cup.png\"><script>alert(1)</script>", "plaintext_body": "Bonjour",
            "message_variation_id": "variation", "should_inline_css": false
        } }
    })
}

async fn post(served: &Served, path: &str, key: &str, body: &Value) -> (u16, Value, reqwest::header::HeaderMap) {
    let request = client().post(served.url(path)).bearer_auth(key).json(body);
    let answer = request.send().await.unwrap();
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    (status, answer.json().await.unwrap(), headers)
}

#[test]
fn a_documented_request_is_answered_as_recorded() {
    run(async {
        let served = sandbox().await;
        let (status, answer, headers) = post(&served, "/messages/schedule/create", KEY, &message()).await;
        assert_eq!(status, 201);
        assert_eq!(answer["message"], "success");
        assert_eq!(answer["schedule_id"].as_str().unwrap().len(), 36);
        assert_eq!(answer["dispatch_id"].as_str().unwrap().len(), 32);
        assert_eq!(headers["x-ratelimit-limit"], "250000");
        assert_eq!(headers["x-ratelimit-reset"], "1795438800");
        // Braze knows no idempotency: the same again is a second schedule.
        let (_, second, _) = post(&served, "/messages/schedule/create", KEY, &message()).await;
        assert_ne!(second["schedule_id"], answer["schedule_id"]);

        let kept = get(&served, "/sandbox/messages.json").await;
        assert_eq!(kept["messages"][0]["body"], message());
        assert!(kept["messages"][0]["digest"].as_str().unwrap().starts_with("sha256:"));
        assert_eq!(kept["messages"].as_array().unwrap().len(), 2);
    });
}

#[test]
fn a_wrong_key_is_echoed_with_empty_limits() {
    run(async {
        let served = sandbox().await;
        let (status, answer, headers) = post(&served, "/messages/schedule/create", "non-existent", &message()).await;
        assert_eq!((status, answer), (401, json!({ "message": "Invalid API key: non-existent" })));
        assert_eq!(headers["x-ratelimit-remaining"], "");
    });
}

#[test]
fn refusals_are_in_brazes_words() {
    run(async {
        let served = sandbox().await;
        for (pointer, value, said) in [
            ("/segment_id", Value::Null, "No Recipients"),
            ("/messages", json!({}), "No message to send"),
            ("/messages/email/message_variation_id", Value::Null, "Message Variant Unspecified"),
            ("/messages/email/message_variation_id", json!("other"), "Invalid Message Variant"),
            ("/campaign_id", json!("other"), "Invalid Campaign ID"),
            ("/schedule/time", json!("soon"), "Bad Request"),
            ("/schedule", json!({ "time": "2026-11-22T08:00:00", "in_local_time": true }), "Bad Request"),
        ] {
            let mut body = message();
            *body.pointer_mut(pointer).unwrap() = value;
            let (status, answer, _) = post(&served, "/messages/schedule/create", KEY, &body).await;
            assert_eq!((status, answer["message"].as_str().unwrap()), (400, said), "{pointer}");
        }
        let mut body = message();
        body["recipients"] = json!([]);
        let (status, answer, _) = post(&served, "/messages/schedule/create", KEY, &body).await;
        assert_eq!((status, &answer["errors"][0]["field"]), (400, &json!("recipients")));
        for (path, status) in [("/messages/schedule/create/", 403), ("/users/delete", 404)] {
            assert_eq!(post(&served, path, KEY, &message()).await.0, status, "{path}");
        }
        let text = client().post(served.url("/messages/schedule/create")).bearer_auth(KEY).body("{}");
        assert_eq!(text.send().await.unwrap().status(), 415);
    });
}

#[test]
fn segments_come_in_pages_of_a_hundred() {
    run(async {
        let served = sandbox().await;
        let get = async |query: &str| -> (u16, Value) {
            let answer =
                client().get(served.url(&format!("/segments/list{query}"))).bearer_auth(KEY).send().await.unwrap();
            (answer.status().as_u16(), answer.json().await.unwrap())
        };
        let (status, first) = get("").await;
        assert_eq!((status, first["segments"].as_array().unwrap().len()), (200, 100));
        let (_, second) = get("?page=1").await;
        assert_eq!(second["segments"][2]["id"], "segment-102");
        let (_, last) = get("?sort_direction=desc").await;
        assert_eq!(last["segments"][0]["id"], "segment-102");
        assert_eq!(get("?page=one").await.0, 400);
    });
}

#[test]
fn the_page_shows_what_would_be_sent_in_both_languages_and_runs_nothing_of_it() {
    run(async {
        let served = sandbox().await;
        let page = async |path: &str| {
            let answer = client().get(served.url(path)).send().await.unwrap();
            let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
            (answer.text().await.unwrap(), policy)
        };
        assert!(page("/?lang=fr").await.0.contains("Rien n’est encore programmé"));
        let (_, answer, _) = post(&served, "/messages/schedule/create", KEY, &message()).await;
        let (html, policy) = page("/?lang=en").await;
        for shown in
            ["Bonjour &lt;&amp;&quot;&#39;", "Regulars (segment-1)", "2026-11-24 08:00 (UTC)", "<iframe sandbox "]
        {
            assert!(html.contains(shown), "{shown}");
        }
        assert!(!html.contains("<script>alert"), "author's HTML stays in its frame");
        assert!(policy.starts_with("default-src 'none'"));
        let (body, policy) = page(&format!("/sandbox/messages/{}/body", answer["schedule_id"].as_str().unwrap())).await;
        assert!(body.contains("http://127.0.0.1:9/images/cup.png"), "shown from this machine");
        let kept = client().get(served.url("/sandbox/messages.json")).send().await.unwrap().text().await.unwrap();
        assert!(kept.contains("https://images.made.up/cup.png"), "kept as it came");
        assert!(body.contains("<script>alert(1)</script>") && policy.starts_with("sandbox; default-src 'none'"));
    });
}

#[test]
fn raw_requests_have_one_reading_or_none() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/security/fields.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        told!("skipped: ../shared is not here");
        return;
    };
    let fields: Value = serde_json::from_str(&text).unwrap();
    run(async move {
        let served = sandbox().await;
        for case in fields["cases"].as_array().unwrap().iter().filter(|case| case["field"] == "http") {
            let answer = raw(served.address, case["input"].as_str().unwrap().as_bytes()).await;
            assert!(answer.matches("HTTP/1.1 ").count() <= 1, "{}: {answer}", case["id"]);
            if case["expect"] == "reject" {
                assert!(answer.starts_with("HTTP/1.1 4") || answer.is_empty(), "{}: {answer}", case["id"]);
            }
        }
        // Two in one: the sound one is answered, the other is refused, and nothing after it is read.
        let two = "GET /sandbox/messages.json HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n";
        let answer = raw(served.address, two.as_bytes()).await;
        assert_eq!(answer.matches("HTTP/1.1 200").count(), 1, "{answer}");
        assert_eq!(answer.matches("HTTP/1.1 400").count(), 1, "{answer}");
        assert_eq!(answer.matches("HTTP/1.1 ").count(), 2, "{answer}");
    });
}

#[test]
fn a_head_that_never_ends_is_cut_off() {
    run(async {
        let (listener, address) = listen().await;
        let limits = Limits { head: std::time::Duration::from_millis(100), ..Limits::default() };
        let (end, ended) = watch::channel(false);
        tokio::spawn(Sandbox::new(settings(), || NOW).unwrap().serve(listener, limits, ended));
        let served = Served::new(address, end);
        let begun = std::time::Instant::now();
        let answer = raw(served.address, b"GET / HTTP/1.1\r\nHost: a\r\nX: ").await;
        assert_eq!(answer, "");
        assert!(begun.elapsed() < std::time::Duration::from_millis(450), "closed by the other side");
    });
}

#[test]
fn all_ten_endpoints_answer() {
    run(async {
        let served = sandbox().await;
        let a_moment = async || {
            let turn = client().post(served.url("/sandbox/clock")).json(&json!({ "advance_seconds": 0.1 }));
            assert_eq!(turn.send().await.unwrap().status(), 200);
        };
        let (_, created, _) = post(&served, "/messages/schedule/create", KEY, &message()).await;
        let id = created["schedule_id"].as_str().unwrap();
        let later = json!({ "schedule_id": id, "schedule": { "time": "2026-11-25T08:00:00Z" } });
        a_moment().await;
        assert_eq!(post(&served, "/messages/schedule/update", KEY, &later).await.0, 201);
        let kept = get(&served, "/sandbox/messages.json").await;
        assert_eq!(kept["messages"][0]["body"]["schedule"], json!({ "time": "2026-11-25T08:00:00Z" }));
        assert_eq!(kept["messages"][0]["body"]["segment_id"], "segment-1");
        let delete = json!({ "schedule_id": id });
        for status in [201, 400] {
            assert_eq!(post(&served, "/messages/schedule/delete", KEY, &delete).await.0, status);
        }
        assert_eq!(post(&served, "/messages/schedule/update", KEY, &later).await.0, 400);

        let users = json!({ "attributes": [{ "external_id": "u", "a": 1 }, { "external_id": "v", "email": "no" }] });
        let (status, answer, _) = post(&served, "/users/track", KEY, &users).await;
        let note = json!([{ "type": "EMAIL_BAD_FORMAT", "input_array": "attributes", "index": 1 }]);
        assert_eq!((status, &answer["attributes_processed"], &answer["errors"]), (201, &json!(1), &note));
        a_moment().await;
        let (_, answer, _) = post(&served, "/users/export/ids", KEY, &json!({ "external_ids": ["u", 7] })).await;
        assert_eq!(
            (&answer["users"][0]["custom_attributes"], &answer["invalid_user_ids"]),
            (&json!({ "a": 1 }), &json!(["7"]))
        );
        let (_, answer, _) =
            post(&served, "/sends/id/create", KEY, &json!({ "campaign_id": "campaign", "send_id": "s" })).await;
        assert_eq!(answer["send_id"], "s");
        for (path, status) in [
            ("/segments/details?segment_id=segment-1", 200),
            ("/segments/details?segment_id=nowhere", 400),
            ("/segments/data_series?segment_id=segment-1&length=14", 200),
            ("/segments/data_series?segment_id=segment-1&length=101", 400),
            ("/sends/data_series?campaign_id=campaign&send_id=s&length=14", 200),
            ("/sends/data_series?campaign_id=other&send_id=s&length=14", 400),
        ] {
            let answer = client().get(served.url(path)).bearer_auth(KEY).send().await.unwrap();
            assert_eq!(answer.status(), status, "{path}");
        }
    });
}
