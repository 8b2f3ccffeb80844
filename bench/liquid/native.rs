//! How long Liquid takes natively, next to the `liquid` crate and to minijinja with the same templates translated.
//!
//! `bench/liquid.mjs` runs this: it writes the templates into the folder that `BENCH_DATA` names. Out: a line of JSON for
//! each figure, the median of many runs in microseconds.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing)]
// The browser's build knows no such program.
#![cfg(not(target_arch = "wasm32"))]

use std::hint::black_box;
use std::time::{Duration, Instant};

use countersign::liquid::eval::{World, render};
use countersign::liquid::partial::{Emit, Knowledge, Known, Path, specialise};
use countersign::liquid::value::Value;
use countersign::liquid::{parse, uses};
use countersign::text::Span;

/// How long each figure is measured.
const LONG: Duration = Duration::from_millis(150);

fn told<T>(what: &str, who: &str, mut work: impl FnMut() -> T) {
    let begin = Instant::now();
    while begin.elapsed() < LONG / 4 {
        black_box(work());
    }
    let (begin, mut times) = (Instant::now(), Vec::new());
    while begin.elapsed() < LONG {
        let start = Instant::now();
        let made = black_box(work());
        times.push(start.elapsed());
        drop(made);
    }
    times.sort();
    let us = times[times.len() / 2].as_secs_f64() * 1e6;
    println!(r#"{{"what":"{what}","who":"{who}","us":{us:.2}}}"#);
}

fn main() {
    let Some(folder) = std::env::var_os("BENCH_DATA") else {
        println!("`cargo xtask bench liquid` runs this: it needs BENCH_DATA");
        return;
    };
    let folder = std::path::PathBuf::from(folder);
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let json = |name: &str| serde_json::from_str::<serde_json::Value>(&read(name)).unwrap();

    let crates = liquid::ParserBuilder::with_stdlib().build().unwrap();
    for name in ["mail", "dense"] {
        let text = |form: &str| read(&format!("{name}.{form}"));
        let (ours, theirs, jinja) = (text("ours"), text("crate"), text("jinja"));
        told(&format!("parse {name}"), "ours", || parse(black_box(&ours)));
        told(&format!("parse {name}"), "liquid", || crates.parse(black_box(&theirs)).unwrap());
        told(&format!("parse {name}"), "minijinja", || {
            let mut engine = minijinja::Environment::new();
            engine.add_template("mail", black_box(&jinja)).unwrap();
            engine
        });
        let template = parse(&ours).template;
        told(&format!("uses {name}"), "ours", || uses::uses(black_box(&template)));
        let known = Data(Value::from(json("known")));
        told(&format!("partial {name}"), "ours", || {
            let mut print = Print { source: &ours, out: String::new() };
            specialise(black_box(&template), &known, &mut print).unwrap();
            print.out
        });
    }

    let (items, world) = (json("items"), World::default());
    let data = Value::from(&items);
    let template = parse(&read("loop.ours")).template;
    told("render loop", "ours", || render(black_box(&template), &data, &world).unwrap());
    let theirs = crates.parse(&read("loop.crate")).unwrap();
    let object = liquid::to_object(&items).unwrap();
    told("render loop", "liquid", || theirs.render(black_box(&object)).unwrap());
    let source = read("loop.jinja");
    let mut engine = minijinja::Environment::new();
    engine.add_filter("money", |price: f64| format!("{price:.2}"));
    engine.add_filter("url_escape", |url: String| url.replace(' ', "%20"));
    engine.add_template("loop", &source).unwrap();
    let theirs = engine.get_template("loop").unwrap();
    let value = minijinja::Value::from(minijinja::value::Serde(&items));
    told("render loop", "minijinja", || theirs.render(black_box(&value)).unwrap());
}

struct Data(Value);

impl Known for Data {
    fn root(&self, name: &str) -> Knowledge<'_> {
        match &self.0 {
            Value::Object(object) => object.get(name).map_or(Knowledge::Foreign, Knowledge::Value),
            _ => Knowledge::Foreign,
        }
    }
}

struct Print<'t> {
    source: &'t str,
    out: String,
}

impl Emit for Print<'_> {
    fn source(&mut self, span: Span) {
        self.out += span.of(self.source);
    }

    fn value(&mut self, _: Span, value: &Value, _: &Path, _: bool) {
        value.write_output(&mut self.out);
    }

    fn written(&mut self, text: &str, _: Span) {
        self.out += text;
    }
}
