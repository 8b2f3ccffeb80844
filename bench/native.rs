//! The stages of a keystroke, natively: `cargo xtask bench native`. The same e-mails and keystrokes as in the browser.
//!
//! Reads the folder that `bench/kit.mjs` wrote, named in `BENCH_DATA`; prints the median and the 95th percentile.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing)]
// The browser's build knows no such program.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use countersign::draft::Draft;
use countersign::engine::Engine;
use countersign::kit::Kit;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Mail {
    id: String,
    name: String,
    slots: BTreeMap<String, Value>,
    keystrokes: Vec<String>,
}

const ROUNDS: usize = 200;

fn main() {
    let Some(folder) = std::env::var_os("BENCH_DATA") else {
        println!("`cargo xtask bench native` runs this: it needs BENCH_DATA");
        return;
    };
    let folder = std::path::PathBuf::from(folder);
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let kit = Kit::from_json(&read("kit.json")).unwrap();
    let recipient = kit.recipients[0].clone();
    let mails: Vec<Mail> = serde_json::from_str(&read("mails.json")).unwrap();
    let now = Timestamp::UNIX_EPOCH;

    println!("{:<34} {:>8} {:>9} {:>9}", "", "", "p50 µs", "p95 µs");
    for mail in &mails {
        let draft = |text: &str| {
            let mut slots = mail.slots.clone();
            slots.insert("s0".into(), text.into());
            Draft { template: mail.id.clone(), group: "shop".into(), slots, ..Draft::default() }
        };
        let told = |what: &str, times: Vec<Duration>| {
            let (p50, p95) = quantiles(times);
            println!("{what:<34} {:>8} {p50:>9.1} {p95:>9.1}", mail.name);
        };
        told(
            "compile a form",
            times(ROUNDS / 10, |_| Engine::new(kit.clone()), |engine| engine.form("shop", &mail.id, None).unwrap()),
        );

        let engine = Engine::new(kit.clone());
        let text = |round: usize| mail.keystrokes[round % mail.keystrokes.len()].as_str();
        let fresh = |round: usize| draft(text(round));
        told(
            "open, report and message, anew",
            times(ROUNDS, fresh, |draft| {
                let mut review = engine.open(draft, now).unwrap();
                black_box(review.report());
                review.message()
            }),
        );

        let mut review = engine.open(draft(text(0)), now).unwrap();
        review.preview(&recipient);
        review.report();
        told(
            "a keystroke: patches and report",
            times(ROUNDS, text, |text| {
                review.set_slot("s0", text.into()).unwrap();
                black_box(review.patches());
                black_box(review.report());
            }),
        );
        told("the whole preview", times(ROUNDS, |_| (), |()| review.preview(&recipient)));
    }
}

/// The time of each round; what it needs is made before the clock runs, what it gives is dropped after.
fn times<I, O>(rounds: usize, mut prepare: impl FnMut(usize) -> I, mut run: impl FnMut(I) -> O) -> Vec<Duration> {
    let mut times = Vec::with_capacity(rounds);
    for round in 0..rounds + rounds / 4 {
        let input = prepare(round);
        let before = Instant::now();
        let output = black_box(run(input));
        let time = before.elapsed();
        drop(output);
        if round >= rounds / 4 {
            times.push(time);
        }
    }
    times
}

fn quantiles(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort();
    let at = |share: f64| times[((times.len() as f64 * share) as usize).min(times.len() - 1)].as_secs_f64() * 1e6;
    (at(0.5), at(0.95))
}
