//! What each rule costs in a whole check, natively: `cargo xtask bench rules`.
//!
//! Reads the folder that `bench/kit.mjs` wrote, named in `BENCH_DATA`. Each round checks the finished 45 kB e-mail once,
//! with the rules of every place, and takes the time of each step; then the same with what stands in one slot. What rules
//! share (words, terms, roles, styles) is found before the first of them asks. A step's cost is its median over the
//! rounds; its share is of the sum of all steps.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing)]
// The browser's build knows no such program.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use countersign::check::case::Case;
use countersign::check::{self, Check, For, Lists, Rulebook, catalogue};
use countersign::draft::Draft;
use countersign::engine::Engine;
use countersign::kit::Kit;
use countersign::locale::Locale;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Mail {
    id: String,
    slots: BTreeMap<String, Value>,
}

const ROUNDS: usize = 300;
/// No rule may cost more than so much of the whole.
const MOST: f64 = 0.05;

fn main() {
    let Some(folder) = std::env::var_os("BENCH_DATA") else {
        println!("`cargo xtask bench rules` runs this: it needs BENCH_DATA");
        return;
    };
    let folder = std::path::PathBuf::from(folder);
    let mut kit = Kit::from_json(&std::fs::read_to_string(folder.join("kit.json")).unwrap()).unwrap();
    let mails: Vec<Mail> = serde_json::from_str(&std::fs::read_to_string(folder.join("mails.json")).unwrap()).unwrap();
    let Mail { id, slots } = mails.into_iter().find(|mail| mail.id == "mail-45").unwrap();
    let draft = Draft { template: id, group: "shop".into(), slots, ..Draft::default() };
    let mut review = Engine::new(kit.clone()).open(draft, Timestamp::UNIX_EPOCH).unwrap();
    let mail = review.message().email.unwrap().html;
    let preview = review.preview(&kit.recipients[0]).html;
    let slot = preview.split_once("<!--cs:0-->").unwrap().1.split_once("<!--/cs:0-->").unwrap().0;

    kit.policy.legal.everywhere = everywhere();
    let office = kit.groups.resolve("shop").unwrap();
    let case = Case::under(&kit.policy);
    let day = jiff::civil::date(2026, 11, 30);
    let made = For {
        policy: Some(&kit.policy),
        office: Some(&office),
        template: "mail",
        language: Some(Locale::En),
        today: day,
        delivery: day,
        case: &case,
    };
    let book = Rulebook::new(made);
    let first = times(|| Rulebook::new(made));
    let lists = Arc::new(Lists::new(Arc::new(kit.policy.clone()), Some(&office), Some(Locale::En), day));
    let next = times(|| Rulebook::with(Arc::clone(&lists), made));
    let holding = book.active().count();
    let entries = book.active().filter(|(rule, _)| matches!(rule.check, Check::Entry(_))).count();
    println!(
        "{holding} rules hold, {entries} of them entries of packs; a rulebook takes {first:.0} µs, the next {next:.0}\n"
    );

    let shares = profile("the whole e-mail", &mail, &book, 30);
    println!();
    profile("what stands in one slot", slot, &book, 15);
    let (share, rule) = shares.into_iter().find(|(_, step)| catalogue::find(step).is_some()).unwrap();
    let verdict = if share <= MOST { "✓" } else { "✗" };
    println!("\n{verdict} the dearest rule: {:.1} % (at most {:.0} %), {rule}", share * 100.0, MOST * 100.0);
}

/// Checks `html` in many rounds and prints the dearest steps; the share of each.
fn profile(what: &str, html: &str, book: &Rulebook, most: usize) -> Vec<(f64, &'static str)> {
    let mut all: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    for round in 0..ROUNDS + ROUNDS / 4 {
        let mut steps: BTreeMap<&str, Duration> = BTreeMap::new();
        let mut last = Instant::now();
        black_box(check::watched(html, book, &mut |step| {
            let now = Instant::now();
            *steps.entry(step).or_default() += now - last;
            last = Instant::now();
        }));
        if round >= ROUNDS / 4 {
            steps.into_iter().for_each(|(step, time)| all.entry(step).or_default().push(time));
        }
    }
    let mut costs: Vec<(f64, &str)> = all.into_iter().map(|(step, times)| (middle(times), step)).collect();
    costs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let sum: f64 = costs.iter().map(|(cost, _)| cost).sum();
    let whole = times(|| check::finished(html, book));
    println!(
        "{what}, {:.1} kB: {sum:.0} µs in {} steps, unwatched {whole:.0} µs",
        html.len() as f64 / 1024.0,
        costs.len()
    );
    for (cost, step) in costs.iter().take(most) {
        println!("{cost:>9.1} {:>6.2} %  {step}", cost / sum * 100.0);
    }
    costs.into_iter().map(|(cost, step)| (cost / sum, step)).collect()
}

/// The median time of a call, in microseconds.
fn times<T>(mut call: impl FnMut() -> T) -> f64 {
    let time = |_| {
        let before = Instant::now();
        let answer = black_box(call());
        let time = before.elapsed();
        drop(answer);
        time
    };
    middle((0..ROUNDS).map(time).collect())
}

/// Every place of which some rule holds the law.
fn everywhere() -> Vec<String> {
    let all = catalogue::all().flat_map(|rule| rule.notice.jurisdictions).map(|place| (*place).to_owned());
    all.filter(|place| place != "*" && place != "EU").collect::<BTreeSet<_>>().into_iter().collect()
}

/// The median, in microseconds.
fn middle(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1e6
}
