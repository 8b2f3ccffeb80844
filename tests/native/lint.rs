//! `countersign lint`: finished HTML without a kit. Cases of our own for each rule of W3C's ACT that the catalogue names,
//! and HTML of every kind, which must neither stop it nor slow it down.

use countersign::check::case::Case;
use countersign::check::{self, For, Rulebook};
use countersign::diag::{Finding, Severity};
use proptest::prelude::*;
use serde::Deserialize;
use std::path::Path;
use std::time::{Duration, Instant};

/// A rule of ACT, the rules of ours that stand for it, what fails it and what does not.
#[derive(Deserialize)]
struct Cases {
    act: String,
    rule: String,
    failed: Vec<String>,
    passed: Vec<String>,
}

fn lint(html: &str) -> Vec<Finding> {
    let today = jiff::civil::date(2026, 11, 23);
    let none = For {
        policy: None,
        office: None,
        template: "",
        language: None,
        today,
        delivery: today,
        case: &Case::default(),
    };
    check::finished(html, &Rulebook::new(none))
}

#[test]
fn our_cases_for_the_rules_of_act_are_judged_as_act_does() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint/act.json");
    let all: Vec<Cases> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut faults = Vec::new();
    for cases in &all {
        let says = |html: &str| lint(html).iter().any(|found| cases.rule.split('|').any(|id| id == found.notice.id));
        faults.extend(
            cases.failed.iter().filter(|html| !says(html)).map(|html| format!("{}: silent on {html}", cases.act)),
        );
        faults.extend(
            cases.passed.iter().filter(|html| says(html)).map(|html| format!("{}: finds a fault in {html}", cases.act)),
        );
    }
    let count: usize = all.iter().map(|cases| cases.failed.len() + cases.passed.len()).sum();
    told!("{} of {count} cases for {} rules of ACT are judged as ACT does", count - faults.len(), all.len());
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn a_good_mail_is_left_alone() {
    let html = r##"<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Roma: November's menu</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <style>@media (prefers-color-scheme: dark) { .page { background: #111; color: #eee } .link { color: #9cf } }</style></head>
        <body style="margin:0"><div style="display:none">New wine on the terrace</div>
        <table role="presentation" lang="en" dir="ltr" class="page" width="100%"><tr><td>
        <a href="https://roma.example"><img src="https://roma.example/l.png" alt="Roma" width="80" height="30"></a>
        <h1>November's menu</h1><p style="font-size:16px;line-height:24px">Come to our terrace: we have new wine for you.</p>
        <h2>Prices</h2><table><tr><th scope="col">Pizza</th><th scope="col">Price</th></tr><tr><td>Marinara</td><td>8 €</td></tr></table>
        <p><a class="link" href="https://roma.example/book">Book a table</a></p></td></tr></table></body></html>"##;
    let told: Vec<_> = lint(html).into_iter().filter(|found| found.notice.id.starts_with("a11y-")).collect();
    assert!(told.is_empty(), "{:#?}", told.iter().map(|found| found.notice.id).collect::<Vec<_>>());
}

#[test]
fn what_repeats_and_nests_takes_its_time_and_no_more() {
    let many = |part: &str, times: usize| part.repeat(times);
    let refers = "<p id=x aria-labelledby='x y x y x y x y'>a</p><a href=x aria-labelledby='y x y x y x' id=y></a>";
    let span = "<tr><th colspan=1000 rowspan=1000>a</th><td headers='a b c'>1</td></tr>";
    for (what, html) in [
        ("references", many(refers, 4_000)),
        ("nested links", format!("{}a", many("<div role=link tabindex=0>", 390)) + &many("<b></b>", 5_000)),
        ("nested in a link", many("<a href=x><div role=heading aria-label=''><span><div role=button>", 9_000)),
        ("spans", format!("<table>{}</table>", many(span, 3_000))),
        ("tables in tables", many("<table><tr><td>", 5_000)),
        ("lists", many("<ul role=list><div role=group><li role=listitem aria-owns='a b'>", 9_000)),
        ("languages", many("<div lang=fr><p lang=en>le the </p>", 9_000)),
        ("disabled", many("<fieldset disabled aria-labelledby=a id=a><label><input disabled>", 9_000)),
        ("rtl", many("<div dir=rtl><div>a</div>", 9_000)),
        ("rows", format!("<table>{}</table>", many("<tr><td>a<td>1", 30_000))),
        (
            "styles",
            format!(
                "<style>{}</style>{}",
                many("div p a.b, [x=y] > p {color:red}", 2_000),
                many("<p class=b x=y>a", 500)
            ),
        ),
        ("comments", format!("<!--[if mso]>{}<![endif]-->", many("<v:rect><a><h1>", 30_000))),
        ("shouting", many("AND SO ON ", 90_000)),
    ] {
        let start = Instant::now();
        let _ = lint(&html);
        let taken = start.elapsed();
        assert!(taken < Duration::from_secs(20), "{what}: {taken:?} for {} bytes", html.len());
    }
}

/// Tags, attributes and texts as they may come, in any order and nesting.
fn soup() -> impl Strategy<Value = String> {
    let names = "html|head|body|title|table|tr|td|th|ul|li|ol|a|img|svg|button|input|label|select|option|h1|h2|p|div|span|b|i|font|style|details|summary|iframe|map|area|meta|template|math|form|object|caption|noscript|dialog|fieldset";
    let names: Vec<&str> = names.split('|').collect();
    let attributes = "role=none|role=list|role='row x'|aria-hidden=true|aria-label=''|aria-labelledby='a b'|aria-owns='a'|id=a|id=b|href=x|alt=''|alt=' '|lang=xx|lang=fr|dir=rtl|style='display:none'|style='color:#aaa;background:#bbb url(x)'|style='opacity:.5;font:bold 9px/1 x !important'|colspan=9|rowspan=0|headers='a'|scope=row|tabindex=0|disabled|class='a b'|src=a.png|type=image|for=a|width=1 height=1|content='maximum-scale=é'|name=viewport|http-equiv=refresh|autocomplete='on x'|bgcolor=red|aria-level=é";
    let attributes: Vec<&str> = attributes.split('|').collect();
    let open = (prop::sample::select(names.clone()), prop::collection::vec(prop::sample::select(attributes), 0..4))
        .prop_map(|(name, attributes)| format!("<{name} {}>", attributes.join(" ")));
    let close = prop::sample::select(names).prop_map(|name| format!("</{name}>"));
    let texts = vec![
        "Roma",
        " ",
        "\u{a0}",
        "&nbsp;",
        "{{ x }}",
        "{% if y %}",
        "{% endif %}",
        "<!--",
        "-->",
        "<",
        "&#x0;",
        "\u{202e}",
        "é ",
        "LE THE AND DES ",
        "<!--[if mso]><v:rect><![endif]-->",
        "p{color:red}",
        "@media (prefers-color-scheme:dark){",
        "}",
        "<!doctype html>",
    ];
    let text = prop::sample::select(texts).prop_map(str::to_owned);
    prop::collection::vec(prop_oneof![4 => open, 2 => close, 2 => text], 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_html_stops_it(html in soup()) {
        for found in lint(&html) {
            let span = found.place.span;
            prop_assert!(span.end <= html.len() && html.is_char_boundary(span.start) && html.is_char_boundary(span.end), "{}", found.notice.id);
        }
    }

    #[test]
    fn no_text_stops_it(text in "\\PC{0,200}") {
        let _ = lint(&text);
    }
}

#[test]
fn faults_against_wcag_are_errors_and_advice_is_not() {
    let grave = |html: &str| {
        lint(html).iter().any(|found| found.severity == Severity::Error && found.notice.id.starts_with("a11y-"))
    };
    assert!(grave("<img src='https://roma.example/a.png'>"));
    assert!(!grave(
        "<p style='text-align:justify'>Come to our terrace: this week we have new wine, and a table for you.</p>"
    ));
}

#[cfg(feature = "cli")]
#[test]
fn findings_come_as_sarif_and_as_annotations_with_their_lines() {
    use std::process::ExitCode;
    let folder = std::env::temp_dir().join(format!("countersign-lint-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let run = |arguments: &[&str]| {
        let mut out = Vec::new();
        let all = ["countersign", "lint"].iter().chain(arguments).map(|one| (*one).into());
        let code = countersign::cli::run(all, &mut out, &mut Vec::new());
        (String::from_utf8(out).unwrap(), code == ExitCode::SUCCESS)
    };
    let (mail, lines) = (folder.join("mail.html"), folder.join("mails.jsonl"));
    std::fs::write(&mail, "<p>é</p>\n<p>é <img src=\"https://roma.example/a.png\"></p>\n").unwrap();
    std::fs::write(
        &lines,
        "{\"id\":\"x\",\"html\":\"<p>a</p>\"}\n{\"id\":7,\"html\":\"<img src='https://roma.example/a.png'>\"}\n",
    )
    .unwrap();
    let (mail, lines) = (mail.to_str().unwrap(), lines.to_str().unwrap());
    let (said, well) = run(&[mail, "--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&said).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let image = results.iter().find(|one| one["ruleId"] == "a11y-img-alt-present").unwrap();
    let place = &image["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], mail);
    assert_eq!(place["region"], serde_json::json!({ "startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 44 }));
    assert!(!well, "an error is an exit code");
    let (said, _) = run(&[mail, "--format", "github"]);
    assert!(said.contains(&format!("::error file={mail},line=2,col=6,endLine=2,endColumn=44,title=")), "{said}");
    let (said, _) = run(&[lines, "--jsonl", "--format", "github"]);
    assert!(
        said.lines().all(|line| line.contains(" file=7,line=1,")) && said.contains("a11y-img-alt-present"),
        "{said}"
    );
    let (said, well) = run(&[lines, "--jsonl", "--format", "sarif"]);
    assert!(said.contains("\"uri\": \"7\"") && !well);
    let (said, _) = run(&[mail]);
    assert!(said.contains(&format!("  --> {mail}:2:6\n")), "a place that terminals and editors jump to: {said}");
    let other = folder.join("other.html");
    std::fs::write(&other, "<p>a</p>").unwrap();
    let (said, _) = run(&[mail, other.to_str().unwrap(), "--format", "json"]);
    let both: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!((&both[0]["file"], &both[1]["report"]["verdict"]), (&mail.into(), &"pass".into()));
    std::fs::write(&other, b"<p>a</p>\n<p>\xe9t\xe9</p>").unwrap();
    let mut err = Vec::new();
    let all = ["countersign", "lint", other.to_str().unwrap(), "--locale", "fr"].map(Into::into);
    countersign::cli::run(all, &mut Vec::new(), &mut err);
    assert!(String::from_utf8(err).unwrap().contains("other.html:2\u{a0}: cette ligne n’est pas en UTF-8"));
    std::fs::remove_dir_all(&folder).unwrap();
}
