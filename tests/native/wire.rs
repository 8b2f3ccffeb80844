//! BWS1 and RFC 9421: known answers, and a request with one thing changed.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use countersign::transport::{
    Action, BackEnd, Claims, Message, Nonces, Refusal, Request, Scope, Secret, SessionKey, Verified, Verifier,
    content_digest, mint, signature_base,
};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn shared(name: &str) -> Option<Value> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/security").join(name);
    let Ok(text) = std::fs::read_to_string(&path) else {
        told!("skipped: ../shared is not here");
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

fn texts(value: &Value) -> BTreeSet<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn verifier(config: &Value, boot_time: i64) -> Verifier {
    let back_ends: BTreeMap<String, BackEnd> = config["secrets_b64url"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(kid, secret)| {
            let scope = &config["kid_scopes"][kid];
            let back_end = BackEnd {
                secret: Secret::from_base64url(secret.as_str().unwrap()).unwrap(),
                groups: Scope::Only(texts(&scope["groups"])),
                roles: Scope::Only(texts(&scope["roles"])),
                not_before: 0,
                not_after: i64::MAX,
            };
            (kid.clone(), back_end)
        })
        .collect();
    Verifier {
        audience: config["aud"].as_str().unwrap().to_owned(),
        authorities: texts(&config["authorities"]),
        back_ends,
        revoked: BTreeSet::new(),
        boot_time,
    }
}

fn verify(verifier: &Verifier, nonces: &mut Nonces, now: i64, request: &Value) -> Result<Verified, Refusal> {
    let headers: Vec<(&str, &str)> = request["headers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| (pair[0].as_str().unwrap(), pair[1].as_str().unwrap()))
        .collect();
    let raw = Request {
        method: request["method"].as_str().unwrap(),
        target: request["target"].as_str().unwrap(),
        authority: request["authority"].as_str().unwrap(),
        headers: &headers,
    };
    let verified = verifier.fresh(now, &raw, nonces)?;
    verified.body(request["body"].as_str().unwrap_or_default().as_bytes())?;
    Ok(verified)
}

#[test]
fn every_wire_vector_is_answered_by_the_check_that_it_names() {
    let Some(wire) = shared("wire.json") else { return };
    let mut wrong = Vec::new();
    for case in wire["cases"].as_array().unwrap() {
        let verifier = verifier(&wire["config"], case["boot_time"].as_i64().unwrap());
        let mut nonces = Nonces::new();
        let now = case["now"].as_i64().unwrap();
        for first in case["first_send"].as_array().into_iter().flatten() {
            verify(&verifier, &mut nonces, now, first).unwrap();
        }
        let answer = verify(&verifier, &mut nonces, now, &case["request"]);
        let said = answer.as_ref().err().map(Refusal::code);
        if said.as_deref() != case["reason"].as_str() {
            wrong.push(format!("{}: {said:?}, not {}", case["id"], case["reason"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_worked_example_is_rebuilt_byte_for_byte() {
    let Some(wire) = shared("wire.json") else { return };
    let case = &wire["cases"][0];
    let text = |text: &str| text.to_owned();
    let claims = Claims {
        iss: text("intranet"),
        aud: text("https://mail.brand.example"),
        sub: text("u-4711"),
        grp: text("group-a"),
        role: text("editor"),
        iat: 1_795_435_170,
        exp: 1_795_435_770,
        jti: text("s5fY2n0cQ8mR7tLw1xZaBg"),
    };
    let session = mint("k1", &Secret::new((0..32).collect()).unwrap(), &claims).unwrap();
    assert_eq!(session.token, case["aux"]["token"].as_str().unwrap());
    assert_eq!(session.key.for_the_page(), case["aux"]["session_key_b64url"].as_str().unwrap());
    let nonce: [u8; 16] = URL_SAFE_NO_PAD.decode("q83vEjRWeJCrze8SNFZ4kA").unwrap().try_into().unwrap();
    let action = Action {
        method: "POST",
        authority: "mail.brand.example",
        target: "/v1/schedules",
        token: &session.token,
        body: Some((case["request"]["body"].as_str().unwrap().as_bytes(), "01JDD6Z0C5H3V8Q2N7K4RWX1YT")),
        created: 1_795_435_198,
        nonce,
    };
    let prepared = action.prepare().unwrap();
    assert_eq!(prepared.base(), case["aux"]["signature_base"].as_str().unwrap());
    let ours: BTreeMap<String, String> =
        prepared.sign(&session.key).into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let theirs: BTreeMap<String, String> = case["request"]["headers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| (pair[0].as_str().unwrap().to_lowercase(), pair[1].as_str().unwrap().to_owned()))
        .collect();
    assert_eq!(ours, theirs);
}

#[test]
fn every_signature_base_of_rfc_9421_is_rebuilt() {
    let Some(rfc) = shared("rfc9421.json") else { return };
    for case in rfc["cases"].as_array().unwrap() {
        let message = match case["message"].as_str() {
            Some(name) => &rfc["messages"][name],
            None => &case["message"],
        };
        let headers: Vec<(&str, &str)> = message["headers"]
            .as_array()
            .unwrap()
            .iter()
            .map(|pair| (pair[0].as_str().unwrap(), pair[1].as_str().unwrap()))
            .collect();
        let words: Vec<&str> = message["start_line"].as_str().unwrap().split(' ').collect();
        let status = words[0].starts_with("HTTP/").then(|| words[1].parse().unwrap());
        let authority =
            headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("host")).map_or("", |(_, value)| value);
        let message = Message { method: words[0], target: words[1], authority, status, headers: &headers };
        let base = signature_base(&message, case["signature_input"].as_str().unwrap()).unwrap();
        match case["signature_base"].as_str() {
            Some(stated) => assert_eq!(base, stated, "{}", case["id"]),
            // The two that must be refused: what was signed is the base of the first of the series.
            None => {
                let original = rfc["cases"].as_array().unwrap().iter().find(|case| case["id"] == "B.4.0").unwrap();
                assert_ne!(base, original["signature_base"].as_str().unwrap(), "{}", case["id"]);
            }
        }
        if case["alg"] == "hmac-sha256" {
            let key = rfc["keys"]["test-shared-secret"]["secret_base64"].as_str().unwrap();
            let mut mac = Hmac::<sha2::Sha256>::new_from_slice(&STANDARD.decode(key).unwrap()).unwrap();
            mac.update(base.as_bytes());
            assert_eq!(STANDARD.encode(mac.finalize().into_bytes()), case["signature_base64"].as_str().unwrap());
        }
    }
}

#[test]
fn content_digests_of_rfc_9530() {
    let Some(rfc) = shared("rfc9421.json") else { return };
    for case in rfc["content_digest"].as_array().unwrap() {
        let digest = content_digest(case["body"].as_str().unwrap().as_bytes());
        assert_eq!(digest, format!("sha-256=:{}:", case["sha-256"].as_str().unwrap()), "{}", case["id"]);
    }
}

/// A request that is accepted, by its parts.
struct Sound {
    verifier: Verifier,
    headers: Vec<(String, String)>,
    body: String,
}

const NOW: i64 = 1_795_435_200;

fn sound() -> Sound {
    let secret = Secret::new((0..32).collect()).unwrap();
    let text = |text: &str| text.to_owned();
    let claims = Claims {
        iss: text("intranet"),
        aud: text("https://mail.example"),
        sub: text("ada"),
        grp: text("lyon"),
        role: text("editor"),
        iat: NOW - 10,
        exp: NOW + 590,
        jti: text("c2Vzc2lvbi1vZi1hZGEtMQ"),
    };
    let session = mint("k1", &secret, &claims).unwrap();
    let body = r#"{"a":1}"#.to_owned();
    let action = Action {
        method: "POST",
        authority: "mail.example",
        target: "/v1/schedules?x=1",
        token: &session.token,
        body: Some((body.as_bytes(), "one-user-action-0001")),
        created: NOW - 1,
        nonce: [9; 16],
    };
    let headers = action.prepare().unwrap().sign(&session.key);
    let back_end = BackEnd { secret, groups: Scope::All, roles: Scope::All, not_before: 0, not_after: i64::MAX };
    Sound {
        verifier: Verifier {
            audience: text("https://mail.example"),
            authorities: [text("mail.example")].into(),
            back_ends: [(text("k1"), back_end)].into(),
            revoked: BTreeSet::new(),
            boot_time: 0,
        },
        headers: headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        body,
    }
}

impl Sound {
    fn ask(&self, method: &str, target: &str) -> Result<(), Refusal> {
        let headers: Vec<(&str, &str)> =
            self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let request = Request { method, target, authority: "mail.example", headers: &headers };
        self.verifier.fresh(NOW, &request, &mut Nonces::new())?.body(self.body.as_bytes())
    }
}

#[test]
fn one_byte_changed_anywhere_is_refused() {
    let sound = sound();
    sound.ask("POST", "/v1/schedules?x=1").unwrap();
    for (at, (name, value)) in sound.headers.iter().enumerate() {
        for index in 0..value.len() {
            for flip in [1_u8, 2, 4, 8, 16, 32, 64] {
                let mut bytes = value.clone().into_bytes();
                bytes[index] ^= flip;
                let Ok(changed) = String::from_utf8(bytes) else { continue };
                let mut headers = sound.headers.clone();
                headers[at].1.clone_from(&changed);
                let request = Sound { verifier: sound.verifier.clone(), headers, body: sound.body.clone() };
                assert!(request.ask("POST", "/v1/schedules?x=1").is_err(), "{name}: {changed}");
            }
        }
    }
}

#[test]
fn every_field_taken_away_or_doubled_is_refused() {
    let sound = sound();
    for at in 0..sound.headers.len() {
        let mut fewer = sound.headers.clone();
        let taken = fewer.remove(at);
        let mut more = sound.headers.clone();
        more.push(taken);
        for headers in [fewer, more] {
            let request = Sound { verifier: sound.verifier.clone(), headers, body: sound.body.clone() };
            let refusal = request.ask("POST", "/v1/schedules?x=1").unwrap_err();
            assert!(refusal.code().starts_with("header-count:"), "{refusal}");
        }
    }
}

#[test]
fn another_method_target_or_body_is_refused() {
    let mut sound = sound();
    assert_eq!(sound.ask("PUT", "/v1/schedules?x=1"), Err(Refusal::Signature));
    assert_eq!(sound.ask("GET", "/v1/schedules?x=1"), Err(Refusal::Components));
    assert_eq!(sound.ask("PATCH", "/v1/schedules?x=1"), Err(Refusal::Method));
    for target in ["/v1/schedules", "/v1/schedules?x=2", "/v1//schedules?x=1", "/v1/schedules?x=1&y", "*"] {
        assert_eq!(sound.ask("POST", target), Err(Refusal::Signature), "{target}");
    }
    sound.body.push(' ');
    assert_eq!(sound.ask("POST", "/v1/schedules?x=1"), Err(Refusal::ContentDigest));
}

#[test]
fn the_key_of_another_session_does_not_sign() {
    let key = SessionKey::from_base64url(&URL_SAFE_NO_PAD.encode([3; 32])).unwrap();
    let sound = sound();
    let token = sound.headers[0].1.strip_prefix("BWS ").unwrap();
    let body = Some((sound.body.as_bytes(), "one-user-action-0001"));
    let action = Action {
        method: "POST",
        authority: "mail.example",
        target: "/v1/schedules",
        token,
        body,
        created: NOW,
        nonce: [1; 16],
    };
    let headers = action.prepare().unwrap().sign(&key);
    let headers = headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let request = Sound { verifier: sound.verifier, headers, body: sound.body };
    assert_eq!(request.ask("POST", "/v1/schedules"), Err(Refusal::Signature));
}

#[test]
fn the_operator_can_shut_a_user_out() {
    let mut sound = sound();
    sound.verifier.revoked.insert("ada".to_owned());
    assert_eq!(sound.ask("POST", "/v1/schedules?x=1"), Err(Refusal::Revoked));
}

#[test]
fn claims_are_looked_at_in_one_order() {
    let whole = serde_json::json!({
        "iss": "intranet", "aud": "https://mail.example", "sub": "ada", "grp": "lyon", "role": "editor",
        "iat": NOW - 10, "exp": NOW + 590, "jti": "c2Vzc2lvbi1vZi1hZGEtMQ"
    });
    let said = |header: &str, payload: &str| {
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
        let input = format!("{}.{}", part(header), part(payload));
        let mut mac = Hmac::<sha2::Sha256>::new_from_slice(&(0..32).collect::<Vec<u8>>()).unwrap();
        mac.update(input.as_bytes());
        let token = format!("BWS {input}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()));
        let mut request = sound();
        request.headers[0].1 = token;
        request.ask("POST", "/v1/schedules?x=1").unwrap_err()
    };
    let header = r#"{"alg":"HS256","kid":"k1","typ":"bws+jwt"}"#;
    for (header, refusal) in [
        (r#"{"alg":"none","kid":"k1","typ":"bws+jwt"}"#, Refusal::TokenHeader),
        (r#"{"alg":"HS512","kid":"k1","typ":"bws+jwt"}"#, Refusal::TokenHeader),
        (r#"{"alg":"HS256","alg":"HS256","kid":"k1","typ":"bws+jwt"}"#, Refusal::TokenHeader),
        (r#"{"alg":"HS256","kid":"k1","typ":"JWT"}"#, Refusal::TokenHeader),
        (r#"{"alg":"HS256","kid":"","typ":"bws+jwt"}"#, Refusal::UnknownKid),
        (r#"["HS256"]"#, Refusal::TokenHeader),
    ] {
        assert_eq!(said(header, &whole.to_string()), refusal, "{header}");
    }
    for (name, value, refusal) in [
        ("aud", serde_json::json!(["https://mail.example"]), Refusal::TokenAudience),
        ("aud", Value::Null, Refusal::TokenAudience),
        ("aud", serde_json::json!("https://mail.example/"), Refusal::TokenAudience),
        ("iat", serde_json::json!(NOW + 16), Refusal::TokenNotYet),
        ("iat", serde_json::json!("1"), Refusal::TokenTtl),
        ("exp", serde_json::json!(NOW), Refusal::TokenExpired),
        ("exp", serde_json::json!(NOW + 891), Refusal::TokenTtl),
        ("exp", serde_json::json!(f64::from(i32::MAX)), Refusal::TokenTtl),
        ("sub", serde_json::json!(7), Refusal::TokenClaims),
        ("sub", serde_json::json!(""), Refusal::TokenClaims),
        ("sub", serde_json::json!("a\nb"), Refusal::TokenClaims),
        ("jti", serde_json::json!("short"), Refusal::TokenClaims),
        ("cnf", serde_json::json!({ "jkt": "x" }), Refusal::TokenClaims),
        ("grp", serde_json::json!("paris"), Refusal::Signature),
    ] {
        let mut claims = whole.clone();
        claims[name] = value;
        assert_eq!(said(header, &claims.to_string()), refusal, "{name}: {claims}");
    }
    let twice = whole.to_string().replace("\"sub\":\"ada\"", "\"sub\":\"ada\",\"sub\":\"eve\"");
    assert_eq!(said(header, &twice), Refusal::TokenClaims);
    assert_eq!(said(header, "[]"), Refusal::TokenClaims);
    // The right claims under another secret.
    let forged = mint("k1", &Secret::new((1..33).collect()).unwrap(), &serde_json::from_value(whole).unwrap()).unwrap();
    let mut request = sound();
    request.headers[0].1 = format!("BWS {}", forged.token);
    assert_eq!(request.ask("POST", "/v1/schedules?x=1"), Err(Refusal::TokenMac));
}
