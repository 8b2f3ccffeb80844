//! How long Liquid takes: reading the 60 kB e-mail, rendering a loop of 200 items. One JSON line for each, so that
//! `bench/liquid.mjs` can put them beside liquidjs in the same run.

use countersign::liquid::eval::{World, render};
use countersign::liquid::parse;
use countersign::liquid::value::Value;
use std::hint::black_box;
use std::io::Write;
use std::time::Instant;

/// The middle of many runs, in microseconds.
fn median(runs: usize, mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times.get(runs / 2).copied().unwrap_or_default()
}

fn main() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/liquid");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap_or_default();
    let mut out = std::io::stdout();
    let (source, data) = (read("loop.liquid"), read("loop.json"));
    let data = Value::from(serde_json::from_str::<serde_json::Value>(&data).unwrap_or_default());
    let template = parse(&source).template;
    let world = World::default();
    let run = || {
        let _ = black_box(render(black_box(&template), &data, &world));
    };
    let _ = median(200, run);
    let _ = writeln!(out, r#"{{"what":"render","us":{:.1}}}"#, median(2000, run));
    // The 60 kB e-mail: one section as often as it takes.
    let section = read("section.liquid");
    let mail = section.repeat(60_000 / section.len().max(1));
    let run = || {
        let _ = black_box(parse(black_box(&mail)));
    };
    let _ = median(100, run);
    let _ = writeln!(out, r#"{{"what":"parse","bytes":{},"us":{:.1}}}"#, mail.len(), median(1000, run));
}
