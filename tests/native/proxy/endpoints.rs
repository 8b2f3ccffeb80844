//! A story for each of the ten endpoints: browser, proxy, stand-in. The table says where each is told; an endpoint without
//! one fails here.

use super::whole::{Whole, now, submission};
use crate::net::run;
use countersign::braze::Endpoint;
use serde_json::{Value, json};
use std::path::Path;

const LISTS: (&str, &str) =
    ("tests/native/proxy/lists.rs", "fn a_file_interrupted_in_the_middle_reaches_braze_once_and_whole()");
const MOVED: (&str, &str) =
    ("tests/native/proxy/changes.rs", "fn a_send_gets_another_time_and_reaches_everybody_once_at_that_time()");
const TAKEN_BACK: (&str, &str) = ("tests/native/proxy/changes.rs", "fn a_send_taken_back_reaches_nobody()");
const SEEN: (&str, &str) =
    ("tests/native/proxy/changes.rs", "fn a_customer_in_the_preview_is_masked_for_editors_and_whole_for_the_brand()");
const ALL_TEN: (&str, &str) =
    ("tests/native/proxy/endpoints.rs", "fn what_an_office_does_calls_all_ten_and_each_answers()");
const BROWSER: (&str, &str) = (
    "tests/e2e/audience.test.mjs",
    "test('a shop uploads its customers, writes to them, moves one send and takes another back'",
);

/// Where each endpoint's story is told: file and test.
const STORIES: &[(Endpoint, &[(&str, &str)])] = &[
    (Endpoint::UsersTrack, &[LISTS, BROWSER, ALL_TEN]),
    (Endpoint::UsersExportIds, &[SEEN, BROWSER, ALL_TEN]),
    (Endpoint::ScheduleCreate, &[LISTS, BROWSER, ALL_TEN]),
    (Endpoint::ScheduleUpdate, &[MOVED, BROWSER, ALL_TEN]),
    (Endpoint::ScheduleDelete, &[TAKEN_BACK, BROWSER, ALL_TEN]),
    (Endpoint::SendIdCreate, &[BROWSER, ALL_TEN]),
    (Endpoint::SegmentsList, &[BROWSER, ALL_TEN]),
    (Endpoint::SegmentsDataSeries, &[BROWSER, ALL_TEN]),
    (Endpoint::SegmentsDetails, &[BROWSER, ALL_TEN]),
    (Endpoint::SendsDataSeries, &[ALL_TEN]),
];

#[test]
fn every_endpoint_has_a_story_that_is_told() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for endpoint in Endpoint::ALL {
        let told = STORIES.iter().find(|(known, _)| known == endpoint).map(|(_, stories)| *stories).unwrap_or_default();
        assert!(!told.is_empty(), "{endpoint} has no story: name one in STORIES");
        for (file, test) in told {
            let text = std::fs::read_to_string(root.join(file)).unwrap();
            assert!(text.contains(test), "{endpoint}: {file} has no `{test}`");
        }
    }
}

#[test]
fn what_an_office_does_calls_all_ten_and_each_answers() {
    run(async {
        let whole = Whole::new().await;
        // The segment's description and size.
        let segments = whole.ask("GET", "/v1/segments", None).await;
        assert_eq!((&segments["checked"], &segments["segments"][0]["id"]), (&json!(true), &json!("seg-regulars")));

        // Three customers from a file.
        let text = "id,email,points\nc-1,c1@people.example,1\nc-2,c2@people.example,2\nc-3,c3@people.example,3\n";
        let layout = json!({ "delimiter": ",", "columns": ["external_id", "email", "points"] });
        let new = json!({ "format": 1, "name": "", "size": text.len(), "digest": "", "layout": layout });
        let list = whole.ask("POST", "/v1/audiences", Some(&new)).await["list"].clone();
        let id = list["id"].as_str().unwrap();
        let part = json!({ "format": 1, "from": 0, "text": text, "ends": true });
        whole.ask("POST", &format!("/v1/audiences/{id}/parts"), Some(&part)).await;
        let done = async || {
            let list = whole.ask("GET", &format!("/v1/audiences/{id}"), None).await["list"].clone();
            (list["state"] == "done").then_some(list)
        };
        assert_eq!(whole.until(done).await["sent"], 3);
        let wish = json!({ "format": 1, "external_id": "c-2" });
        // What was just written is seen a moment later.
        let seen = async || {
            let (status, text) = whole.ask_as("brand", "POST", "/v1/recipients/preview", Some(&wish)).await;
            (status == 200).then(|| serde_json::from_str::<Value>(&text).unwrap())
        };
        assert_eq!(whole.until(seen).await["recipient"]["custom_attributes"]["points"], 2);

        // One message gets another time, one is taken back, one goes out at once.
        let to = json!({ "list": id });
        let send = async |wish: Value| {
            let send = whole.ask("POST", "/v1/schedules", Some(&wish)).await["send"].clone();
            assert_eq!(send["state"], "confirmed", "{send}");
            send["id"].as_str().unwrap().to_owned()
        };
        let moved = send(submission(&to, 3)).await;
        let day = jiff::Timestamp::from_second(now() + 5 * 86_400).unwrap().strftime("%Y-%m-%d").to_string();
        let other = json!({ "format": 1, "schedule": { "time": format!("{day}T10:00:00Z") } });
        let settled = async |id: &str| {
            let look = async || {
                let send = whole.ask("GET", &format!("/v1/sends/{id}"), None).await["send"].clone();
                (send["change"]["state"] != "asked").then_some(send)
            };
            whole.until(look).await
        };
        whole.ask("POST", &format!("/v1/sends/{moved}/reschedule"), Some(&other)).await;
        assert_eq!(settled(&moved).await["time"], other["schedule"]["time"]);
        let taken_back = send(submission(&to, 4)).await;
        whole.ask("POST", &format!("/v1/sends/{taken_back}/cancel"), Some(&json!({}))).await;
        assert_eq!(settled(&taken_back).await["state"], "cancelled");
        let mut at_once = submission(&to, 4);
        let soon = jiff::Timestamp::from_second(now() + 2).unwrap().to_string();
        at_once["draft"]["schedule"]["time"] = json!(soon);
        let gone = send(at_once).await;
        // Braze counts it once it has gone out.
        let counted = async || {
            let send = whole.ask("GET", &format!("/v1/sends/{gone}"), None).await;
            let over =
                send["send"]["time"].as_str()? < jiff::Timestamp::from_second(now() - 1).unwrap().to_string().as_str();
            if !over {
                return None;
            }
            Some(whole.ask("GET", &format!("/v1/sends/{gone}/results"), None).await)
        };
        let results = whole.until(counted).await;
        assert_eq!(results["channels"]["email"]["sent"], 3, "{results}");

        let requests = whole.told("/sandbox/requests").await;
        let answered = |path: &str| {
            let of = |one: &&Value| one["path"] == path;
            requests["requests"]
                .as_array()
                .unwrap()
                .iter()
                .filter(of)
                .any(|one| matches!(one["status"].as_u64(), Some(200..300)))
        };
        let silent: Vec<&Endpoint> = Endpoint::ALL.iter().filter(|endpoint| !answered(endpoint.path())).collect();
        assert!(silent.is_empty(), "no answer from {silent:?}");
    });
}
