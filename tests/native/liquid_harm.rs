//! Templates that mean harm to whoever renders them: each is answered or refused after a bounded amount of work, which is
//! counted here and timed by `cargo xtask fuzz harm`. And the short run of the fuzz targets.

#[path = "../../fuzz/src/lib.rs"]
pub(crate) mod fuzz;

use countersign::liquid::eval::{Refused, World, render};
use countersign::liquid::partial::{Knowledge, Known, constructs, specialise};
use countersign::liquid::uses::{on_every_path, uses, ways};
use countersign::liquid::value::Value;
use countersign::liquid::{limits, parse};
use fuzz::{harm, seeded};
use std::collections::BTreeMap;

/// How many runs of each target; `COUNTERSIGN_FUZZ=1000000` makes it long.
fn runs() -> u64 {
    std::env::var("COUNTERSIGN_FUZZ").ok().and_then(|runs| runs.parse().ok()).unwrap_or(4_000)
}

#[test]
fn what_is_hard_to_read_is_read() {
    for (name, source) in harm::to_read() {
        let parsed = parse(&source);
        assert!(parsed.diagnostics.len() <= limits::FINDINGS, "{name}");
        let end = parsed.template.nodes.last().map(|node| node.span.end);
        assert_eq!(end, Some(source.len()), "{name}");
    }
}

#[test]
fn what_is_hard_to_render_is_answered_or_refused() {
    let data = harm::data();
    let (value, world) = (Value::from(&data), World::default().with_samples(&data));
    let sampled = harm::to_filter().into_iter().step_by(9);
    for (name, source) in harm::to_read().into_iter().chain(harm::to_render()).chain(sampled) {
        match render(&parse(&source).template, &value, &world) {
            Ok(done) => assert!(done.steps <= limits::STEPS && done.output.len() <= limits::OUTPUT, "{name}"),
            Err(refused) => assert!(refused.code().starts_with("liquid-"), "{name}"),
        }
    }
}

#[test]
fn what_is_long_costs_steps() {
    let data = harm::data();
    let (value, world) = (Value::from(&data), World::default().with_samples(&data));
    let steps = |source: &str| render(&parse(source).template, &value, &world).unwrap().steps;
    let long = |body: &str| {
        steps(&format!("{{% assign s = '{}' %}}{body}", "x".repeat(64_000)))
            - steps(&format!("{{% assign s = '{}' %}}", "x".repeat(64_000)))
    };
    for (body, least) in [
        ("{{ s | upcase }}", 9_000),
        ("{{ s.size }}", 250),
        ("{{ s | size }}", 250),
        ("{{ 'a' | replace: 'b', s }}", 4_000),
        ("{% if s == s %}{% endif %}", 2_000),
        ("{% if s contains 'y' %}{% endif %}", 4_000),
        ("{% cycle s: 1, 2 %}", 8_000),
        ("{% catalog_items {{s}} 1 %}", 8_000),
        ("{{ rows[0][s] }}", 4_000),
        ("{{ (1..5000) | sum }}", 20_000),
    ] {
        let taken = long(body);
        assert!(taken >= least, "{body} takes {taken} steps");
    }
    // What e-mails do costs little.
    assert!(
        steps(
            "{% for r in rows limit: 200 %}{{ forloop.index }} {{ r.t | upcase }} {% if r.n > 5 %}{{ r.n | times: 2 }}{% endif %}{% endfor %}"
        ) < 20_000
    );
}

#[test]
fn what_is_hard_to_take_apart_is_taken_apart_or_refused() {
    struct Slot(Value);
    impl Known for Slot {
        fn root(&self, name: &str) -> Knowledge<'_> {
            if name == "slot" { Knowledge::Value(&self.0) } else { Knowledge::Foreign }
        }
    }
    let known = Slot(Value::from(&harm::data()["slot"]));
    let mut told = BTreeMap::new();
    for (name, source) in harm::to_know() {
        let template = parse(&source).template;
        let mut residue = fuzz::targets::Residue::new(&source);
        let answer = specialise(&template, &known, &mut residue);
        assert!(residue.pieces <= limits::RESIDUE, "{name}");
        told.insert(name, answer.err().map(|error| error.code()));
        let found = constructs(&template, "slot");
        assert!(found.iter().all(|one| one.paths.len() <= 4 * limits::PATHS), "{name}");
        assert!(ways(&template, limits::WAYS).ways.len() <= 4 * limits::WAYS, "{name}");
        on_every_path(&template, &found.iter().map(|one| one.span).collect::<Vec<_>>());
        uses(&template);
    }
    assert_eq!(told["known loops in known loops"], Some("liquid-residue-too-large"));
    assert_eq!(told["conditions of both"], None);
    assert_eq!(told["deep known loops that may be left"], None);
}

#[test]
fn any_bytes_are_read() {
    seeded::run("liquid_parse", 0, runs());
}

#[test]
fn any_template_renders_within_bounds_and_twice_the_same() {
    seeded::run("liquid_eval", 0, runs());
}

#[test]
fn the_residue_of_any_bytes_prints_what_the_whole_prints() {
    seeded::run("liquid_partial", 0, runs() / 5);
}

#[test]
fn what_is_refused_says_so() {
    let refused = |template: &str| render(&parse(template).template, &Value::Nil, &World::default()).unwrap_err();
    assert_eq!(refused("{% for i in (1..300000000) %}x{% endfor %}"), Refused::Items);
    assert_eq!(refused("{% for i in (1..9999) %}{% for j in (1..9999) %}x{% endfor %}{% endfor %}"), Refused::Steps);
}
