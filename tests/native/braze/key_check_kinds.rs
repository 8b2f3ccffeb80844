//! `countersign braze check` and the variations of every kind of message: what is told of each, and that nobody gets any.

use super::file;
use super::key_check::{check, served, states, without};
use crate::net::{client, run};
use crate::sandbox::{KEY, NOW, settings};
use countersign::braze::{Endpoint, Key, Upstream};
use countersign::payload::Account;
use countersign::proxy::{BrazeClient, KeyCheck, Kind, Variation};
use countersign::sandbox::{App, Campaign, Group, Platform, Settings};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The kinds besides e-mail, as the kit and Braze name them.
const KINDS: [&str; 8] =
    ["sms", "apple_push", "android_push", "web_push", "kindle_push", "whats_app", "content_card", "webhook"];

/// A workspace with a variation of each kind, named after it, and one subscription group.
fn workspace() -> Settings {
    let variation = |kind: &&str| countersign::sandbox::Variation {
        id: format!("of-{kind}"),
        name: String::new(),
        channel: Some((*kind).to_owned()),
    };
    let variations = KINDS.iter().chain(&["email"]).map(variation).collect();
    let campaign = Campaign { id: "campaign".to_owned(), variations, ..Campaign::default() };
    let numbers = Group { id: "numbers".to_owned(), name: String::new() };
    Settings { campaigns: vec![campaign], subscription_groups: vec![numbers], ..settings() }
}

/// The settings of a kit with these routes at head office and these at Lyon; where it stands.
fn kit(name: &str, hq: &Value, lyon: &Value) -> String {
    let kit = json!({
        "format": 1, "brand": { "name": "B" }, "policy": {}, "templates": {},
        "groups": {
            "hq": { "name": "HQ", "message_variation_id": "of-email", "braze": hq },
            "lyon": { "name": "Lyon", "parent": "hq", "braze": lyon },
        },
    });
    file(&format!("kinds-{name}.json"), &kit.to_string()).display().to_string()
}

/// What counts each kind.
fn routes() -> Value {
    let route = |kind: &&str| ((*kind).to_owned(), json!({ "message_variation_id": format!("of-{kind}") }));
    let mut routes: Value = KINDS.iter().map(route).collect();
    for kind in ["sms", "whats_app"] {
        routes[kind]["subscription_group_id"] = json!("numbers");
    }
    routes
}

const MORE: [&str; 4] = ["--campaign-id", "campaign", "--app-id", "app"];

#[test]
fn the_variations_of_every_kind_are_tried_and_nothing_is_left_behind() {
    run(async {
        let (sandbox, served) = served(workspace()).await;
        let kit = kit("fits", &routes(), &json!({}));
        let asks = async |more: &[&str]| check(&served, KEY, &[&["--kit", &kit], &MORE[..], more].concat()).await;
        let (out, fine) = asks(&["--format", "json"]).await;
        let tried = states(&out).into_iter().filter(|(about, _)| about == "variation");
        assert!(fine && tried.clone().all(|(_, state)| state == "ok"), "{out}");
        assert_eq!(tried.count(), KINDS.len() + 1, "{out}");
        let (out, _) = asks(&[]).await;
        for kind in ["text messages", "notifications on iOS", "notifications on Fire OS", "content cards", "webhooks"] {
            assert!(out.contains(&format!("of campaign campaign counts {kind} of hq, lyon.")), "{kind}: {out}");
        }
        let (out, _) = asks(&["--locale", "fr"]).await;
        assert!(
            out.contains("La variante of-web_push de la campagne campaign compte les notifications de navigateur"),
            "{out}"
        );
        assert_eq!(sandbox.received().len(), 0, "what was scheduled was taken back");
    });
}

#[test]
fn a_variation_of_another_kind_is_named_with_what_to_click() {
    run(async {
        let (_, served) = served(workspace()).await;
        for (kind, other) in KINDS.iter().zip(KINDS.iter().cycle().skip(1)) {
            let mut swapped = routes();
            swapped[*kind]["message_variation_id"] = json!(format!("of-{other}"));
            let kit = kit(&format!("swapped-{kind}"), &routes(), &swapped);
            let (out, fine) = check(&served, KEY, &[&["--kit", &kit], &MORE[..]].concat()).await;
            assert!(!fine && out.matches('✗').count() == 1, "{kind}: {out}");
            let said = format!("Variation of-{other} of campaign campaign, which lyon have, does not count ");
            assert!(out.contains(&said) && out.contains("Braze says: Mismatched Message Type"), "{kind}: {out}");
        }
        let unknown = kit("unknown", &json!({ "apple_push": { "message_variation_id": "gone" } }), &json!({}));
        let (out, _) = check(&served, KEY, &[&["--kit", &unknown], &MORE[..]].concat()).await;
        assert!(out.contains("has no variation gone, which hq, lyon have."), "{out}");
        assert!(out.contains("Add Message > Push (iOS) for each group"), "{out}");
    });
}

#[test]
fn numbers_that_are_missing_or_unknown_are_named() {
    run(async {
        let (_, served) = served(workspace()).await;
        let kit = kit(
            "numbers",
            &json!({ "sms": { "message_variation_id": "of-sms" } }),
            &json!({ "sms": { "subscription_group_id": "elsewhere" } }),
        );
        let (out, fine) = check(&served, KEY, &[&["--kit", &kit], &MORE[..]].concat()).await;
        assert!(!fine && out.contains("hq have no subscription group whose numbers send text messages."), "{out}");
        assert!(out.contains("Subscription group elsewhere, from whose numbers lyon send text messages,"), "{out}");
        assert!(out.contains("subscription group of SMS (Audience > Subscription Groups)"), "{out}");
    });
}

/// Somebody who is there, and a key that may take nothing back: what is left to keep the messages from her is that they
/// call themselves off.
#[test]
fn even_somebody_who_is_there_would_get_none_of_them() {
    run(async {
        let app = |id: &str, platform| App { id: id.to_owned(), name: String::new(), platform: Some(platform) };
        let apps = vec![
            app("ios", Platform::Ios),
            app("android", Platform::Android),
            app("web", Platform::Web),
            app("kindle", Platform::Kindle),
        ];
        let tokens = apps.iter().map(|app| json!({ "app_id": app.id, "token": "t" })).collect::<Vec<_>>();
        let numbers = json!([{ "subscription_group_id": "numbers", "subscription_state": "subscribed" }]);
        let ann = json!({
            "external_id": "ann", "email": "ann@recipients.example", "phone": "+12025550101",
            "push_tokens": tokens, "subscription_groups": numbers,
        });
        let (_, served) =
            served(Settings { users: vec![ann], apps, ..Settings { keys: without_delete(), ..workspace() } }).await;
        let braze =
            BrazeClient::new(Upstream::stand_in(&served.url("")).unwrap(), Key::new(KEY.to_owned()).unwrap()).unwrap();
        let numbers = |kind| matches!(kind, Kind::Sms | Kind::WhatsApp).then(|| "numbers".to_owned());
        let ids =
            ["email", "sms", "apple_push", "android_push", "web_push", "kindle_push", "whats_app", "content_card"];
        let ids = ids.into_iter().chain(["webhook"]).map(|kind| format!("of-{kind}"));
        let variations: BTreeMap<Variation, Vec<String>> = (Kind::ALL.into_iter().zip(ids))
            .map(|(kind, id)| (Variation { kind, id, numbers: numbers(kind) }, vec!["hq".to_owned()]))
            .collect();
        let account = Account { app_id: "ios".to_owned(), campaign_id: "campaign".to_owned() };
        let from = "Countersign <check@example.com>";
        let now = NOW / 1000;
        let check = KeyCheck {
            braze: &braze,
            account: &account,
            variations: &variations,
            segments: &[],
            from,
            now,
            nobody: "ann",
        };
        let found = check.run().await;
        assert_eq!(found.iter().filter(|finding| finding.about == "left").count(), Kind::ALL.len() + 1, "{found:?}");
        let turn = client().post(served.url("/sandbox/clock")).json(&json!({ "advance_seconds": 90 * 86_400 }));
        assert_eq!(turn.send().await.unwrap().status(), 200);
        let kept = client().get(served.url("/sandbox/schedules")).send().await.unwrap();
        let kept: Value = kept.json().await.unwrap();
        let schedules = kept["schedules"].as_array().unwrap();
        assert_eq!(schedules.len(), Kind::ALL.len() + 1, "each kind, and one far ahead");
        for schedule in schedules {
            assert_eq!(schedule["outcomes"], json!({ "aborted": 1 }), "{schedule}");
        }
    });
}

fn without_delete() -> Vec<countersign::sandbox::ApiKey> {
    without(&[Endpoint::ScheduleDelete]).keys
}
