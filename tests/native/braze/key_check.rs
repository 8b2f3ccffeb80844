//! `countersign braze check` against the stand-in: what it finds, what it tells to do, and that nothing is left behind.

use super::file;
use crate::net::{Served, listen, run, start};
use crate::sandbox::{KEY, NOW, settings};
use countersign::braze::Endpoint;
use countersign::sandbox::{App, Delays, Sandbox, Settings};
use countersign::serve::Limits;
use serde_json::{Value, json};
use std::path::PathBuf;

/// A kit of a head office and one branch.
fn kit(variation: &str, segment: &str) -> PathBuf {
    let kit = json!({
        "format": 1, "brand": { "name": "B" }, "policy": {}, "templates": {},
        "groups": {
            "hq": {
                "name": "HQ", "message_variation_id": "variation",
                "sender": { "name": "Colombe", "email": "hello@colombe.example" },
                "segments": [{ "id": segment, "name": "Regulars" }],
            },
            "lyon": { "name": "Lyon", "parent": "hq", "message_variation_id": variation },
        },
    });
    file(&format!("{variation}-{segment}.json"), &kit.to_string())
}

pub(super) async fn served(settings: Settings) -> (Sandbox, Served) {
    // Its clock stands, so what is written must be seen at once.
    let delays = Delays { schedules_ms: (0, 0), profiles_ms: (0, 0) };
    let sandbox = Sandbox::new(Settings { delays, ..settings }, || NOW).unwrap();
    let (listener, _) = listen().await;
    let limits = Limits { body: 8_000_000, ..Limits::default() };
    (sandbox.clone(), start(listener, sandbox.router(), limits))
}

/// A workspace whose key lacks these permissions.
pub(super) fn without(denied: &[Endpoint]) -> Settings {
    let mut settings = settings();
    denied.iter().for_each(|endpoint| settings.keys[0].deny(*endpoint));
    settings
}

/// What the command prints, and whether all is well.
pub(super) async fn check(served: &Served, key: &str, more: &[&str]) -> (String, bool) {
    let key = file(&format!("{}.key", key.len()), key);
    let words = ["countersign", "braze", "check", "--stand-in"].map(str::to_owned).into_iter();
    let words = words.chain([served.url(""), "--key-file".to_owned(), key.display().to_string()]);
    let words: Vec<String> = words.chain(more.iter().map(|word| (*word).to_owned())).collect();
    let ran = move || {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = countersign::cli::run(words.into_iter().map(Into::into), &mut out, &mut err);
        assert_eq!(String::from_utf8(err).unwrap(), "");
        (String::from_utf8(out).unwrap(), format!("{code:?}") == format!("{:?}", std::process::ExitCode::SUCCESS))
    };
    tokio::task::spawn_blocking(|| std::thread::spawn(ran).join().unwrap()).await.unwrap()
}

pub(super) fn states(out: &str) -> Vec<(String, String)> {
    let found: Value = serde_json::from_str(out).unwrap();
    let text = |finding: &Value, name: &str| finding[name].as_str().unwrap().to_owned();
    found["findings"].as_array().unwrap().iter().map(|one| (text(one, "about"), text(one, "state"))).collect()
}

#[test]
fn a_key_with_everything_is_told_so_and_nothing_is_left_behind() {
    run(async {
        let (sandbox, served) = served(settings()).await;
        let kit = kit("variation", "segment-1");
        let more = ["--kit", kit.to_str().unwrap(), "--campaign-id", "campaign", "--app-id", "app", "--format", "json"];
        let (out, fine) = check(&served, KEY, &more).await;
        let states = states(&out);
        for endpoint in Endpoint::ALL {
            assert!(states.contains(&(endpoint.permission().to_owned(), "ok".to_owned())), "{endpoint}: {out}");
        }
        for (about, state) in [("key", "ok"), ("budget", "ok"), ("variation", "ok"), ("assumption", "open")] {
            assert!(states.contains(&(about.to_owned(), state.to_owned())), "{about}: {out}");
        }
        assert!(fine && !states.iter().any(|(_, state)| state == "wrong"), "{out}");
        assert_eq!(sandbox.received().len(), 0, "what was scheduled was taken back");
        let (text, fine) = check(&served, KEY, &["--locale", "fr"]).await;
        assert!(fine && text.contains("✓ users.track") && text.contains("La clé le permet."), "{text}");
    });
}

#[test]
fn nothing_is_left_behind_where_a_new_id_is_known_only_later() {
    run(async {
        let clock = || i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_millis()).unwrap();
        let delays = Delays { schedules_ms: (50, 100), profiles_ms: (0, 0) };
        let sandbox = Sandbox::new(Settings { delays, ..settings() }, clock).unwrap();
        let (listener, _) = listen().await;
        let served = start(listener, sandbox.clone().router(), Limits::default());
        let (out, _) = check(&served, KEY, &["--format", "json"]).await;
        let states = states(&out);
        assert!(!states.iter().any(|(about, _)| about == "left"), "{out}");
        assert!(
            states.contains(&("assumption".to_owned(), "wrong".to_owned())),
            "it says that an update came too early"
        );
        assert_eq!(sandbox.received().len(), 0);
    });
}

#[test]
fn each_permission_that_is_missing_is_named_with_what_to_click() {
    run(async {
        for endpoint in Endpoint::ALL.iter().copied() {
            let (sandbox, served) = served(without(&[endpoint])).await;
            let (out, fine) = check(&served, KEY, &["--format", "json"]).await;
            let wrong: Vec<_> = states(&out).into_iter().filter(|(_, state)| state == "wrong").collect();
            assert!(wrong.contains(&(endpoint.permission().to_owned(), "wrong".to_owned())), "{endpoint}: {out}");
            let others = wrong.iter().filter(|(about, _)| about != endpoint.permission());
            // What cannot be taken back is told.
            let left = endpoint == Endpoint::ScheduleDelete;
            assert!(others.clone().all(|(about, _)| left && about == "left"), "{endpoint}: {out}");
            assert_eq!(sandbox.received().is_empty(), !left, "{endpoint}");
            assert!(!fine && out.contains("Create API Key") && out.contains("Access Denied"), "{out}");
        }
    });
}

#[test]
fn campaign_variations_and_segments_that_do_not_fit_are_named() {
    run(async {
        let (_, served) = served(settings()).await;
        let asks = async |kit: &PathBuf, campaign: &str| {
            let kit = kit.display().to_string();
            check(&served, KEY, &["--kit", &kit, "--campaign-id", campaign, "--app-id", "app"]).await
        };
        let (out, fine) = asks(&kit("other", "segment-1"), "campaign").await;
        assert!(!fine && out.contains("Campaign campaign has no variation other, which lyon have."), "{out}");
        assert!(out.contains("Variation variation of campaign campaign counts e-mails of hq."), "{out}");
        let (out, fine) = asks(&kit("variation", "segment-1"), "another").await;
        assert!(!fine && out.contains("another is no API campaign") && out.contains("Invalid Campaign ID"), "{out}");
        let (out, fine) = asks(&kit("variation", "nowhere"), "campaign").await;
        assert!(!fine && out.contains("no segment nowhere"), "{out}");
        let apps = vec![App { id: "ios".to_owned(), name: String::new(), platform: None }];
        let (_, served) = self::served(Settings { apps, ..settings() }).await;
        let (out, fine) = check(&served, KEY, &["--app-id", "android"]).await;
        assert!(!fine && out.contains("has no app android") && out.contains("App Identifiers"), "{out}");
        assert!(check(&served, KEY, &["--app-id", "ios"]).await.1);
    });
}

#[test]
fn a_key_that_is_not_known_is_not_shown() {
    run(async {
        let (_, served) = served(settings()).await;
        let (out, fine) = check(&served, "another-key-of-another-instance", &[]).await;
        assert!(!fine && out.contains("✗ key") && out.contains("Braze says: Invalid API key\n"), "{out}");
        assert!(!out.contains("another-key"), "{out}");
        assert_eq!(out.matches(['✓', '✗', '?']).count(), 1, "nothing else is asked: {out}");
        let (_, served) = self::served(without(Endpoint::ALL)).await;
        let (out, _) = check(&served, KEY, &[]).await;
        assert!(out.contains("Whitelist IPs"), "{out}");
    });
}

#[test]
fn no_other_host_is_asked_unless_it_is_said_plainly() {
    let key = file("host.key", KEY).display().to_string();
    let told = |words: &[&str]| {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let words = ["countersign", "braze", "check", "--key-file", &key].into_iter().chain(words.iter().copied());
        countersign::cli::run(words.map(Into::into), &mut out, &mut err);
        String::from_utf8(err).unwrap()
    };
    assert!(told(&["--rest-endpoint", "https://rest.us-11.braze.com"]).contains("not the address of an instance"));
    assert!(told(&["--instance", "US-09"]).contains("the instances are US-01"));
    assert!(told(&["--stand-in", "http://10.0.0.1:80"]).contains("on this machine"));
    assert!(told(&["--unlisted-rest-endpoint", "http://rest.us-11.braze.com"]).contains("https://"));
    assert!(told(&[]).contains("Say where Braze is"));
}
