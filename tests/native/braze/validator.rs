//! `countersign braze validate`, as scripts use it.

use super::file;
use serde_json::{Value, json};

fn run(words: &[&str]) -> (String, String, bool) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let words = ["countersign", "braze", "validate"].iter().chain(words);
    let code = countersign::cli::run(words.map(Into::into), &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(out), text(err), format!("{code:?}") == format!("{:?}", std::process::ExitCode::SUCCESS))
}

#[test]
fn every_line_has_its_answer() {
    let path = file(
        "lines.jsonl",
        "{\"schedule_id\": \"s\"}\n\n{\"schedule_id\": \"\"}\nnot json\r\n{\"schedule_id\": \"s\", \"recipients\": []}",
    );
    let (out, err, fine) = run(&["messages.schedule.delete", path.to_str().unwrap(), "--jsonl"]);
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((err.as_str(), fine, lines.len()), ("", true, 4));
    assert_eq!(out.lines().next(), Some("{\"ok\":true}"));
    let refused =
        |field: &str, message: &str| json!({ "ok": false, "errors": [{ "field": field, "message": message }] });
    assert_eq!(lines[1], refused("schedule_id", "is empty"));
    assert_eq!(lines[2], refused("body", "is not JSON"));
    let stranger = "is not a documented field of `messages/schedule/delete`";
    assert_eq!(lines[3], refused("recipients", stranger));
}

#[test]
fn queries_may_stand_as_in_an_address() {
    let path = file(
        "query.jsonl",
        "{\"segment_id\":\"s\",\"length\":\"14\"}\nsegment_id=s&length=101\n?segment_id=s&length=7",
    );
    let (out, ..) = run(&["GET /segments/data_series", path.to_str().unwrap(), "--jsonl"]);
    let told: Vec<bool> = out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["ok"] == true).collect();
    assert_eq!(told, [true, false, true]);
}

#[test]
fn one_body_is_told_to_people_in_their_language() {
    let path = file("body.json", "{\"campaign_id\": 7, \"send_id\": \"é\"}");
    let (out, err, fine) = run(&["sends/id/create", path.to_str().unwrap(), "--locale", "fr"]);
    assert_eq!(
        (out.as_str(), err.as_str(), fine),
        ("campaign_id: doit être une chaîne\nsend_id: doit avoir de 1 à 64 caractères ASCII\n", "", false,)
    );
    let path = file("sound.json", "{\"campaign_id\": \"c\"}");
    let (out, _, fine) = run(&["/sends/id/create", path.to_str().unwrap()]);
    assert_eq!((out.as_str(), fine), ("Nothing is wrong by Braze’s documentation.\n", true));
}

#[test]
fn the_clock_is_the_callers() {
    let body = json!({ "schedule_id": "s", "schedule": { "time": "2026-11-24T08:00:00", "in_local_time": true } });
    let path = file("local.json", &body.to_string());
    let at = |now: &str| run(&["messages.schedule.update", path.to_str().unwrap(), "--now", now]).2;
    assert!(at("2026-11-24T19:00:00Z") && !at("2026-11-24T21:00:00Z"));
}

#[test]
fn an_endpoint_that_is_none_is_told_with_those_that_are() {
    let (out, err, fine) = run(&["/messages/send", "x"]);
    assert_eq!((out.as_str(), fine), ("", false));
    assert!(err.contains("`/messages/send`") && err.contains("messages.schedule.create"), "{err}");
}
