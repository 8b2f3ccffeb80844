//! The JavaScript face: positions, strings that are not text, and errors with a code.

use countersign::wasm::convert::{Positions, from_js, to_js};
use countersign::wasm::{Engine, Request};
use js_sys::{JSON, Reflect};
use serde_json::Value;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::*;

#[wasm_bindgen_test]
fn bytes_become_utf16_code_units() {
    let text = "Été ☕ 👋 cheap";
    let positions = Positions::new(text);
    let at = text.find("cheap").unwrap();
    let utf16 = text.encode_utf16().collect::<Vec<_>>();
    assert_eq!(String::from_utf16(&utf16[positions.utf16(at)..]).unwrap(), "cheap");
    for (byte, letter) in text.char_indices() {
        let expected: usize = text[..byte].chars().map(char::len_utf16).sum();
        assert_eq!(positions.utf16(byte), expected, "before {letter}");
    }
    assert_eq!(positions.utf16(text.find('👋').unwrap() + 2), positions.utf16(text.find('👋').unwrap()));
    assert_eq!(positions.utf16(text.len()), utf16.len());
}

#[wasm_bindgen_test]
fn a_lone_surrogate_becomes_one_replacement() {
    let value = JSON::parse(r#"{ "a": "x\ud83dy", "n": 3, "t": true }"#).unwrap();
    let value: Value = from_js(value, "value").unwrap();
    assert_eq!(value, serde_json::json!({ "a": "x\u{fffd}y", "n": 3, "t": true }));
    let back = to_js(&value).unwrap();
    assert_eq!(Reflect::get(&back, &"n".into()).unwrap().as_f64(), Some(3.0));
}

fn code(error: &JsValue) -> String {
    Reflect::get(error, &"code".into()).unwrap().as_string().unwrap()
}

#[wasm_bindgen_test]
fn bad_input_is_an_error_with_a_code() {
    assert_eq!(code(&Engine::from_kit("{", "fr").unwrap_err()), "kit-json");
    let token = |url: &str| Request::new("GET".into(), url.into(), "not.a.token", None, None, 0.0, &[7; 16]);
    assert_eq!(code(&token("no address").unwrap_err()), "endpoint");
    assert_eq!(code(&token("https://mail.example/v1/kit").unwrap_err()), "sign-token");
    let short = Request::new("GET".into(), "https://mail.example/".into(), "t", None, None, f64::NAN, &[7; 3]);
    assert_eq!(code(&short.unwrap_err()), "nonce");
}

/// A kit of one template, as `countersign kit build` writes it.
const KIT: &str = r#"{
    "format": 1, "brand": { "name": "Torrèle" },
    "policy": { "wording": { "forbidden": [{ "term": "pas cher", "instead": "à prix doux" }] } },
    "groups": { "lyon": { "name": "Lyon", "locale": "fr-FR", "country": "FR" } },
    "templates": { "news": {
        "name": { "en": "News", "fr": "Actus" }, "version": 1,
        "email": { "subject": "{{ slot.title }}", "html": "<p>{{ slot.intro }}</p><div>{{ slot.body }}</div>" },
        "slots": [
            { "id": "title", "label": { "en": "Title", "fr": "Titre" }, "kind": "text" },
            { "id": "intro", "label": { "en": "Text", "fr": "Texte" }, "kind": "text" },
            { "id": "body", "label": { "en": "Body", "fr": "Corps" }, "kind": "markdown", "allow": ["strong"] }
        ]
    } }
}"#;

fn get(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |at, step| match step.parse::<u32>() {
        Ok(index) => Reflect::get_u32(&at, index).unwrap(),
        Err(_) => Reflect::get(&at, &step.into()).unwrap(),
    })
}

#[wasm_bindgen_test]
fn a_keystroke_answers_with_what_it_made_different() {
    let engine = Engine::from_kit(KIT, "fr").unwrap();
    let draft =
        JSON::parse(r#"{ "template": "news", "group": "lyon", "slots": { "title": "Été", "intro": "☕" } }"#).unwrap();
    let mut review = engine.open(draft, 1_795_435_200.0).unwrap();
    review.report().unwrap();
    review.preview(JsValue::UNDEFINED).unwrap();

    let change = review.set_slot("intro", "👋 un café pas cher".into()).unwrap();
    let findings: js_sys::Array = get(&change, "report.findings").into();
    let found = findings.iter().find(|one| get(one, "rule").as_string().as_deref() == Some("brand-forbidden-terms"));
    let found = found.expect("the forbidden term is found");
    let text = js_sys::JsString::from("👋 un café pas cher");
    let (start, end) = (get(&found, "span.start").as_f64().unwrap(), get(&found, "span.end").as_f64().unwrap());
    assert_eq!(text.slice(start as u32, end as u32), "pas cher");
    assert_eq!(get(&found, "owner").as_string().as_deref(), Some("author"));
    assert!(get(&change, "patches.0.html").as_string().unwrap().contains("pas cher"));
    assert!(get(&change, "subject").is_undefined(), "the subject is as it was");

    assert!(!code(&review.set_slot("no_such", "x".into()).unwrap_err()).is_empty());
    assert!(!code(&review.set_slot("intro", JsValue::TRUE).unwrap_err()).is_empty());
    assert!(!code(&review.fixed(99, 0).unwrap_err()).is_empty());
}

#[wasm_bindgen_test]
fn rich_text_goes_both_ways_and_pastes_come_clean() {
    let engine = Engine::from_kit(KIT, "fr").unwrap();
    let draft = JSON::parse(r#"{ "template": "news", "group": "lyon" }"#).unwrap();
    let mut review = engine.open(draft, 1_795_435_200.0).unwrap();
    let rich = review.rich_text("body", "👋 **pas cher**").unwrap();
    let back = review.set_rich_text("body", get(&rich, "doc")).unwrap();
    assert_eq!(get(&back, "markdown").as_string().as_deref(), Some("👋 **pas cher**"));
    // The bold words: 3 code units after the paragraph's start in the document, 5 in the Markdown.
    let number = |path: &str| get(&back, path).as_f64().unwrap() as u32;
    assert_eq!((number("map.1.from"), number("map.1.to")), (4, 12));
    assert_eq!((number("map.1.start"), number("map.1.end")), (5, 13));

    let clean =
        review.clean_paste("body", "<p onclick=x()>a <b>b</b> <a href='javascript:x'>c</a><script>d</script>").unwrap();
    let text = JSON::stringify(&clean).unwrap().as_string().unwrap();
    assert!(text.contains("strong") && !text.contains("script") && !text.contains("onclick"), "{text}");
    assert!(
        !code(&review.set_rich_text("body", JSON::parse(r#"{ "type": "iframe" }"#).unwrap()).unwrap_err()).is_empty()
    );
}
