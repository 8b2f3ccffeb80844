//! The minting programs in the guide, run as they stand there: what they print opens the proxy.

use super::world::{Folder, secret_text};
use countersign::transport::{Action, BackEnd, Nonces, Request, Scope, Secret, SessionKey, Verifier};
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Command;

/// The fenced program in this language.
fn program(language: &str) -> String {
    let guide = include_str!("../../../www/docs/sessions.md");
    let (_, rest) = guide.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

fn opens(name: &str, file: &str, language: &str, arguments: &[&str]) {
    let folder = Folder::new();
    folder.write("intranet.secret", &format!("{}\n", secret_text(5)), 0o600);
    folder.write(file, &program(language), 0o600);
    let ran = Command::new(name)
        .args(arguments)
        .arg(folder.path().join(file))
        .env("SECRET_FILE", folder.path().join("intranet.secret"))
        .env("KID", "intranet")
        .env("AUDIENCE", "https://mail.brand.example")
        .env("USER_ID", "zoé@brand.example")
        .env("GROUP", "lyon/pentes")
        .output();
    let Ok(ran) = ran else {
        told!("skipped: {name} is not here");
        return;
    };
    assert!(ran.status.success(), "{name}: {}", String::from_utf8_lossy(&ran.stderr));
    let session: Value = serde_json::from_slice(&ran.stdout).unwrap();
    let token = session["token"].as_str().unwrap();
    let key = SessionKey::from_base64url(session["key"].as_str().unwrap()).unwrap();
    let claims: Value = {
        use base64::Engine as _;
        let part = token.split('.').nth(1).unwrap();
        serde_json::from_slice(&base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
    };
    let now = claims["iat"].as_i64().unwrap();
    let action = Action {
        method: "GET",
        authority: "mail.brand.example",
        target: "/v1/kit",
        token,
        body: None,
        created: now,
        nonce: [4; 16],
    };
    let headers = action.prepare().unwrap().sign(&key);
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let back_end = BackEnd {
        secret: Secret::from_base64url(&secret_text(5)).unwrap(),
        groups: Scope::Only(BTreeSet::from(["lyon/pentes".to_owned()])),
        roles: Scope::Only(BTreeSet::from(["editor".to_owned()])),
        not_before: 0,
        not_after: i64::MAX,
    };
    let verifier = Verifier {
        audience: "https://mail.brand.example".to_owned(),
        authorities: BTreeSet::from(["mail.brand.example".to_owned()]),
        back_ends: [("intranet".to_owned(), back_end)].into(),
        revoked: BTreeSet::new(),
        boot_time: 0,
    };
    let request = Request { method: "GET", target: "/v1/kit", authority: "mail.brand.example", headers: &headers };
    let verified = verifier.fresh(now, &request, &mut Nonces::new()).unwrap();
    assert_eq!((verified.claims.sub.as_str(), verified.claims.grp.as_str()), ("zoé@brand.example", "lyon/pentes"));
}

#[test]
fn node_mints() {
    opens("node", "mint.mjs", "js", &[]);
}

#[test]
fn php_mints() {
    opens("php", "mint.php", "php", &[]);
}

#[test]
fn python_mints() {
    opens("python3", "mint.py", "python", &[]);
}
