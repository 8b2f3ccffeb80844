//! Another time for a send, or none: what Braze is asked, what becomes of lost answers, and who is written to in the end.

use super::whole::{Whole, now, submission};
use crate::net::run;
use serde_json::{Value, json};

/// Where everybody of the stand-in is loaded, and a message to them goes in three days.
async fn sent() -> (Whole, String, String) {
    let whole = Whole::new().await;
    let people = json!({ "attributes": (0..7).map(|at| json!({
        "external_id": format!("c-{at}"), "email": format!("c{at}@people.example"), "first_name": "Zoé"
    })).collect::<Vec<_>>() });
    whole.tell("/sandbox/people", &people).await;
    let sent = whole.ask("POST", "/v1/schedules", Some(&submission(&json!({ "segment": "seg-regulars" }), 3))).await;
    let text = |name: &str| sent["send"][name].as_str().unwrap().to_owned();
    assert_eq!(sent["send"]["state"], "confirmed");
    // What was just made is unknown to Braze for a moment.
    tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    (whole, text("id"), text("schedule_id"))
}

fn at(days: i64, hour: &str) -> Value {
    let day = jiff::Timestamp::from_second(now() + days * 86_400).unwrap().strftime("%Y-%m-%d").to_string();
    json!({ "format": 1, "schedule": { "time": format!("{day}T{hour}:00:00Z") } })
}

async fn send(whole: &Whole, id: &str) -> Value {
    whole.ask("GET", &format!("/v1/sends/{id}"), None).await["send"].clone()
}

async fn settled(whole: &Whole, id: &str) -> Value {
    whole
        .until(async || {
            let send = send(whole, id).await;
            (send["change"]["state"] != "asked").then_some(send)
        })
        .await
}

async fn code(whole: &Whole, role: &str, target: &str, body: &Value) -> String {
    let (_, text) = whole.ask_as(role, "POST", target, Some(body)).await;
    serde_json::from_str::<Value>(&text).unwrap()["code"].as_str().unwrap_or(&text).to_owned()
}

async fn schedules(whole: &Whole) -> Vec<Value> {
    whole.told("/sandbox/schedules").await["schedules"].as_array().unwrap().clone()
}

#[test]
fn a_send_gets_another_time_and_reaches_everybody_once_at_that_time() {
    run(async {
        let (whole, id, schedule) = sent().await;
        let target = format!("/v1/sends/{id}/reschedule");
        let wish = at(5, "11");
        let moved = whole.ask("POST", &target, Some(&wish)).await["send"].clone();
        assert_eq!((&moved["state"], &moved["time"]), (&json!("confirmed"), &wish["schedule"]["time"]), "{moved}");
        assert_eq!((&moved["change"]["kind"], &moved["change"]["state"]), (&json!("time"), &json!("done")));
        assert_eq!(schedules(&whole).await[0]["schedule"]["time"], wish["schedule"]["time"]);

        assert_eq!(code(&whole, "viewer", &target, &wish).await, "role");
        assert_eq!(code(&whole, "editor", "/v1/sends/snd_0/reschedule", &wish).await, "no-send");
        // The rules hold at the new time as at the old.
        assert_eq!(code(&whole, "editor", &target, &at(-2, "11")).await, "report-fails");

        whole.tell("/sandbox/clock", &json!({ "advance_seconds": 4 * 86_400 })).await;
        assert_eq!(whole.deliveries(&schedule).await.len(), 0, "not at the old time");
        whole.tell("/sandbox/clock", &json!({ "advance_seconds": 2 * 86_400 })).await;
        assert_eq!(whole.deliveries(&schedule).await.len(), 7);
        assert_eq!(schedules(&whole).await.len(), 1);
    });
}

#[test]
fn a_send_taken_back_reaches_nobody() {
    run(async {
        let (whole, id, schedule) = sent().await;
        let cancelled = whole.ask("POST", &format!("/v1/sends/{id}/cancel"), Some(&json!({}))).await["send"].clone();
        assert_eq!((&cancelled["state"], &cancelled["can_retry"]), (&json!("cancelled"), &json!(false)), "{cancelled}");
        assert_eq!(cancelled["change"]["late"], false);
        for (target, body) in [("reschedule", at(6, "11")), ("cancel", json!({}))] {
            assert_eq!(code(&whole, "editor", &format!("/v1/sends/{id}/{target}"), &body).await, "unchangeable");
        }
        assert_eq!(code(&whole, "editor", &format!("/v1/sends/{id}/retry"), &json!({})).await, "settled");
        whole.tell("/sandbox/clock", &json!({ "advance_seconds": 9 * 86_400 })).await;
        assert_eq!(whole.deliveries(&schedule).await.len(), 0);
        assert_eq!(schedules(&whole).await[0]["state"], "deleted");
    });
}

#[test]
fn a_lost_answer_is_asked_for_again_until_it_is_clear() {
    run(async {
        for (path, target, fault) in [
            ("/messages/schedule/update", "reschedule", json!("reset-before")),
            ("/messages/schedule/update", "reschedule", json!("reset-after")),
            ("/messages/schedule/update", "reschedule", json!({ "status": { "code": 503, "apply": true } })),
            ("/messages/schedule/delete", "cancel", json!("reset-before")),
            ("/messages/schedule/delete", "cancel", json!("reset-after")),
            ("/messages/schedule/delete", "cancel", json!({ "status": { "code": 500, "apply": false } })),
            ("/messages/schedule/delete", "cancel", json!("truncated")),
        ] {
            let (whole, id, schedule) = sent().await;
            whole.tell("/sandbox/faults", &json!({ "on": path, "fault": fault, "count": 1 })).await;
            let body = if target == "cancel" { json!({}) } else { at(5, "11") };
            let (status, text) = whole.ask_as("editor", "POST", &format!("/v1/sends/{id}/{target}"), Some(&body)).await;
            let asked: Value = serde_json::from_str(&text).unwrap();
            assert_eq!((status, &asked["send"]["change"]["state"]), (202, &json!("asked")), "{fault} {text}");
            // While it is not clear, nothing else is begun.
            assert_eq!(code(&whole, "editor", &format!("/v1/sends/{id}/reschedule"), &at(6, "12")).await, "in-work");
            let done = settled(&whole, &id).await;
            assert_eq!(done["change"]["state"], "done", "{fault} {done}");
            let people = if target == "cancel" { 0 } else { 7 };
            assert_eq!(done["state"], if people == 0 { "cancelled" } else { "confirmed" });
            whole.tell("/sandbox/clock", &json!({ "advance_seconds": 9 * 86_400 })).await;
            assert_eq!(whole.deliveries(&schedule).await.len(), people, "{fault}");
        }
    });
}

#[test]
fn a_proxy_killed_while_it_asks_asks_again() {
    run(async {
        let (mut whole, id, schedule) = sent().await;
        let silence = json!({ "silence": { "ms": 60_000, "apply": true } });
        let fault = json!({ "on": "/messages/schedule/delete", "fault": silence, "count": 1 });
        whole.tell("/sandbox/faults", &fault).await;
        let target = format!("/v1/sends/{id}/cancel");
        let nothing = json!({});
        let asked = whole.try_ask("editor", "POST", &target, Some(&nothing));
        assert!(tokio::time::timeout(std::time::Duration::from_millis(700), asked).await.is_err(), "no answer yet");
        whole.kill();
        whole.start();
        let done = settled(&whole, &id).await;
        assert_eq!((&done["state"], &done["change"]["state"]), (&json!("cancelled"), &json!("done")));
        whole.tell("/sandbox/clock", &json!({ "advance_seconds": 9 * 86_400 })).await;
        assert_eq!(whole.deliveries(&schedule).await.len(), 0);
    });
}

#[test]
fn what_braze_never_had_is_taken_back_without_asking_it() {
    run(async {
        let whole = Whole::new().await;
        let fault = json!({ "on": "/messages/schedule/create", "fault": { "status": { "code": 429, "apply": false } }, "count": 1 });
        whole.tell("/sandbox/faults", &fault).await;
        let wish = submission(&json!({ "segment": "seg-regulars" }), 3);
        let sent = whole.ask("POST", "/v1/schedules", Some(&wish)).await["send"].clone();
        assert_eq!(sent["state"], "intended");
        let id = sent["id"].as_str().unwrap();
        let cancelled = whole.ask("POST", &format!("/v1/sends/{id}/cancel"), Some(&json!({}))).await["send"].clone();
        assert_eq!((&cancelled["state"], &cancelled["can_retry"]), (&json!("cancelled"), &json!(false)));
        assert_eq!(code(&whole, "editor", &format!("/v1/sends/{id}/retry"), &json!({})).await, "settled");
        assert_eq!(schedules(&whole).await, Vec::<Value>::new());
        // The same message again is no double of one that was taken back.
        let again = whole.ask("POST", "/v1/schedules", Some(&wish)).await;
        assert_eq!(again["send"]["state"], "confirmed");
        let asked = whole.told("/sandbox/requests").await;
        let deletes =
            asked["requests"].as_array().unwrap().iter().filter(|one| one["path"] == "/messages/schedule/delete");
        assert_eq!(deletes.count(), 0);
    });
}

#[test]
fn a_customer_in_the_preview_is_masked_for_editors_and_whole_for_the_brand() {
    run(async {
        let whole = Whole::new().await;
        let person = json!({ "external_id": "c-1", "email": "lea@people.example", "first_name": "Léa", "points": 12, "secret": "x" });
        whole.tell("/sandbox/people", &json!({ "attributes": [person] })).await;
        let wish = json!({ "format": 1, "external_id": "c-1" });
        let seen = whole.ask("POST", "/v1/recipients/preview", Some(&wish)).await;
        assert_eq!((&seen["masked"], &seen["recipient"]["attributes"]["first_name"]), (&json!(true), &json!("Léa")));
        assert_eq!(
            seen["recipient"]["custom_attributes"],
            json!({ "points": 12 }),
            "nothing that messages may not print"
        );
        assert!(!seen.to_string().contains("people.example"));
        let (status, text) = whole.ask_as("brand", "POST", "/v1/recipients/preview", Some(&wish)).await;
        assert_eq!(status, 200, "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["masked"], false);
        assert_eq!(code(&whole, "viewer", "/v1/recipients/preview", &wish).await, "role");
        let nobody = json!({ "format": 1, "external_id": "c-2" });
        assert_eq!(code(&whole, "editor", "/v1/recipients/preview", &nobody).await, "no-recipient");
        for name in ["ledger.sqlite", "ledger.sqlite-wal"] {
            let bytes = std::fs::read(whole.folder.path().join(name)).unwrap_or_default();
            assert!(!bytes.windows(3).any(|part| part == b"c-1"), "who was looked at is not kept");
        }
    });
}
