//! Whole messages: the demo kit and a draft in, every text that somebody reads out. The expected files are of their
//! true types, so that a browser opens them; `BLESS=1 cargo test` writes them anew.

use countersign::braze::Request as _;
use countersign::digest::Digest;
use countersign::draft::Draft;
use countersign::engine::{Engine, Review};
use countersign::kit_folder;
use countersign::locale::Locale;
use countersign::payload::{Account, schedule_create};
use std::fs;
use std::path::{Path, PathBuf};

/// The stories take place at noon on this day.
const NOW: &str = "2026-11-23T12:00:00Z";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn engine() -> Engine {
    let kit = kit_folder::load(&root().join("www/demo/kit"))
        .unwrap_or_else(|mistakes| panic!("the demo kit has mistakes:\n{mistakes:#?}"));
    Engine::new(kit)
}

fn stories() -> Vec<PathBuf> {
    let mut stories: Vec<PathBuf> = fs::read_dir(root().join("tests/stories"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("draft.json").is_file())
        .collect();
    stories.sort();
    assert!(stories.len() >= 8, "only {} stories: this test looks in the wrong place", stories.len());
    stories
}

fn open(engine: &Engine, story: &Path) -> Review {
    let draft = fs::read_to_string(story.join("draft.json")).unwrap();
    let draft: Draft = serde_json::from_str(&draft).unwrap_or_else(|error| panic!("{}: {error}", story.display()));
    engine.open(draft, NOW.parse().unwrap()).unwrap_or_else(|error| panic!("{}: {error}", story.display()))
}

/// Everything that a story comes to, by file name.
fn told(review: &mut Review) -> Vec<(&'static str, String)> {
    let message = review.message();
    let mut head = String::new();
    if let Some(email) = &message.email {
        head = format!(
            "From: {} <{}>\nSubject: {}\nPreheader: {}\n",
            email.from.name,
            email.from.email,
            email.subject,
            email.preheader.as_deref().unwrap_or_default(),
        );
    }
    head.push_str(&format!("Digest: {}\n", message.digest()));
    let report = |locale: Locale, review: &mut Review| {
        let mut json = serde_json::to_string_pretty(&review.report().view(locale)).unwrap();
        json.push('\n');
        json
    };
    let mut told = vec![
        ("head.txt", head),
        ("report.en.json", report(Locale::En, review)),
        ("report.fr.json", report(Locale::Fr, review)),
    ];
    if let Some(email) = message.email.clone() {
        told.extend([("message.html", email.html), ("message.txt", email.text)]);
    }
    // The body for Braze, where it is not the HTML once more.
    if (countersign::render::Message { email: None, ..message }) != countersign::render::Message::default() {
        told.push(("payload.json", payload(review)));
    }
    told
}

/// The messages that Braze would get; why there are none.
fn payload(review: &mut Review) -> String {
    let account = Account { app_id: "APP_ID".to_owned(), campaign_id: "CAMPAIGN_ID".to_owned() };
    let now: jiff::Timestamp = NOW.parse().unwrap();
    let Ok(approved) = review.approve() else { return "\"not approved\"\n".to_owned() };
    let body = schedule_create(&approved, &account, None, now.as_second()).unwrap();
    assert_eq!(body.faults(now.as_second()), [], "what Braze would refuse");
    let messages = body.messages.unwrap();
    assert_eq!(countersign::payload::digest(&messages), review.digest(), "Braze gets what the author saw");
    let mut json = serde_json::to_string_pretty(&messages).unwrap();
    json.push('\n');
    json
}

#[test]
fn every_story_comes_out_as_told() {
    let engine = engine();
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for story in stories() {
        let expected = story.join("expected");
        for (name, text) in told(&mut open(&engine, &story)) {
            let path = expected.join(name);
            if bless {
                fs::create_dir_all(&expected).unwrap();
                fs::write(&path, &text).unwrap();
            } else if fs::read_to_string(&path).unwrap_or_default() != text {
                wrong.push(path.strip_prefix(root()).unwrap().display().to_string());
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "these came out otherwise (BLESS=1 writes them anew, then look at the diff):\n{}",
        wrong.join("\n")
    );
}

#[test]
fn a_draft_typed_slot_by_slot_comes_to_the_same_as_one_opened_whole() {
    let engine = engine();
    for story in stories() {
        let mut whole = open(&engine, &story);
        let mut empty = whole.draft().clone();
        let slots = std::mem::take(&mut empty.slots);
        let mut typed = engine.open(empty, NOW.parse().unwrap()).unwrap();
        for (id, value) in slots {
            // A detour on the way: what stood there in between leaves no trace.
            if value.is_string() {
                typed.set_slot(&id, "§ <b>{{ x }}</b> §".into()).unwrap();
                typed.report();
            }
            typed.set_slot(&id, value).unwrap();
        }
        assert_eq!(told(&mut typed), told(&mut whole), "{}", story.display());
    }
}

#[test]
fn every_finding_is_at_words_that_are_there_and_every_fix_can_be_taken() {
    let engine = engine();
    for story in stories() {
        let mut review = open(&engine, &story);
        let report = review.report().clone();
        for (index, finding) in report.findings().iter().enumerate() {
            let countersign::diag::Source::Slot(path) = &finding.place.source else { continue };
            let text = countersign::compile::slots::get(&review.draft().slots, path).and_then(|value| value.as_str());
            let text = text.unwrap_or_default();
            let span = finding.place.span;
            assert!(
                text.is_char_boundary(span.start) && text.is_char_boundary(span.end),
                "{}: {} at {span:?} of {path}: {text:?}",
                story.display(),
                finding.notice.id
            );
            for fix in 0..finding.fixes.len() {
                review.fixed(index, fix).unwrap_or_else(|error| panic!("{}: {error}", story.display()));
            }
        }
    }
}

#[test]
fn only_a_report_without_errors_lets_a_message_go() {
    let engine = engine();
    for story in stories() {
        let mut review = open(&engine, &story);
        let fails = review.report().verdict() != countersign::diag::Verdict::Pass;
        match review.approve() {
            Ok(approved) => {
                assert!(!fails, "{}", story.display());
                assert_eq!(approved.digest(), review.digest());
            }
            Err(report) => assert!(fails && !report.findings().is_empty(), "{}", story.display()),
        }
    }
}

/// The browser must come to the same digests: `tests/e2e/digests.test.mjs` holds the module against this file.
#[test]
fn the_digests_are_written_down_for_the_browser() {
    let engine = engine();
    let mut lines = String::new();
    for story in stories() {
        let mut review = open(&engine, &story);
        let report = serde_json::to_string(&review.report().view(Locale::Fr)).unwrap();
        let report = Digest::new("report").field("json", report).finish();
        let name = story.file_name().unwrap().to_string_lossy().into_owned();
        lines.push_str(&format!("{name} {} {report}\n", review.digest()));
    }
    let path = root().join("tests/stories/digests.txt");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &lines).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), lines, "BLESS=1 writes tests/stories/digests.txt anew");
}
