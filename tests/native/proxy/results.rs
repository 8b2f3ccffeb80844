//! Names under which Braze counts sends, and what it counted.

use super::world::{NOW, World, draft};
use crate::net::run;
use serde_json::{Value, json};
use std::sync::atomic::Ordering;

const KEY: &str = "one-user-action-0001";
const DAY: i64 = 24 * 3600;

async fn sent(world: &World) -> Value {
    world.ask("POST", "/v1/schedules", Some((&World::submission(&draft()), KEY))).await.json()["send"].clone()
}

/// What the group is told at this time; the nonce of each request is new, its session too.
async fn results(world: &World, send: &Value, at: i64) -> Value {
    world.clock.store(at, Ordering::Relaxed);
    let session = world.session("leeds", "viewer");
    let target = format!("/v1/sends/{}/results", send["id"].as_str().unwrap());
    let answer = world.ask_as(&session, "GET", &target, None).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

fn pulls(world: &World) -> usize {
    world.braze.asked.lock().unwrap().iter().filter(|asked| asked.starts_with("/sends/data_series")).count()
}

#[test]
fn what_became_of_a_send_is_pulled_and_kept_when_braze_has_forgotten() {
    run(async {
        let world = World::new().await;
        let send = sent(&world).await;
        let name = send["id"].as_str().unwrap();
        assert_eq!(world.braze.asked.lock().unwrap().clone(), [format!("/sends/id/create {name}")]);
        assert_eq!(world.braze.seen.lock().unwrap()[0].body["send_id"], *name, "the send goes off under its name");

        // Nothing to ask before it goes.
        let before = results(&world, &send, NOW).await;
        assert_eq!(before, json!({ "counted": true, "shared": false, "channels": {}, "usual": {} }));
        assert_eq!(pulls(&world), 0);

        // 2026-11-24T08:00:00Z is when it goes.
        let later = NOW + DAY;
        let told = results(&world, &send, later).await;
        assert_eq!(told["as_of"], later);
        let email = &told["channels"]["email"];
        assert_eq!((&email["delivered"], &email["unique_opens"]), (&json!(950), &json!(271)));
        results(&world, &send, later + 599).await;
        assert_eq!(pulls(&world), 1, "fresh for ten minutes");
        results(&world, &send, later + 600).await;
        assert_eq!(pulls(&world), 2);
        results(&world, &send, later + 3 * DAY).await;
        results(&world, &send, later + 3 * DAY + 3600).await;
        assert_eq!(pulls(&world), 3, "after two days, fresh for six hours");

        let kept = results(&world, &send, later + 60 * DAY).await;
        assert_eq!((pulls(&world), &kept["channels"]), (3, &told["channels"]), "Braze is not asked for what it forgot");

        let york = world.session("york", "viewer");
        let target = format!("/v1/sends/{name}/results");
        assert_eq!(world.ask_as(&york, "GET", &target, None).await.status, 404);
    });
}

#[test]
fn the_proxy_pulls_by_itself() {
    run(async {
        let world = World::new().await;
        let send = sent(&world).await;
        world.within.pull_results().await;
        assert_eq!(pulls(&world), 0);
        world.clock.store(NOW + 2 * DAY, Ordering::Relaxed);
        world.within.pull_results().await;
        world.within.pull_results().await;
        assert_eq!(pulls(&world), 1);
        assert_eq!(results(&world, &send, NOW + 60 * DAY).await["channels"]["email"]["unique_clicks"], 45);
    });
}

#[test]
fn without_a_name_a_send_goes_off_all_the_same() {
    run(async {
        let world = World::new().await;
        world.braze.gives_names.store(false, Ordering::Relaxed);
        let send = sent(&world).await;
        assert_eq!(send["state"], "confirmed");
        let asked = world.braze.asked.lock().unwrap().clone();
        assert_eq!(asked[1], "/sends/id/create day-2026-11-23", "the name of the day is tried too");
        assert!(world.braze.seen.lock().unwrap()[0].body.get("send_id").is_none());
        let told = results(&world, &send, NOW + DAY).await;
        assert_eq!((&told["counted"], pulls(&world)), (&json!(false), 0));
        assert!(world.log.text().contains("Daily limit of send ids exceeded"));
    });
}
