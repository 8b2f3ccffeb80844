//! The whole way of a send: what Braze gets, what the ledger keeps, what happens where Braze does not do as hoped.

use super::world::{BRAZE_KEY, Mood, NOW, World, count, draft};
use crate::net::run;
use serde_json::{Value, json};
use std::sync::atomic::Ordering;

const KEY: &str = "one-user-action-0001";

#[test]
fn a_send_is_in_the_ledger_before_braze_is_asked_and_arrives_as_it_was_seen() {
    run(async {
        let world = World::new().await;
        let body = World::submission(&draft());
        let answer = world.ask("POST", "/v1/schedules", Some((&body, KEY))).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        let send = &answer.json()["send"];
        assert_eq!(send["state"], "confirmed");
        assert_eq!(send["schedule_id"], "s-1");
        assert_eq!(send["digest"], World::digest(&draft()));

        let seen = world.braze.seen.lock().unwrap().clone();
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0].open_attempts, 1, "the attempt was not in the ledger when Braze was asked");
        assert_eq!(seen[0].authorization, format!("Bearer {BRAZE_KEY}"));
        let got = &seen[0].body;
        assert_eq!(got["campaign_id"], "campaign-1");
        assert_eq!(got["segment_id"], "seg-regulars");
        assert_eq!(got["broadcast"], true);
        assert_eq!(got["schedule"]["time"], "2026-11-24T08:00:00Z");
        let email = &got["messages"]["email"];
        assert_eq!(email["message_variation_id"], "variation-leeds");
        assert_eq!(email["app_id"], "app-1");
        assert_eq!(email["from"], "Colombe <hello@colombe.example>");
        let payload: countersign::braze::ScheduleCreate = serde_json::from_value(got.clone()).unwrap();
        let messages = payload.messages.unwrap();
        assert_eq!(countersign::payload::digest(&messages), World::digest(&draft()), "Braze got what the author saw");
        assert!(countersign::braze::validate::body(countersign::braze::Endpoint::ScheduleCreate, got, NOW).is_empty());
    });
}

#[test]
fn the_same_action_again_is_the_same_answer_and_no_second_call() {
    run(async {
        let world = World::new().await;
        let body = World::submission(&draft());
        let first = world.ask("POST", "/v1/schedules", Some((&body, KEY))).await.json();
        let again = world.ask("POST", "/v1/schedules", Some((&body, KEY))).await;
        assert_eq!((again.status, again.json()["repeated"].clone()), (201, json!(true)));
        assert_eq!(again.json()["send"], first["send"]);

        let mut other = draft();
        other["slots"]["subject"] = json!("Something else");
        let reused = world.ask("POST", "/v1/schedules", Some((&World::submission(&other), KEY))).await;
        assert_eq!((reused.status, reused.code().as_str()), (422, "idempotency-key-reused"));

        let double = world.ask("POST", "/v1/schedules", Some((&body, "another-action-00002"))).await;
        assert_eq!((double.status, double.code().as_str()), (409, "looks-duplicate"));
        assert_eq!(double.json()["send"], first["send"]["id"]);
        assert_eq!(world.braze.calls(), 1);

        let mut meant: Value = serde_json::from_str(&body).unwrap();
        meant["again"] = json!(true);
        let meant = world.ask("POST", "/v1/schedules", Some((&meant.to_string(), "a-third-action-00003"))).await;
        assert_eq!(meant.status, 201);
        assert_eq!(world.braze.calls(), 2);
    });
}

#[test]
fn what_was_sent_off_in_one_second_is_told_newest_first() {
    run(async {
        let world = World::new().await;
        let mut made = Vec::new();
        for number in 0..12 {
            let mut draft = draft();
            draft["slots"]["subject"] = json!(format!("Number {number}"));
            let key = format!("one-user-action-{number:04}");
            let answer = world.ask("POST", "/v1/schedules", Some((&World::submission(&draft), &key))).await.json();
            made.push(answer["send"]["id"].clone());
        }
        let told = world.ask("GET", "/v1/sends", None).await.json()["sends"].clone();
        let told: Vec<Value> = told.as_array().unwrap().iter().map(|send| send["id"].clone()).collect();
        made.reverse();
        assert_eq!(told, made);
    });
}

#[test]
fn a_refusal_of_brazes_stays_in_the_ledger_and_can_be_tried_again() {
    run(async {
        let world = World::new().await;
        world.braze.is(400, r#"{"message":"Invalid Campaign ID"}"#);
        let answer = world.ask("POST", "/v1/schedules", Some((&World::submission(&draft()), KEY))).await;
        let send = answer.json()["send"].clone();
        assert_eq!((answer.status, &send["state"], &send["can_retry"]), (202, &json!("rejected"), &json!(true)));
        assert_eq!(send["trouble"], "Invalid Campaign ID");

        let target = format!("/v1/sends/{}/retry", send["id"].as_str().unwrap());
        world.braze.succeeds();
        let viewer = world.session("leeds", "viewer");
        let denied = world.ask_as(&viewer, "POST", &target, Some(("{}", "retry-action-000001"))).await;
        assert_eq!((denied.status, denied.code().as_str()), (403, "role"));
        let other = world.session("york", "editor");
        assert_eq!(world.ask_as(&other, "POST", &target, Some(("{}", "retry-action-000002"))).await.status, 404);
        assert_eq!(world.braze.calls(), 1);

        let again = world.ask("POST", &target, Some(("{}", "retry-action-000003"))).await;
        assert_eq!(again.status, 201, "{}", again.text);
        assert_eq!(again.json()["send"]["attempts"], 2);
        let seen = world.braze.seen.lock().unwrap().clone();
        assert_eq!(seen[0].body, seen[1].body, "nothing is rendered twice");

        let settled = world.ask("POST", &target, Some(("{}", "retry-action-000004"))).await;
        assert_eq!((settled.status, settled.code().as_str()), (409, "settled"));
        let list = world.ask("GET", "/v1/sends", None).await.json();
        assert_eq!(list["sends"].as_array().unwrap().len(), 1);
        let theirs = world.ask_as(&other, "GET", "/v1/sends", None).await.json();
        assert_eq!(theirs["sends"], json!([]));
    });
}

#[test]
fn doubt_is_never_a_second_call() {
    run(async {
        let moods = [
            Mood::HangsUp,
            Mood::Answers(500, "{}".to_owned()),
            Mood::Answers(202, r#"{"message":"queued"}"#.to_owned()),
            Mood::Answers(201, r#"{"message":"success"}"#.to_owned()),
            Mood::Answers(201, r#"{"schedule_id":"#.to_owned()),
            Mood::Answers(302, String::new()),
        ];
        for mood in moods {
            let world = World::new().await;
            *world.braze.mood.lock().unwrap() = mood.clone();
            let body = World::submission(&draft());
            let answer = world.ask("POST", "/v1/schedules", Some((&body, KEY))).await;
            let send = answer.json()["send"].clone();
            assert_eq!((answer.status, &send["state"]), (202, &json!("unknown")), "{mood:?}");
            assert_eq!(send["can_retry"], false);
            world.braze.succeeds();
            let target = format!("/v1/sends/{}/retry", send["id"].as_str().unwrap());
            assert_eq!(world.ask("POST", &target, Some(("{}", "retry-action-000001"))).await.code(), "settled");
            assert_eq!(world.ask("POST", "/v1/schedules", Some((&body, KEY))).await.status, 202);
            assert_eq!(world.braze.calls(), 1, "{mood:?}");
        }
    });
}

#[test]
fn our_key_and_their_limits_keep_the_wish() {
    run(async {
        for (status, said) in [(401, "Invalid API key"), (403, "Access Denied"), (429, "Rate Limited")] {
            let world = World::new().await;
            let body = format!(
                r#"{{"message":"{said}{}"}}"#,
                if status == 401 { format!(": {BRAZE_KEY}") } else { String::new() }
            );
            world.braze.is(status, &body);
            let answer = world.ask("POST", "/v1/schedules", Some((&World::submission(&draft()), KEY))).await;
            let send = answer.json()["send"].clone();
            assert_eq!((answer.status, &send["state"], &send["can_retry"]), (202, &json!("intended"), &json!(true)));
            assert_eq!(send["trouble"], said);
            assert!(!answer.text.contains(BRAZE_KEY) && !world.log.text().contains(BRAZE_KEY));
        }
    });
}

#[test]
fn a_process_that_died_while_asking_leaves_doubt() {
    run(async {
        let world = World::new().await;
        world.braze.is(400, r#"{"message":"Bad Request"}"#);
        let answer = world.ask("POST", "/v1/schedules", Some((&World::submission(&draft()), KEY))).await;
        let id = answer.json()["send"]["id"].as_str().unwrap().to_owned();
        let ledger = world.folder.path().join("ledger.sqlite");
        let second = countersign::proxy::Ledger::open(&ledger, NOW).await;
        assert_eq!(second.err().unwrap().code(), "ledger-locked");

        // As if it had been killed in the middle of an attempt.
        let copy = super::world::Folder::new();
        let path = copy.path().join("ledger.sqlite");
        for end in ["", "-wal"] {
            let (from, to) = (format!("{}{end}", ledger.display()), format!("{}{end}", path.display()));
            std::fs::copy(from, to).unwrap();
        }
        let address = format!("sqlite://{}?mode=rw", path.display());
        use sqlx::Connection as _;
        let mut connection = sqlx::AnyConnection::connect(&address).await.unwrap();
        sqlx::query("UPDATE intent SET state = 'intended', lease_owner = 'gone'")
            .execute(&mut connection)
            .await
            .unwrap();
        connection.close().await.unwrap();
        let left = countersign::proxy::Ledger::open(&path, NOW + 60).await.unwrap();
        let intent = left.find(&id, "leeds").await.unwrap().unwrap();
        assert_eq!((intent.view.state.name(), intent.view.can_retry), ("unknown", false));
    });
}

#[test]
fn the_ledger_is_its_owners_and_keeps_who_did_what() {
    use std::os::unix::fs::PermissionsExt as _;
    run(async {
        let world = World::new().await;
        world.ask("POST", "/v1/schedules", Some((&World::submission(&draft()), KEY))).await;
        for name in ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite.lock"] {
            let mode = std::fs::metadata(world.folder.path().join(name)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
        let ledger = world.folder.path().join("ledger.sqlite");
        let audited = count(&ledger, "SELECT COUNT(*) FROM audit WHERE sub = 'ada-of-leeds' AND kid = 'k1'").await;
        assert_eq!(audited, 2, "the wish and the attempt");
    });
}

#[test]
fn a_wrong_clock_is_told_the_time() {
    run(async {
        let world = World::new().await;
        let session = world.session("leeds", "editor");
        let headers = world.signed(&session, "GET", "/v1/sends", None);
        world.clock.fetch_add(100, Ordering::Relaxed);
        let answer = world.send("GET", "/v1/sends", &headers, None).await;
        assert_eq!((answer.status, answer.code().as_str()), (401, "signature-time"));
        assert_eq!(answer.json()["server_time"], NOW + 100);
    });
}

#[test]
fn only_the_word_of_who_signed_counts() {
    run(async {
        let folder = super::world::furnished();
        let mut kit = super::world::kit();
        kit.policy.facts.insert("approval".to_owned(), "required".into());
        folder.write("kit.json", &kit.to_json(), 0o644);
        let world = World::in_folder(folder, NOW).await;
        let confirmed_by = |who: &str| {
            let mut draft = draft();
            draft["attestations"] = json!([
                { "rule": "sched-approval-before-send", "by": who, "at": "2026-11-23T12:00:00Z" }
            ]);
            World::submission(&draft)
        };
        let forged = world.ask("POST", "/v1/schedules", Some((&confirmed_by("somebody-else"), KEY))).await;
        assert_eq!(forged.status, 422, "{}", forged.text);
        assert_eq!(forged.json()["report"]["verdict"], "needs-attestation");
        assert_eq!(world.braze.calls(), 0);
        let own = confirmed_by("ada-of-leeds");
        let sent = world.ask("POST", "/v1/schedules", Some((&own, "one-user-action-0002"))).await;
        assert_eq!(sent.status, 201, "{}", sent.text);
    });
}

/// Under which kit, with which exceptions, on whose word: the ledger keeps it beside the send.
#[test]
fn what_stood_behind_a_send_is_kept_with_it() {
    run(async {
        let folder = super::world::furnished();
        let mut kit = super::world::kit();
        kit.policy.facts.insert("approval".to_owned(), "required".into());
        let waiver = json!({
            "rule": "brand-forbidden-terms", "who": "Inès, legal", "why": "A quotation.", "until": "2026-11-24",
        });
        kit.policy.waivers.push(serde_json::from_value(waiver).unwrap());
        folder.write("kit.json", &kit.to_json(), 0o644);
        let world = World::in_folder(folder, NOW).await;
        let mut draft = draft();
        draft["slots"]["title"] = json!("Not cheap");
        let word = json!({ "rule": "sched-approval-before-send", "about": "", "by": "ada-of-leeds", "at": "2026-11-23T12:00:00Z" });
        draft["attestations"] = json!([word]);
        let sent = world.ask("POST", "/v1/schedules", Some((&World::submission(&draft), KEY))).await;
        assert_eq!(sent.status, 201, "{}", sent.text);
        let id = sent.json()["send"]["id"].as_str().unwrap().to_owned();
        let record = world.ask("GET", &format!("/v1/sends/{id}"), None).await.json()["record"].clone();
        assert_eq!(record["kit"], kit.digest());
        assert_eq!(record["attested"], json!([word]));
        let waived = record["waived"].as_array().unwrap();
        assert_eq!(waived.len(), 1);
        assert_eq!((&waived[0]["rule"], &waived[0]["who"]), (&json!("brand-forbidden-terms"), &json!("Inès, legal")));
        assert_eq!((&waived[0]["until"], &waived[0]["count"]), (&json!("2026-11-24"), &json!(1)));
        assert!(record["remarks"].as_array().unwrap().iter().all(|remark| remark["severity"] != "error"));

        draft["schedule"]["time"] = json!("2026-11-25T08:00:00Z");
        let late = world.ask("POST", "/v1/schedules", Some((&World::submission(&draft), "one-user-action-0002"))).await;
        assert_eq!(late.status, 422, "{}", late.text);
        assert_eq!(
            late.json()["report"]["findings"][0]["rule"],
            "brand-forbidden-terms",
            "the exception has run out by then"
        );
    });
}

/// A send that gets another time is judged anew; what is kept beside it is what holds at that time, once Braze has it so.
#[test]
fn what_stands_behind_a_send_is_that_of_its_new_time() {
    run(async {
        let folder = super::world::furnished();
        let mut kit = super::world::kit();
        let blackout = json!({ "from": "2026-11-26", "until": "2026-11-26", "why": "Inventory." });
        kit.policy.schedule.blackouts.push(serde_json::from_value(blackout).unwrap());
        let waiver = json!({
            "rule": "sched-blackout-dates", "who": "Inès, head office", "why": "Leeds is open.", "until": "2026-12-24",
        });
        kit.policy.waivers.push(serde_json::from_value(waiver).unwrap());
        folder.write("kit.json", &kit.to_json(), 0o644);
        let world = World::in_folder(folder, NOW).await;
        let sent = world.ask("POST", "/v1/schedules", Some((&World::submission(&draft()), KEY))).await;
        assert_eq!(sent.status, 201, "{}", sent.text);
        let id = sent.json()["send"]["id"].as_str().unwrap().to_owned();
        let kept = async || world.ask("GET", &format!("/v1/sends/{id}"), None).await.json();
        assert_eq!(kept().await["record"]["waived"], json!([]));
        let to = async |day: &str, action: &str| {
            let wish = json!({ "format": 1, "schedule": { "time": format!("{day}T08:00:00Z") } }).to_string();
            world.ask("POST", &format!("/v1/sends/{id}/reschedule"), Some((&wish, action))).await
        };

        world.braze.is(503, "{}");
        assert_eq!(to("2026-11-26", "one-user-action-0002").await.status, 202);
        assert_eq!(kept().await["record"]["waived"], json!([]), "Braze has it at its old time still");
        world.braze.is(201, r#"{"message":"success"}"#);
        world.clock.fetch_add(600, Ordering::Relaxed);
        world.within.carry_changes().await;
        let moved = kept().await;
        assert_eq!(moved["send"]["time"], "2026-11-26T08:00:00Z", "{moved}");
        assert_eq!(moved["record"]["waived"][0]["rule"], "sched-blackout-dates", "{moved}");
        assert_eq!(moved["record"]["waived"][0]["who"], "Inès, head office");

        world.clock.fetch_add(600, Ordering::Relaxed);
        assert_eq!(to("2026-11-27", "one-user-action-0003").await.status, 200);
        assert_eq!(kept().await["record"]["waived"], json!([]), "nothing had to be allowed for that day");
        assert_eq!(count(&world.folder.path().join("ledger.sqlite"), "SELECT COUNT(*) FROM change_record").await, 2);
    });
}
