//! Settings: sound ones are read, and every mistake in bad ones is told at once, with its line.

use super::world::{Folder, furnished, secret_text, settings_text};
use countersign::proxy::{Settings, Source};

fn read(folder: &Folder, text: &str) -> Result<Settings, Vec<(&'static str, String)>> {
    let env = |name: &str| (name == "SECRET_K2").then(|| secret_text(9));
    let source = Source { file: "proxy.toml", text, folder: folder.path(), env: &env };
    Settings::read(&source)
        .map_err(|mistakes| mistakes.iter().map(|mistake| (mistake.code(), mistake.to_string())).collect())
}

fn sound() -> String {
    settings_text("mail.colombe.example", "http://127.0.0.1:8081")
}

#[test]
fn sound_settings_are_read() {
    let folder = furnished();
    let settings = read(&folder, &sound()).unwrap();
    assert_eq!(settings.upstream.origin(), "http://127.0.0.1:8081");
    assert_eq!(settings.listen.to_string(), "127.0.0.1:8080");
    let printed = format!("{settings:?}");
    assert!(!printed.contains(super::world::BRAZE_KEY) && !printed.contains(&secret_text(0)));
    let named = sound().replace("stand_in = \"http://127.0.0.1:8081\"", "instance = \"EU-01\"");
    assert_eq!(read(&folder, &named).unwrap().upstream.origin(), "https://rest.fra-01.braze.eu");
    let env = sound().replace("secret_file = \"k1.secret\"", "secret_env = \"SECRET_K2\"");
    assert!(read(&folder, &env).is_ok());
}

#[test]
fn each_mistake_is_told_with_its_place() {
    let folder = furnished();
    folder.write("open.secret", &secret_text(3), 0o644);
    folder.write("short.secret", "c2hvcnQ", 0o600);
    folder.write("same.secret", &secret_text(0), 0o600);
    folder.write("empty.key", "\n", 0o600);
    folder.write("bad.json", "{", 0o600);
    let mut kit = super::world::kit();
    for group in kit.groups.0.values_mut() {
        group.message_variation_id = None;
    }
    folder.write("bare.json", &kit.to_json(), 0o600);
    let second =
        "\n[[back_ends]]\nkid = \"k2\"\nsecret_file = \"same.secret\"\ngroups = [\"*\"]\nroles = [\"editor\"]\n";
    let cases: Vec<(&str, &str, &str)> = vec![
        ("kit = ", "kitt = ", "unknown-key"),
        ("editors = [\"https://intranet.colombe.example\"]", "editors = [\"*\"]", "config-every-origin"),
        (
            "editors = [\"https://intranet.colombe.example\"]",
            "editors = [\"https://*.example\"]",
            "config-every-origin",
        ),
        ("editors = [\"https://intranet.colombe.example\"]", "editors = [\"null\"]", "config-every-origin"),
        ("editors = [\"https://intranet.colombe.example\"]", "editors = []", "config-no-editors"),
        ("https://intranet.colombe.example", "https://intranet.colombe.example/", "config-origin"),
        ("https://intranet.colombe.example", "http://intranet.colombe.example", "config-origin"),
        ("https://mail.colombe.example", "mail.colombe.example", "config-origin"),
        ("authorities = [\"mail.", "authorities = [\"https://mail.", "config-authority"),
        ("authorities = [\"mail.", "authorities = [\"Mail.", "config-authority"),
        ("kit = \"kit.json\"", "kit = \"nothing.json\"", "config-kit"),
        ("kit = \"kit.json\"", "kit = \"bad.json\"", "config-kit"),
        ("kit = \"kit.json\"", "kit = \"bare.json\"", "config-no-variation"),
        ("ledger = \"ledger.sqlite\"", "ledger = \"nowhere/ledger.sqlite\"", "config-ledger"),
        ("stand_in = \"http://127.0.0.1:8081\"", "stand_in = \"http://10.0.0.1:8081\"", "config-upstream"),
        ("stand_in = \"http://127.0.0.1:8081\"", "rest_endpoint = \"https://evil.example\"", "config-upstream"),
        ("stand_in = \"http://127.0.0.1:8081\"", "instance = \"US-09\"", "config-upstream"),
        ("stand_in = \"http://127.0.0.1:8081\"", "unlisted_rest_endpoint = \"http://rest.example\"", "config-upstream"),
        ("stand_in = \"http://127.0.0.1:8081\"", "", "config-upstream-count"),
        ("stand_in = ", "instance = \"EU-01\"\nstand_in = ", "config-upstream-count"),
        ("key_file = \"braze.key\"", "key_file = \"no.key\"", "config-secret-file"),
        ("key_file = \"braze.key\"", "key_file = \"empty.key\"", "config-key"),
        ("key_file = \"braze.key\"", "key_file = \"braze.key\"\nkey_env = \"X\"", "config-secret-count"),
        ("key_file = \"braze.key\"", "key_env = \"NOT_SET\"", "config-secret-env"),
        ("key_file = \"braze.key\"", "", "config-secret-count"),
        ("app_id = \"app-1\"", "app_id = \" \"", "config-empty"),
        ("campaign_id = \"campaign-1\"", "campaign_id = \"\"", "config-empty"),
        ("secret_file = \"k1.secret\"", "secret_file = \"short.secret\"", "config-secret"),
        ("secret_file = \"k1.secret\"", "secret_file = \"open.secret\"", "config-secret-open"),
        ("secret_file = \"k1.secret\"", "secret = \"x\"", "unknown-key"),
        ("groups = [\"leeds\", \"york\"]", "groups = [\"leeds\", \"lyon\"]", "config-unknown-group"),
        ("groups = [\"leeds\", \"york\"]", "groups = []", "config-nobody"),
        ("roles = [\"editor\", \"viewer\"]", "roles = [\"admin\"]", "config-unknown-role"),
        ("kid = \"k1\"", "kid = \"k 1\"", "config-kid"),
        ("kid = \"k1\"", "kid = \"k1\"\nnot_after = \"soon\"", "config-time"),
        (
            "kid = \"k1\"",
            "kid = \"k1\"\nnot_before = \"2027-01-01T00:00:00Z\"\nnot_after = \"2026-01-01T00:00:00Z\"",
            "config-never",
        ),
        ("public_origin", "listen = \"0.0.0.0:80\"\npublic_origin", "config-listen-open"),
        ("public_origin", "listen = \"everywhere\"\npublic_origin", "config-listen"),
    ];
    for (from, to, code) in cases {
        let text = sound().replacen(from, to, 1);
        assert_ne!(text, sound(), "{from}");
        let told = read(&folder, &text).unwrap_err();
        assert!(told.iter().any(|(known, _)| *known == code), "{to}: {told:?}");
        assert!(told.iter().all(|(_, text)| text.starts_with("proxy.toml:")), "{told:?}");
    }
    let told = read(&folder, &format!("{}{second}", sound())).unwrap_err();
    assert_eq!(told[0].0, "config-secrets-equal");
    let told = read(&folder, &format!("{}{}", sound(), second.replace("k2", "k1").replace("same", "k2"))).unwrap_err();
    assert_eq!(told[0].0, "config-kid-twice");
    // An address that hides another line.
    let sneaky = sound()
        .replace("stand_in = \"http://127.0.0.1:8081\"", "rest_endpoint = \"https://rest.iad-01.braze.com\\nX: y\"");
    assert_eq!(read(&folder, &sneaky).unwrap_err()[0].0, "config-upstream");
}

#[test]
fn all_mistakes_come_at_once() {
    let folder = furnished();
    let text = sound()
        .replace("public_origin = \"https://", "public_origin = \"ftp://")
        .replace("editors = [\"https://intranet.colombe.example\"]", "editors = [\"*\", 7]")
        .replace("app_id = \"app-1\"", "")
        .replace("braze.key", "no.key")
        .replace("k1.secret", "no.secret")
        .replace("[\"leeds\", \"york\"]", "[\"lyon\"]");
    let told = read(&folder, &text).unwrap_err();
    let codes: Vec<&str> = told.iter().map(|(code, _)| *code).collect();
    for code in ["config-origin", "config-every-origin", "config-secret-file", "config-unknown-group"] {
        assert!(codes.contains(&code), "{code}: {told:#?}");
    }
    assert_eq!(codes.iter().filter(|code| **code == "config-secret-file").count(), 2);
    assert!(told.len() >= 7, "also the missing app_id and the number among the origins: {told:#?}");
}
