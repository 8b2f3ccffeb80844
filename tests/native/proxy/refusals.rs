//! What the proxy does not take: from strangers, from changed pages, from other groups.

use super::world::{Answer, BRAZE_KEY, World, draft, secret_text};
use crate::net::{raw, run};
use serde_json::{Value, json};

const KEY: &str = "one-user-action-0001";

fn fields() -> Option<Value> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/security/fields.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        told!("skipped: ../shared is not here");
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

fn uniform(answer: &Answer) -> Value {
    let mut body = answer.json();
    body["request_id"] = Value::Null;
    body
}

#[test]
fn a_request_changed_on_its_way_is_refused_and_nothing_reaches_braze() {
    run(async {
        let world = World::new().await;
        let session = world.session("leeds", "editor");
        let body = World::submission(&draft());
        let mut first = None;
        let targets = ["/v1/schedules", "/v1/check", "/v1/schedules?x=1", "/v1/sends/x/retry"];
        for (index, target) in targets.into_iter().enumerate() {
            let headers = world.signed(&session, "POST", "/v1/schedules", Some((&body, KEY)));
            let changed = body.replace("Autumn is here", "Autumn is near");
            let sent = if index == 0 { &changed } else { &body };
            let answer = world.send("POST", target, &headers, Some(sent)).await;
            assert_eq!(answer.status, 401, "{target}: {}", answer.text);
            assert_eq!(uniform(&answer), *first.get_or_insert(uniform(&answer)), "every 401 says the same");
        }
        for (at, change) in [("authorization", "BWS e30.e30.AAAA"), ("idempotency-key", "\"another-action-00009\"")] {
            let mut headers = world.signed(&session, "POST", "/v1/schedules", Some((&body, KEY)));
            for (name, value) in &mut headers {
                if *name == at {
                    change.clone_into(value);
                }
            }
            assert_eq!(world.send("POST", "/v1/schedules", &headers, Some(&body)).await.status, 401, "{at}");
        }
        assert_eq!(world.braze.calls(), 0);
        let log = world.log.text();
        for reason in ["content-digest", "\"signature\"", "token-header"] {
            assert!(log.contains(reason), "the operator learns that it was {reason}");
        }
    });
}

#[test]
fn a_replay_is_refused() {
    run(async {
        let world = World::new().await;
        let session = world.session("leeds", "editor");
        let body = World::submission(&draft());
        let headers = world.signed(&session, "POST", "/v1/schedules", Some((&body, KEY)));
        assert_eq!(world.send("POST", "/v1/schedules", &headers, Some(&body)).await.status, 201);
        for _ in 0..5 {
            assert_eq!(world.send("POST", "/v1/schedules", &headers, Some(&body)).await.status, 401);
        }
        assert_eq!(world.braze.calls(), 1);
        assert!(world.log.text().contains("\"replay\""));
    });
}

#[test]
fn another_message_than_the_author_saw_is_not_sent() {
    run(async {
        let world = World::new().await;
        let mut body: Value = serde_json::from_str(&World::submission(&draft())).unwrap();
        body["draft"]["slots"]["subject"] = json!("Changed in the page");
        let answer = world.ask("POST", "/v1/schedules", Some((&body.to_string(), KEY))).await;
        assert_eq!((answer.status, answer.code().as_str()), (409, "digest-differs"));
        assert!(answer.json()["digest"].as_str().unwrap().starts_with("sha256:"));
        assert_eq!(world.braze.calls(), 0);
    });
}

#[test]
fn a_message_that_fails_comes_back_with_the_report_of_the_browser() {
    run(async {
        let world = World::new().await;
        let mut cheap = draft();
        cheap["slots"]["intro"] = json!("A cheap coffee.");
        let body = World::submission(&cheap);
        let answer = world.ask("POST", "/v1/schedules", Some((&body, KEY))).await;
        assert_eq!((answer.status, answer.code().as_str()), (422, "report-fails"), "{}", answer.text);
        assert_eq!(answer.headers["content-type"], "application/problem+json");
        let report = answer.json()["report"].clone();
        assert_eq!(report["verdict"], "fail");
        let here = {
            let engine = countersign::engine::Engine::new(super::world::kit());
            let draft = serde_json::from_value(cheap.clone()).unwrap();
            let mut review = engine.open(draft, jiff::Timestamp::from_second(super::world::NOW).unwrap()).unwrap();
            serde_json::to_value(review.report().view(countersign::locale::Locale::En)).unwrap()
        };
        assert_eq!(report, here);
        let check = json!({ "format": 1, "draft": cheap, "locale": "en" }).to_string();
        let check = world.ask("POST", "/v1/check", Some((&check, "check-action-000001"))).await;
        assert_eq!((check.status, &check.json()["report"]), (200, &report));
        assert_eq!(world.braze.calls(), 0);
    });
}

#[test]
fn what_stands_in_no_submission_is_refused() {
    let Some(fields) = fields() else { return };
    run(async move {
        let world = World::new().await;
        for (index, case) in fields["cases"].as_array().unwrap().iter().enumerate() {
            if case["field"] != "payload" {
                continue;
            }
            // As it stands, and each of its members put into a sound submission.
            let input = case["input"].as_str().unwrap();
            let mut bodies = vec![input.to_owned()];
            if let Ok(Value::Object(members)) = serde_json::from_str::<Value>(input) {
                for place in ["", "/draft", "/draft/audience", "/draft/slots"] {
                    let mut body: Value = serde_json::from_str(&World::submission(&draft())).unwrap();
                    let into = body.pointer_mut(place).unwrap().as_object_mut().unwrap();
                    into.extend(members.clone());
                    bodies.push(body.to_string());
                }
            }
            for (at, body) in bodies.iter().enumerate() {
                let key = format!("payload-{index:04}-{at:04}");
                let answer = world.ask("POST", "/v1/schedules", Some((body, &key))).await;
                assert!((400..500).contains(&answer.status), "{}: {} {}", case["id"], answer.status, answer.text);
                assert_ne!(answer.status, 429);
            }
        }
        assert_eq!(world.braze.calls(), 0);
    });
}

#[test]
fn groups_and_segments_are_byte_for_byte() {
    run(async {
        let world = World::new().await;
        let york = world.session("york", "editor");
        let answer = world.ask_as(&york, "POST", "/v1/schedules", Some((&World::submission(&draft()), KEY))).await;
        assert_eq!((answer.status, answer.code().as_str()), (403, "group"));
        for group in ["hq", "leeds ", "Leeds", "leeds,york", "../york"] {
            let session = world.session(group, "editor");
            assert_eq!(world.ask_as(&session, "GET", "/v1/kit", None).await.status, 401, "{group}");
        }
        for (index, segment) in
            ["evil", "SEG-REGULARS", " seg-regulars", "seg-regulars\u{0}evil", ""].iter().enumerate()
        {
            let mut draft = draft();
            draft["audience"]["segment"] = json!(segment);
            let key = format!("segment-action-{index:04}");
            let answer = world.ask("POST", "/v1/schedules", Some((&World::submission(&draft), &key))).await;
            assert_eq!(answer.status, 422, "{segment:?}: {}", answer.text);
        }
        for (index, time) in
            ["2026-12-01T10:00:00+25:00", "2026-12-31T23:59:60Z", "2020-01-01T00:00:00Z", "2036-01-01T00:00:00Z"]
                .iter()
                .enumerate()
        {
            let mut draft = draft();
            draft["schedule"]["time"] = json!(time);
            let key = format!("schedule-action-{index:04}");
            let answer = world.ask("POST", "/v1/schedules", Some((&World::submission(&draft), &key))).await;
            assert_eq!(answer.status, 422, "{time:?}: {}", answer.text);
        }
        assert_eq!(world.braze.calls(), 0);
    });
}

#[test]
fn a_group_sees_its_own_part_of_the_kit_and_its_own_segments() {
    run(async {
        let world = World::new().await;
        let kit = world.ask("GET", "/v1/kit", None).await.json();
        let groups: Vec<&String> = kit["groups"].as_object().unwrap().keys().collect();
        assert_eq!(groups, ["hq", "leeds"]);
        assert_eq!(kit["templates"].as_object().unwrap().len(), 1);
        let york = world.session("york", "viewer");
        let kit = world.ask_as(&york, "GET", "/v1/kit", None).await.json();
        assert_eq!(kit["templates"], json!({}));
        let segments = world.ask("GET", "/v1/segments", None).await.json();
        assert_eq!(
            segments,
            json!({
                "segments": [{
                    "id": "seg-regulars", "name": "Regulars", "description": "Filters: - city is Leeds", "size": 1210,
                    "trend": [{ "day": "2026-11-21", "size": 1180 }, { "day": "2026-11-22", "size": 1210 }],
                }],
                "checked": true,
                "missing": ["seg-gone"],
            })
        );
        // What is a day's figure is not asked for again within the hour.
        let numbers = || world.braze.asked.lock().unwrap().iter().filter(|asked| !asked.contains("/list")).count();
        assert_eq!(numbers(), 2);
        world.ask("GET", "/v1/segments", None).await;
        assert_eq!(numbers(), 2);
        world.clock.fetch_add(3600, std::sync::atomic::Ordering::Relaxed);
        let session = world.session("leeds", "editor");
        world.ask_as(&session, "GET", "/v1/segments", None).await;
        assert_eq!(numbers(), 4);
    });
}

#[test]
fn only_the_intranets_pages_may_ask_and_every_answer_is_protected() {
    run(async {
        let world = World::new().await;
        let origin = |origin: &str| vec![("origin", origin.to_owned())];
        let preflight = world.send("OPTIONS", "/v1/schedules", &origin("https://intranet.colombe.example"), None).await;
        assert_eq!(preflight.status, 204);
        assert_eq!(preflight.headers["access-control-allow-origin"], "https://intranet.colombe.example");
        assert!(preflight.headers["access-control-allow-headers"].to_str().unwrap().contains("authorization"));
        assert!(!preflight.headers.contains_key("access-control-allow-credentials"));
        for other in [
            "https://evil.example",
            "null",
            "https://intranet.colombe.example.evil.example",
            "http://intranet.colombe.example",
        ] {
            for method in ["OPTIONS", "GET"] {
                let answer = world.send(method, "/v1/kit", &origin(other), None).await;
                assert_eq!(answer.status, 403, "{other}");
                assert!(!answer.headers.contains_key("access-control-allow-origin"));
            }
        }
        for (method, target) in
            [("GET", "/livez"), ("GET", "/v1/kit"), ("GET", "/nothing"), ("DELETE", "/v1/kit"), ("OPTIONS", "/")]
        {
            let headers = world.send(method, target, &[], None).await.headers;
            assert_eq!(headers["x-content-type-options"], "nosniff", "{target}");
            assert_eq!(headers["cache-control"], "no-store");
            assert_eq!(headers["content-security-policy"], "default-src 'none'; frame-ancestors 'none'");
            assert!(headers["vary"].to_str().unwrap().contains("Origin"));
            assert!(!headers.contains_key("server"));
        }
    });
}

#[test]
fn paths_are_exact_and_raw_requests_have_one_reading() {
    let Some(fields) = fields() else { return };
    run(async move {
        let world = World::new().await;
        let host = world.proxy.address;
        for case in fields["cases"].as_array().unwrap() {
            let input = case["input"].as_str().unwrap();
            match case["field"].as_str().unwrap() {
                "path" => {
                    let request = format!("GET {input} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
                    let answer = raw(host, request.as_bytes()).await;
                    let refused = ["400", "401", "404", "405"];
                    assert!(refused.iter().any(|status| answer.starts_with(&format!("HTTP/1.1 {status}"))), "{answer}");
                }
                "http" => {
                    let answer = raw(host, input.as_bytes()).await;
                    assert!(answer.matches("HTTP/1.1 ").count() <= 1, "{}: {answer}", case["id"]);
                    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4") || answer.starts_with("HTTP/1.1 5"));
                }
                _ => {}
            }
        }
        let announced = format!(
            "POST /v1/schedules HTTP/1.1\r\nHost: {host}\r\nExpect: 100-continue\r\nContent-Length: 100000000\r\n\r\n"
        );
        assert!(raw(host, announced.as_bytes()).await.starts_with("HTTP/1.1 413"));
    });
}

#[test]
fn secrets_are_nowhere_and_one_event_is_one_line() {
    let Some(fields) = fields() else { return };
    run(async move {
        let world = World::new().await;
        let session = world.session("leeds", "editor");
        let mut answers = String::new();
        for (index, case) in fields["cases"].as_array().unwrap().iter().enumerate() {
            if case["field"] == "log" {
                let mut draft = draft();
                draft["template"] = case["input"].clone();
                let body = json!({ "format": 1, "draft": draft, "digest": case["input"], "locale": "fr" }).to_string();
                let key = format!("log-action-{index:08}");
                answers += &world.ask("POST", "/v1/schedules", Some((&body, &key))).await.text;
            }
        }
        world.braze.is(401, &json!({ "message": format!("Invalid API key: {BRAZE_KEY}") }).to_string());
        answers += &world.ask("POST", "/v1/schedules", Some((&World::submission(&draft()), KEY))).await.text;
        answers += &world.ask("GET", "/v1/sends", None).await.text;
        let log = world.log.text();
        let ledger = ["ledger.sqlite", "ledger.sqlite-wal"]
            .map(|name| std::fs::read(world.folder.path().join(name)).unwrap_or_default())
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .concat();
        for secret in [BRAZE_KEY, &secret_text(0), &session.key.for_the_page(), &session.token] {
            for (place, text) in [("log", &log), ("answers", &answers), ("ledger", &ledger)] {
                assert!(!text.contains(secret), "a secret is in the {place}");
            }
        }
        for line in log.lines() {
            let event: Value = serde_json::from_str(line).unwrap();
            assert!(event["time"].is_string() && event["event"].is_string());
        }
        assert!(!log.chars().any(|c| c != '\n' && (c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))));
    });
}

#[test]
fn idempotency_keys_have_one_form() {
    let Some(fields) = fields() else { return };
    run(async move {
        let world = World::new().await;
        let session = world.session("leeds", "editor");
        let body = World::submission(&draft());
        let mut keys = vec!["00000000-0000-0000-0000-000000000000".to_owned()];
        for case in fields["cases"].as_array().unwrap().iter().filter(|case| case["field"] == "idempotency_key") {
            keys.push(case["input"].as_str().unwrap().to_owned());
        }
        for key in &keys {
            for value in [key.to_owned(), format!("\"{key}\"")] {
                if reqwest::header::HeaderValue::from_str(&value).is_err() {
                    continue;
                }
                let mut headers = world.signed(&session, "POST", "/v1/schedules", Some((&body, KEY)));
                headers.retain(|(name, _)| *name != "idempotency-key");
                headers.push(("idempotency-key", value));
                assert_eq!(world.send("POST", "/v1/schedules", &headers, Some(&body)).await.status, 401, "{key}");
            }
        }
        assert_eq!(world.braze.calls(), 0);
    });
}

#[test]
fn no_other_host_than_an_instance_of_braze_is_asked() {
    let Some(fields) = fields() else { return };
    for case in fields["cases"].as_array().unwrap().iter().filter(|case| case["field"] == "rest_endpoint") {
        let address = case["input"].as_str().unwrap();
        assert!(countersign::braze::Upstream::endpoint(address).is_err(), "{address}");
    }
}

#[test]
fn a_session_that_asks_too_much_is_told_when_to_ask_again() {
    run(async {
        let world = World::new().await;
        let mut answer = world.ask("GET", "/v1/sends", None).await;
        for _ in 0..200 {
            answer = world.ask("GET", "/v1/sends", None).await;
            if answer.status == 429 {
                break;
            }
        }
        assert_eq!((answer.status, answer.code().as_str()), (429, "rate"));
        assert_eq!(answer.headers["retry-after"], "1");
        world.clock.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        assert_eq!(world.ask("GET", "/v1/sends", None).await.status, 200);
    });
}
