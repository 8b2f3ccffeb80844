//! The recorded requests are answered as recorded: status, rate-limit fields and body, ids and times apart. And what the
//! documentation says of refusals before a body is looked at.

use super::{KEY, get, message, post, serve, settings};
use crate::net::{client, run};
use countersign::sandbox::Settings;
use serde_json::{Value, json};
use std::path::Path;

/// A recorded exchange, and the instant of its answer in milliseconds; none where the recordings are not here.
fn recorded(name: &str) -> Option<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/braze/examples").join(format!("{name}.json"));
    let Ok(text) = std::fs::read_to_string(path) else {
        told!("skipped: ../shared is not here");
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

/// The workspace of the recordings.
fn workspace() -> Settings {
    let segments = recorded("recorded-segments-list-1").unwrap()["response"]["body"]["segments"].take();
    let segments: Vec<Value> =
        segments.as_array().unwrap().iter().map(|one| json!({ "id": one["id"], "name": one["name"] })).collect();
    let text = json!({
        "keys": [{ "key": KEY }], "segments": segments, "contract": { "export_per_minute": 2500 },
        "campaigns": [{ "id": "d8b73da7-0b7c-fc72-1d80-e59c7f20f0d3", "name": "campaign-test",
            "variations": [{ "id": "f2123be2-74ac-4cff-b010-d0b6217595a1" }] }],
        "users": [{ "external_id": 12345, "first_name": "John", "last_name": "Doe", "email": "example@test.com",
            "string_attribute": "sherman", "boolean_attribute_1": true, "integer_attribute": 25,
            "array_attribute": ["banana", "apple"] }],
    });
    Settings::from_json(&text.to_string()).unwrap()
}

/// The same with every id and time as it looks, not as it is: `2020-…` becomes `0000-…`.
fn shape(value: &Value) -> Value {
    const DRAWN: &[&str] = &["dispatch_id", "schedule_id", "braze_id", "appboy_id", "created_at", "last_received"];
    let drawn = |text: &str| text.chars().map(|c| if c.is_ascii_hexdigit() { '0' } else { c }).collect::<String>();
    match value {
        Value::Array(items) => items.iter().map(shape).collect(),
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| match value {
                Value::String(text) if DRAWN.contains(&name.as_str()) => (name.clone(), json!(drawn(text))),
                Value::Number(_) if name == "random_bucket" => (name.clone(), json!("random")),
                other => (name.clone(), shape(other)),
            })
            .collect(),
        other => other.clone(),
    }
}

#[test]
fn the_recorded_requests_are_answered_as_recorded() {
    if recorded("recorded-segments-list-1").is_none() {
        return;
    }
    run(async {
        // The user was made at 20:01:33.385, and got a message of the campaign at 20:04:49.
        let served = serve(workspace(), 1_592_424_093_385).await;
        let sent = json!({
            "external_user_ids": ["12345"], "campaign_id": "d8b73da7-0b7c-fc72-1d80-e59c7f20f0d3",
            "schedule": { "time": "2020-06-17T20:04:49Z" },
            "messages": { "webhook": { "url": "https://a.example/", "request_method": "GET",
                "message_variation_id": "f2123be2-74ac-4cff-b010-d0b6217595a1" } },
        });
        assert_eq!(post(&served, "/messages/schedule/create", KEY, &sent).await.0, 201);
        let mut used = 1;
        for name in [
            "recorded-users-export-ids-1",
            "recorded-users-track-1",
            "recorded-users-track-2",
            "recorded-messages-schedule-create-1",
            "recorded-messages-schedule-create-2",
            "recorded-messages-schedule-create-3",
            "recorded-segments-list-1",
            // recorded-related-*: of endpoints that are not among the ten.
        ] {
            let exchange = recorded(name).unwrap();
            let at = jiff::fmt::rfc2822::parse(exchange["recorded_at"].as_str().unwrap()).unwrap().timestamp();
            let turn = json!({ "set": at.to_string(), "running": false });
            let turned = client().post(served.url("/sandbox/clock")).json(&turn).send().await.unwrap();
            assert_eq!(turned.status(), 200);

            let (request, response) = (&exchange["request"], &exchange["response"]);
            let path = request["uri"].as_str().unwrap().strip_prefix("<BRAZE_REST_URL>").unwrap();
            let refused = response["status"] == 401;
            let key = if refused { "non-existent" } else { KEY };
            let method = reqwest::Method::from_bytes(request["method"].as_str().unwrap().as_bytes()).unwrap();
            let mut call = client().request(method, served.url(path)).bearer_auth(key);
            if !request["body"].is_null() {
                call = call.json(&request["body"]);
            }
            let answer = call.send().await.unwrap();
            assert_eq!(answer.status().as_u16(), response["status"], "{name}");
            let field = |field: &str| answer.headers()[field].to_str().unwrap().to_owned();
            assert_eq!(field("content-type"), "application/json", "{name}");
            assert_eq!(field("x-ratelimit-limit"), response["headers"]["X-Ratelimit-Limit"], "{name}");
            assert_eq!(field("x-ratelimit-reset"), response["headers"]["X-Ratelimit-Reset"], "{name}");
            // How many were left depends on who else asked in that hour: users/track takes nothing, all else takes one.
            let left = if name == "recorded-users-track-1" { 250_000 } else { 250_000 - used - 1 };
            match response["headers"]["X-Ratelimit-Remaining"].as_str().unwrap() {
                "" => assert_eq!(field("x-ratelimit-remaining"), "", "{name}"),
                "250000" => assert_eq!(field("x-ratelimit-remaining"), (250_000 - used).to_string(), "{name}"),
                _ => {
                    used += 1;
                    assert_eq!(field("x-ratelimit-remaining"), left.to_string(), "{name}");
                }
            }
            let body: Value = answer.json().await.unwrap();
            assert_eq!(shape(&body), shape(&response["body"]), "{name}");
        }
    });
}

#[test]
fn refusals_before_the_body_is_looked_at() {
    run(async {
        let served = super::sandbox().await;
        let send = async |path: &str, kind: &str, body: String| {
            let request = client().post(served.url(path)).bearer_auth(KEY).header("content-type", kind).body(body);
            let answer = request.send().await.unwrap();
            (answer.status().as_u16(), answer.json::<Value>().await.unwrap()["message"].as_str().unwrap().to_owned())
        };
        let said = |status: u16, words: &str| (status, words.to_owned());
        let json = "application/json";
        let path = "/messages/schedule/create";
        assert_eq!(send(path, "text/plain", message().to_string()).await, said(415, "Unsupported Media Type"));
        assert_eq!(send(path, json, "{\"a\": 1,}".to_owned()).await, said(400, "Bad Request"));
        assert_eq!(send(path, json, " ".repeat(4_000_001)).await, said(413, "Request Entity Too Large"));
        assert_eq!(send(&format!("{path}/"), json, message().to_string()).await, said(403, "Access Denied"));
        assert_eq!(send("/users/delete", json, "{}".to_owned()).await, said(404, "Not Found"));
        let many: Vec<String> = (0..51).map(|n| n.to_string()).collect();
        let mut named = message();
        named["external_user_ids"] = json!(many);
        named["broadcast"] = json!(false);
        let too_many = "The max number of ids per request was exceeded";
        assert_eq!(send(path, json, named.to_string()).await, said(400, too_many));
        let objects: Vec<Value> = (0..76).map(|n| json!({ "external_id": n.to_string() })).collect();
        let track = json!({ "attributes": objects }).to_string();
        assert_eq!(send("/users/track", json, track).await, said(400, "Max Input Length Exceeded"));
    });
}

#[test]
fn variations_belong_to_their_campaign_and_channel() {
    run(async {
        let mut settings = settings();
        settings.campaigns[0].variations[0].channel = Some("sms".to_owned());
        let served = serve(settings, super::NOW).await;
        let (status, answer, _) = post(&served, "/messages/schedule/create", KEY, &message()).await;
        assert_eq!((status, answer["message"].as_str().unwrap()), (400, "Mismatched Message Type"));
        let seen = get(&served, "/sandbox/requests").await;
        assert_eq!(seen["requests"][0]["status"], 400);
        assert!(!seen.to_string().contains(KEY));
    });
}

#[test]
fn a_hundred_send_ids_a_day_and_each_counts_once() {
    run(async {
        let served = super::sandbox().await;
        let make = async |name: String| {
            let body = json!({ "campaign_id": "campaign", "send_id": name });
            let (status, answer, headers) = post(&served, "/sends/id/create", KEY, &body).await;
            (status, answer, headers["x-ratelimit-remaining"].to_str().unwrap().to_owned())
        };
        for number in 0..100 {
            assert_eq!(make(format!("s{number}")).await.0, 201);
        }
        assert_eq!(make("s7".to_owned()).await.0, 201, "it is known");
        let (status, answer, left) = make("s100".to_owned()).await;
        assert_eq!((status, answer, left.as_str()), (429, json!({ "message": "Rate Limited" }), "0"));
        let tomorrow = json!({ "advance_seconds": 43_200 });
        client().post(served.url("/sandbox/clock")).json(&tomorrow).send().await.unwrap();
        assert_eq!(make("s100".to_owned()).await.0, 201);
        let (status, answer, _) = post(&served, "/sends/id/create", KEY, &json!({ "campaign_id": "other" })).await;
        assert_eq!((status, answer["message"].as_str().unwrap()), (400, "Invalid Campaign ID"));
    });
}
