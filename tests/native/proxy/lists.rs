//! Customers from a file, the whole way: the file of an office, the proxy, the stand-in; interrupted, and gone on with.

use super::whole::{Whole, submission};
use crate::net::run_for;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// How many rows the story has: few in every test run, 100,000 in `cargo xtask bench lists`.
fn rows() -> usize {
    std::env::var("COUNTERSIGN_ROWS").ok().and_then(|rows| rows.parse().ok()).unwrap_or(6000)
}

/// A file as a branch keeps it, one row in a hundred wrong: its text, and what must be found by line.
fn file(rows: usize) -> (String, BTreeMap<u64, &'static str>) {
    let mut text = "N° client;Prénom;Adresse e-mail;Note interne;Points\r\n".to_owned();
    let mut wrong = BTreeMap::new();
    for at in 0..rows {
        let line = at as u64 + 2;
        let (mut id, mut mail, mut points) =
            (format!("c-{at}"), format!("c{at}@people.example"), (at % 90).to_string());
        if at % 100 == 99 {
            let kind = ["email", "no-id", "double", "number"][(at / 100) % 4];
            match kind {
                // Two mistakes in one row.
                "email" => (mail, points) = ("not an address".to_owned(), "many".to_owned()),
                "no-id" => (id, mail) = (String::new(), String::new()),
                "double" => id = format!("c-{}", at - 50),
                _ => points = "many".to_owned(),
            }
            wrong.insert(line, kind);
        }
        text.push_str(&format!("{id};Zoé {at};{mail};\"vient souvent; aime \"\"le café\"\"\";{points}\r\n"));
    }
    (text, wrong)
}

/// Sends parts from where the list says, until `stop` bytes are taken or the file ends.
async fn send_parts(whole: &Whole, id: &str, text: &str, stop: usize) -> Value {
    let mut list = whole.ask("GET", &format!("/v1/audiences/{id}"), None).await["list"].clone();
    loop {
        let from = usize::try_from(list["taken"].as_u64().unwrap()).unwrap();
        if from >= text.len().min(stop) {
            return list;
        }
        let mut end = (from + 64 * 1024).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let part = json!({ "format": 1, "from": from, "text": &text[from..end], "ends": end == text.len() });
        list = whole.ask("POST", &format!("/v1/audiences/{id}/parts"), Some(&part)).await["list"].clone();
    }
}

async fn begin(whole: &Whole, text: &str) -> (String, Value) {
    let head: String = text.chars().take(4000).collect();
    let seen = whole.ask("POST", "/v1/audiences/preview", Some(&json!({ "format": 1, "text": head }))).await;
    let columns: Vec<&Value> = seen["columns"].as_array().unwrap().iter().map(|column| &column["field"]).collect();
    assert_eq!(columns, [&json!("external_id"), &json!("first_name"), &json!("email"), &Value::Null, &json!("points")]);
    let layout = json!({ "delimiter": seen["delimiter"], "columns": columns, "encoding": "utf-8" });
    let new = json!({
        "format": 1, "name": "Clients du café", "size": text.len(), "digest": seen["digest"], "layout": layout
    });
    let list = whole.ask("POST", "/v1/audiences", Some(&new)).await["list"].clone();
    assert_eq!((&list["state"], &list["taken"]), (&json!("uploading"), &json!(0)));
    (list["id"].as_str().unwrap().to_owned(), new)
}

#[test]
fn a_file_interrupted_in_the_middle_reaches_braze_once_and_whole() {
    run_for(Duration::from_secs(600), async {
        let rows = rows();
        let (text, wrong) = file(rows);
        let sound = rows - wrong.len();
        let mut whole = Whole::new().await;
        let begun = Instant::now();
        let (id, _) = begin(&whole, &text).await;

        // Braze takes batches of which the answer is lost, and takes none for a moment.
        let lost =
            |fault: Value, skip: usize| json!({ "on": "/users/track", "fault": fault, "count": 2, "skip": skip });
        let faults = json!([
            lost(json!("reset-after"), 3),
            lost(json!({ "status": { "code": 503, "apply": true } }), 9),
            lost(json!({ "rate-limited": { "reset": "past" } }), 12),
        ]);
        whole.tell("/sandbox/faults", &faults).await;
        send_parts(&whole, &id, &text, text.len() / 2).await;
        whole.kill();
        whole.start();
        let list = whole.ask("GET", &format!("/v1/audiences/{id}"), None).await["list"].clone();
        let taken = list["taken"].as_u64().unwrap() as usize;
        assert!(taken >= text.len() / 2 && taken < text.len(), "it goes on where it stood: {list}");
        // A part that is there already changes nothing.
        let again = json!({ "format": 1, "from": 0, "text": &text[..3000], "ends": false });
        let same = whole.ask("POST", &format!("/v1/audiences/{id}/parts"), Some(&again)).await["list"].clone();
        assert_eq!((&same["taken"], &same["rows"]), (&list["taken"], &list["rows"]));
        send_parts(&whole, &id, &text, text.len()).await;
        // And once more, with the file here as a whole and rows on their way.
        whole.kill();
        whole.start();
        let list = whole
            .until(async || {
                let list = whole.ask("GET", &format!("/v1/audiences/{id}"), None).await["list"].clone();
                (list["state"] == "done").then_some(list)
            })
            .await;
        let took = begun.elapsed();
        assert_eq!(
            (&list["rows"], &list["sent"], &list["left_out"]),
            (&json!(rows), &json!(sound), &json!(wrong.len())),
            "{list}"
        );
        if std::env::var_os("COUNTERSIGN_ROWS").is_some() {
            let minute = rows as f64 / took.as_secs_f64() * 60.0;
            let peak = whole.peak_memory().unwrap_or_default();
            told!("{rows} rows in {:.1} s: {minute:.0} rows a minute, peak memory {peak} kB", took.as_secs_f64());
        }

        // The report tells every line and nothing of what stood there.
        let (status, report) =
            whole.ask_as("editor", "GET", &format!("/v1/audiences/{id}/report?locale=fr"), None).await;
        assert_eq!(status, 200);
        let lines: Vec<&str> = report.lines().skip(1).collect();
        let told: BTreeSet<u64> = lines.iter().map(|line| line.split(';').next().unwrap().parse().unwrap()).collect();
        let twice = wrong.values().filter(|kind| **kind == "email").count();
        assert_eq!((lines.len(), told), (wrong.len() + twice, wrong.keys().copied().collect()));
        assert!(
            report.starts_with("\u{feff}Ligne;Colonne;")
                && report.contains("3 (Adresse e-mail);Ce n’est pas une adresse")
        );
        assert!(report.contains("Le même client figure à la ligne "), "doubles name the first");
        assert!(!report.contains("people.example") && !report.contains("not an address"));

        // Nothing of the file stays.
        for name in ["ledger.sqlite", "ledger.sqlite-wal"] {
            let bytes = std::fs::read(whole.folder.path().join(name)).unwrap_or_default();
            for word in [&b"people.example"[..], &b"Zo\xc3\xa9"[..]] {
                assert!(!bytes.windows(word.len()).any(|part| part == word), "{name} holds rows of customers");
            }
        }

        // Everybody of the list gets a message to it, once.
        let sent = whole.ask("POST", "/v1/schedules", Some(&submission(&json!({ "list": id }), 3))).await;
        let schedule = sent["send"]["schedule_id"].as_str().unwrap().to_owned();
        assert_eq!(sent["send"]["segment"], id);
        whole.tell("/sandbox/clock", &json!({ "advance_seconds": 5 * 86_400 })).await;
        let got = whole.deliveries(&schedule).await;
        let people: BTreeSet<&str> = got.iter().map(|one| one["user"].as_str().unwrap()).collect();
        let expected: BTreeSet<String> =
            (0..rows).filter(|at| !wrong.contains_key(&(*at as u64 + 2))).map(|at| format!("c-{at}")).collect();
        assert_eq!(got.len(), sound, "nobody twice");
        assert!(people.iter().copied().eq(expected.iter().map(String::as_str)), "nobody missing, nobody else");
        assert!(got.iter().all(|one| one["outcome"] == "sent"));
        let met = whole.told("/sandbox/schedules").await["schedules"].as_array().unwrap().len();
        assert_eq!(met, 1);
    });
}

#[test]
fn who_may_and_what_may_stand_in_a_file() {
    run_for(Duration::from_secs(60), async {
        let whole = Whole::new().await;
        let (text, _) = file(10);
        let (id, new) = begin(&whole, &text).await;
        let code = |(status, text): (u16, String)| {
            (status, serde_json::from_str::<Value>(&text).unwrap()["code"].as_str().unwrap_or_default().to_owned())
        };
        let refused = async |role: &str, method: &str, target: &str, body: Option<&Value>| {
            code(whole.ask_as(role, method, target, body).await)
        };
        assert_eq!(refused("viewer", "POST", "/v1/audiences", Some(&new)).await, (403, "role".to_owned()));
        for (columns, delimiter) in [
            (json!(["first_name", "points"]), ";"),
            (json!(["email", "password"]), ";"),
            (json!(["email", "email"]), ";"),
            (json!(["email"]), "x"),
        ] {
            let mut other = new.clone();
            other["layout"] = json!({ "delimiter": delimiter, "columns": columns });
            assert_eq!(refused("editor", "POST", "/v1/audiences", Some(&other)).await, (422, "layout".to_owned()));
        }
        let part = |from: usize, text: &str| json!({ "format": 1, "from": from, "text": text, "ends": false });
        let target = format!("/v1/audiences/{id}/parts");
        assert_eq!(refused("editor", "POST", &target, Some(&part(9, "x"))).await, (409, "list-moved".to_owned()));
        let endless = part(0, &format!("\"{}", "a;b\n".repeat(20_000)));
        let (status, said) = whole.ask_as("editor", "POST", &target, Some(&endless)).await;
        assert!(status == 422 && said.contains("endless-row") && said.contains("on line 1"), "{said}");
        // A draft may not go to a list that is not there as a whole, nor to another's.
        let to = |list: &str| submission(&json!({ "list": list }), 3);
        assert_eq!(refused("editor", "POST", "/v1/schedules", Some(&to(&id))).await, (409, "list-not-done".to_owned()));
        let other = "list_00000000000000000000000000000000";
        assert_eq!(refused("editor", "POST", "/v1/schedules", Some(&to(other))).await, (404, "no-list".to_owned()));
        assert_eq!(
            refused("editor", "GET", &format!("/v1/audiences/{other}"), None).await,
            (404, "no-list".to_owned())
        );

        let cancelled = whole.ask("POST", &format!("/v1/audiences/{id}/cancel"), Some(&json!({}))).await;
        assert_eq!(cancelled["list"]["state"], "cancelled");
        let lists = whole.ask("GET", "/v1/audiences", None).await;
        assert_eq!(lists, json!({ "allowed": true, "lists": [] }));
    });
}

#[test]
fn what_braze_refuses_is_told_by_line_and_takes_no_other_row_along() {
    run_for(Duration::from_secs(60), async {
        let whole = Whole::new().await;
        let (text, _) = file(90);
        let (id, _) = begin(&whole, &text).await;
        // Refused as a whole, and again in halves; then taken.
        let fault = json!({ "on": "/users/track", "fault": { "status": { "code": 400, "apply": false } }, "count": 3 });
        whole.tell("/sandbox/faults", &fault).await;
        send_parts(&whole, &id, &text, text.len()).await;
        let list = whole
            .until(async || {
                let list = whole.ask("GET", &format!("/v1/audiences/{id}"), None).await["list"].clone();
                (list["state"] == "done").then_some(list)
            })
            .await;
        assert_eq!((&list["rows"], &list["sent"], &list["left_out"]), (&json!(90), &json!(90), &json!(0)), "{list}");
        let sent = whole.ask("POST", "/v1/schedules", Some(&submission(&json!({ "list": id }), 3))).await;
        whole.tell("/sandbox/clock", &json!({ "advance_seconds": 5 * 86_400 })).await;
        assert_eq!(whole.deliveries(sent["send"]["schedule_id"].as_str().unwrap()).await.len(), 90);
    });
}

#[test]
fn whatever_braze_does_in_the_end_it_has_everybody_once() {
    run_for(Duration::from_secs(120), async {
        let whole = Whole::new().await;
        let rows = 75 * 30;
        let (text, wrong) = file(rows);
        let (id, _) = begin(&whole, &text).await;
        let faults = [
            json!("refuse"),
            json!("reset-before"),
            json!("reset-after"),
            json!("truncated"),
            json!("cut-off"),
            json!("wrong-shape"),
            json!("html"),
            json!({ "late": { "ms": 300 } }),
            json!({ "status": { "code": 500, "apply": true } }),
            json!({ "status": { "code": 504, "apply": false } }),
            json!({ "rate-limited": { "reset": "garbage" } }),
            json!({ "rate-limited": { "reset": "missing" } }),
            json!({ "queued": { "ms": 300 } }),
            json!({ "redirect": { "to": "http://127.0.0.1:9/" } }),
            json!({ "huge": { "bytes": 2_000_000 } }),
            json!({ "slow": { "bytes_per_second": 400, "apply": true } }),
        ];
        let switches: Vec<Value> = faults
            .iter()
            .enumerate()
            .map(|(at, fault)| match fault.as_str() {
                // Before anything is read, nobody knows the path.
                Some("refuse") => json!({ "fault": fault, "count": 1 }),
                _ => json!({ "on": "/users/track", "fault": fault, "count": 1, "skip": at }),
            })
            .collect();
        whole.tell("/sandbox/faults", &json!(switches)).await;
        send_parts(&whole, &id, &text, text.len()).await;
        let list = whole
            .until(async || {
                let list = whole.ask("GET", &format!("/v1/audiences/{id}"), None).await["list"].clone();
                (list["state"] == "done").then_some(list)
            })
            .await;
        assert_eq!((&list["sent"], &list["left_out"]), (&json!(rows - wrong.len()), &json!(wrong.len())), "{list}");
        let left = whole.told("/sandbox/faults").await["faults"].as_array().unwrap().len();
        let struck = whole.told("/sandbox/requests").await["requests"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| !one["fault"].is_null())
            .count();
        assert!(struck >= 10, "faults struck: {struck}, left: {left}");
        // What was queued or late has come by now.
        whole.tell("/sandbox/clock", &json!({ "advance_seconds": 60 })).await;
        let sent = whole.ask("POST", "/v1/schedules", Some(&submission(&json!({ "list": id }), 3))).await;
        whole.tell("/sandbox/clock", &json!({ "advance_seconds": 5 * 86_400 })).await;
        let got = whole.deliveries(sent["send"]["schedule_id"].as_str().unwrap()).await;
        let people: BTreeSet<&str> = got.iter().map(|one| one["user"].as_str().unwrap()).collect();
        assert_eq!((got.len(), people.len()), (rows - wrong.len(), rows - wrong.len()));
    });
}
