//! `check`, `render` and `lint` on the demo kit, as a person at a terminal runs them; and how rules behave over whole
//! drafts: what is found once is found where the author can mend it, and is gone once it is mended.

use countersign::diag::{Owner, Severity, Verdict};
use countersign::draft::Draft;
use countersign::engine::Engine;
use countersign::kit::Kit;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn kit() -> Kit {
    countersign::kit_folder::load(&root().join("www/demo/kit")).unwrap()
}

fn draft(name: &str) -> Draft {
    serde_json::from_str(&fs::read_to_string(root().join("www/demo/drafts").join(name)).unwrap()).unwrap()
}

fn now() -> jiff::Timestamp {
    "2026-11-23T12:00:00Z".parse().unwrap()
}

fn run(arguments: &[&str]) -> (bool, String) {
    let mut out = Vec::new();
    let mut err = Vec::new();
    let arguments = std::iter::once("countersign").chain(arguments.iter().copied());
    let code = countersign::cli::run(arguments.map(Into::into), &mut out, &mut err);
    let code = format!("{code:?}") == format!("{:?}", std::process::ExitCode::SUCCESS);
    (code, String::from_utf8(out).unwrap() + &String::from_utf8(err).unwrap())
}

#[test]
fn a_good_draft_passes_and_becomes_a_payload() {
    let kit = root().join("www/demo/kit").display().to_string();
    let draft = root().join("www/demo/drafts/fr-lyon-offre-parfaite.json").display().to_string();
    let time = "2026-11-23T12:00:00Z";
    let (passed, said) = run(&["check", &kit, "--draft", &draft, "--now", time, "--locale", "fr"]);
    assert!(passed && said == "Rien à signaler.\n", "{said}");
    let (passed, html) = run(&["render", &kit, "--draft", &draft, "--as", "html"]);
    assert!(passed && html.contains("</html>") && html.contains("${set_user_to_unsubscribed_url}"));
    let (passed, text) = run(&["render", &kit, "--draft", &draft, "--as", "text"]);
    assert!(passed && !text.contains("</"), "{text}");
    let (_, body) = run(&["render", &kit, "--draft", &draft, "--as", "payload", "--now", time]);
    let body: serde_json::Value = serde_json::from_str(&body).unwrap_or_else(|error| panic!("{error}: {body}"));
    assert_eq!(body["messages"]["email"]["body"], html);
}

#[test]
fn a_bad_draft_is_refused_at_the_words() {
    let kit = root().join("www/demo/kit").display().to_string();
    let draft = root().join("www/demo/drafts/en-bristol-mistakes.json").display().to_string();
    let (passed, said) = run(&["check", &kit, "--draft", &draft, "--now", "2026-11-23T12:00:00Z"]);
    assert!(!passed);
    assert!(said.contains("1 | CHEAP expresso all week at Torelle!!!\n  | ^^^^^\n"), "{said}");
    let (passed, said) = run(&["render", &kit, "--draft", &draft, "--as", "payload"]);
    assert!(!passed && said.contains("error[brand-forbidden-terms]"), "{said}");
    let (passed, said) = run(&["check", &kit, "--draft", "nowhere.json"]);
    assert!(!passed && said.contains("nowhere.json cannot be read"), "{said}");
}

#[test]
fn what_an_author_is_told_he_can_mend_and_a_taken_fix_is_silent() {
    let engine = Engine::new(kit());
    for name in ["en-bristol-mistakes.json", "fr-lyon-mot-interdit.json"] {
        let mut review = engine.open(draft(name), now()).unwrap();
        let findings = review.report().findings().to_vec();
        assert_eq!(review.report().verdict(), Verdict::Fail);
        for finding in &findings {
            assert_eq!(finding.place.source.owner(), Owner::Author, "{name}: {finding:?}");
        }
        let fixable = |review: &mut countersign::engine::Review| {
            review.report().findings().iter().position(|finding| !finding.fixes.is_empty())
        };
        let mut taken = 0;
        while let Some(at) = fixable(&mut review) {
            let told = review.report().findings()[at].clone();
            // Other words may have their own question: what counts is that this rule is content.
            let same = |review: &mut countersign::engine::Review| {
                review.report().findings().iter().filter(|one| one.notice.id == told.notice.id).count()
            };
            let before = same(&mut review);
            review.apply_fix(at, 0).unwrap_or_else(|error| panic!("{name}: {told:?}: {error}"));
            assert!(same(&mut review) < before, "{name}: the fix of {} mends nothing", told.notice.id);
            taken += 1;
        }
        assert!(taken >= 5, "{name}: {taken} fixes");
    }
}

/// A changed slot is rendered and checked alone; the report must be the one of a fresh start.
#[test]
fn the_report_after_an_edit_is_the_report_of_a_fresh_start() {
    let engine = Engine::new(kit());
    let mut review = engine.open(draft("fr-lyon-offre-parfaite.json"), now()).unwrap();
    for text in [
        "Un **expresso** gratos à [Lyon](http://elsewhere.example)",
        "",
        "Le meilleur café !",
        "Bienvenue chez torrele",
    ] {
        review.set_slot("intro", text.into()).unwrap();
        let mut fresh = engine.open(review.draft().clone(), now()).unwrap();
        assert_eq!(review.report().view(Default::default()), fresh.report().view(Default::default()), "{text}");
    }
}

#[test]
fn every_demo_draft_is_judged_as_its_name_says() {
    let engine = Engine::new(kit());
    for file in fs::read_dir(root().join("www/demo/drafts")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let mut review = engine.open(draft(&name), now()).unwrap();
        let bad = ["mistakes", "mot-interdit", "vide"].iter().any(|word| name.contains(word));
        let errors: BTreeSet<&str> = review
            .report()
            .findings()
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| finding.notice.id)
            .collect();
        assert_eq!(!errors.is_empty(), bad, "{name}: {errors:?}");
    }
}

/// What strangers send is answered: nested, repeated and broken HTML, at once and without a crash.
#[test]
fn lint_answers_whatever_html_comes() {
    let today = jiff::civil::date(2026, 11, 23);
    let book = countersign::check::Rulebook::new(countersign::check::For {
        policy: Some(&kit().policy),
        office: None,
        template: "",
        language: None,
        today,
        delivery: today,
        case: &Default::default(),
    });
    let units = [
        "<div style=color:red>",
        "<p>cheap ",
        "<a href=http://a.b>www.c.d",
        "<img src=x>",
        "c h e a p ",
        "a.b-c_d'e/f ",
        "<!--[if mso]>",
        "<v:fill src=http://a.b>",
        "url(",
        "style='background:url(x)'",
        "&#x",
        "100 % n° 1 ",
        "12 Main St, Austin, TX 78701 ",
        "{{ ${x} }}",
        "<b><i><a>",
        "<table><tr><td>",
        "Torrele Torrèle torrelé ",
        "[[[[",
        "\u{200b}\u{301}",
        "<style>a{color:red}</style>",
        "<img srcset='a, b, c, ",
        "0123456789",
        "ch3ap",
        "<td background=",
        "<p style='color:#eee;color:#ddd;'>x",
    ];
    for unit in units {
        let html = unit.repeat(60_000 / unit.len());
        let start = std::time::Instant::now();
        countersign::check::finished(&html, &book);
        let took = start.elapsed();
        // Generous: tests run unoptimised and side by side. Quadratic work on 60 kB takes minutes.
        assert!(took.as_secs() < 8, "{unit:?} × {}: {took:?}", 60_000 / unit.len());
    }
}

/// Under a law that a policy holds everywhere, finished HTML must have what that law wants.
#[test]
fn lint_looks_for_what_a_law_wants_where_the_policy_holds_it() {
    let policy: countersign::policy::Policy = serde_json::from_str(r#"{ "legal": { "everywhere": ["US"] } }"#).unwrap();
    let today = jiff::civil::date(2026, 11, 23);
    let ids = |policy: Option<&countersign::policy::Policy>, html: &str| -> Vec<&str> {
        let case = policy.map(countersign::check::case::Case::under).unwrap_or_default();
        let made = countersign::check::For {
            policy,
            office: None,
            template: "",
            language: None,
            today,
            delivery: today,
            case: &case,
        };
        let findings = countersign::check::finished(html, &countersign::check::Rulebook::new(made));
        assert!(findings.iter().all(|finding| finding.place.source == countersign::diag::Source::Text));
        findings.iter().map(|finding| finding.notice.id).collect()
    };
    assert_eq!(ids(None, "<p>Hello</p>"), Vec::<&str>::new());
    assert_eq!(ids(Some(&policy), "<p>Hello</p>"), ["us-can-spam-unsubscribe-present", "us-can-spam-postal-address"]);
    let whole = "<p>12 Main St, Austin, TX 78701</p><a href='{{${set_user_to_unsubscribed_url}}}'>Unsubscribe</a>";
    assert_eq!(ids(Some(&policy), whole), Vec::<&str>::new());
}

/// Where no program can know, a person answers, with a name; other words are asked about anew.
#[test]
fn a_person_answers_for_what_no_program_can_know() {
    let mut kit = kit();
    kit.policy.facts.insert("approval".to_owned(), "required".into());
    let engine = Engine::new(kit);
    let mut review = engine.open(draft("fr-lyon-offre-parfaite.json"), now()).unwrap();
    assert_eq!(review.report().verdict(), Verdict::NeedsAttestation);
    assert!(review.approve().is_err(), "nobody has answered yet");
    let asks = |review: &mut countersign::engine::Review| {
        review.report().findings().iter().position(|finding| finding.notice.id == "sched-approval-before-send")
    };
    let finding = asks(&mut review).unwrap();
    assert!(!review.attest(finding + 1000, "Léa", now()), "no finding, nothing to answer for");
    assert!(review.attest(finding, "Léa", now()));
    assert_eq!(asks(&mut review), None);
    assert_eq!(review.report().verdict(), Verdict::Pass);
    let word = &review.draft().attestations[0];
    assert_eq!((word.rule.as_str(), word.by.as_str()), ("sched-approval-before-send", "Léa"));
    // A draft that says somebody answered for other words is asked anew.
    let mut other = review.draft().clone();
    other.attestations[0].about = "other words".to_owned();
    let mut review = engine.open(other, now()).unwrap();
    assert!(asks(&mut review).is_some());
}

/// An exception is named with who allowed what, why and until when; it holds for messages that arrive by its last day.
#[test]
fn what_an_exception_silences_is_named_until_it_runs_out() {
    let waiver = |json: serde_json::Value| {
        let mut kit = kit();
        let mut all = serde_json::json!({
            "rule": "brand-forbidden-terms", "who": "Ailsa", "why": "A quotation.", "until": "2026-11-25",
        });
        all.as_object_mut().unwrap().extend(json.as_object().unwrap().clone());
        kit.policy.waivers.push(serde_json::from_value(all).unwrap());
        Engine::new(kit)
    };
    let told = |engine: &Engine, time: Option<&str>| {
        let mut draft = draft("en-bristol-mistakes.json");
        draft.schedule = time.map(|time| countersign::draft::Schedule { time: time.to_owned(), ..Default::default() });
        let mut review = engine.open(draft, now()).unwrap();
        let report = review.report();
        let its = report.findings().iter().filter(|finding| finding.notice.id == "brand-forbidden-terms");
        let graves: Vec<Severity> = its.map(|finding| finding.severity).collect();
        let waived = report.waived().iter().map(|one| (one.notice.id, one.who.clone(), one.count)).collect::<Vec<_>>();
        (graves, waived)
    };
    let (graves, waived) = told(&Engine::new(kit()), None);
    assert!(!graves.is_empty() && graves.iter().all(|grave| *grave == Severity::Error) && waived.is_empty());
    let count = graves.len();
    let named = vec![("brand-forbidden-terms", "Ailsa".to_owned(), count)];

    let silent = waiver(serde_json::json!({}));
    assert_eq!(told(&silent, None), (vec![], named.clone()));
    assert_eq!(told(&silent, Some("2026-11-25T18:00:00Z")), (vec![], named.clone()), "its last day");
    assert_eq!(told(&silent, Some("2026-11-26T10:00:00Z")), (graves.clone(), vec![]), "it has run out by then");
    let lighter = waiver(serde_json::json!({ "severity": "info" }));
    assert_eq!(told(&lighter, None), (vec![Severity::Info; count], named.clone()));
    let elsewhere = waiver(serde_json::json!({ "group": "edinburgh-leith" }));
    assert_eq!(told(&elsewhere, None), (graves.clone(), vec![]));
    let other = waiver(serde_json::json!({ "template": "newsletter" }));
    assert_eq!(told(&other, None), (graves, vec![]));
    let useless = waiver(serde_json::json!({ "rule": "brand-profanity" }));
    assert_eq!(told(&useless, None).1, vec![], "an exception that nothing makes use of is not named");
}

/// Where a national law is waived that carries out a wider one, the wider one still speaks.
#[test]
fn the_law_of_a_union_speaks_where_that_of_its_state_is_waived() {
    let ids = |waivers: serde_json::Value| {
        let policy = serde_json::json!({ "legal": { "everywhere": ["FR"] }, "waivers": waivers });
        let policy: countersign::policy::Policy = serde_json::from_value(policy).unwrap();
        let case = countersign::check::case::Case::under(&policy);
        let today = jiff::civil::date(2026, 11, 23);
        let made = countersign::check::For {
            policy: Some(&policy),
            office: None,
            template: "",
            language: Some(countersign::locale::Locale::Fr),
            today,
            delivery: today,
            case: &case,
        };
        let book = countersign::check::Rulebook::new(made);
        let report =
            countersign::diag::Report::new(countersign::check::finished("<p>Un gobelet biodégradable.</p>", &book));
        let report = report.under(book.waived());
        let green = ["fr-environment-terms", "eu-green-generic-claim"];
        let told = report.findings().iter().map(|finding| finding.notice.id).filter(|id| green.contains(id));
        told.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(ids(serde_json::json!([])), ["fr-environment-terms"]);
    let waived = serde_json::json!([{ "rule": "fr-environment-terms", "who": "X", "why": "Y", "until": "2027-01-01" }]);
    assert_eq!(ids(waived), ["eu-green-generic-claim"]);
}

#[test]
fn what_a_message_lacks_on_every_channel_is_told_once() {
    let mut kit = kit();
    kit.policy.facts.insert("test_send".to_owned(), "required".into());
    let draft = fs::read_to_string(root().join("tests/stories/fr-nantes-tous-canaux/draft.json")).unwrap();
    let mut review = Engine::new(kit).open(serde_json::from_str(&draft).unwrap(), now()).unwrap();
    let findings = review.report().findings().iter();
    let told: Vec<_> = findings.filter(|one| one.notice.id == "data-seed-test-send").collect();
    let [one] = told[..] else { panic!("told {} times", told.len()) };
    assert_eq!(one.channels.len(), 5);
}
