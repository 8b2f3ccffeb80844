//! How long each hostile template takes: `cargo xtask fuzz harm`. On a busy machine the least of three counts.

use countersign::liquid::eval::{World, render};
use countersign::liquid::lengths::{Lengths, lengths};
use countersign::liquid::partial::{Emit, Knowledge, Known, Path, constructs, specialise};
use countersign::liquid::uses::{uses, ways};
use countersign::liquid::value::Value;
use countersign::liquid::{limits, parse};
use countersign::text::Span;
use countersign_fuzz::harm;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Nobody waits longer.
const PATIENCE: Duration = Duration::from_millis(20);

struct Slot(Value);

impl Known for Slot {
    fn root(&self, name: &str) -> Knowledge<'_> {
        if name == "slot" { Knowledge::Value(&self.0) } else { Knowledge::Foreign }
    }
}

struct Size(usize);

impl Emit for Size {
    fn source(&mut self, span: Span) {
        self.0 += span.len();
    }
    fn value(&mut self, _: Span, value: &Value, _: &Path, _: bool) {
        self.0 += value.to_output().len();
    }
    fn written(&mut self, text: &str, _: Span) {
        self.0 += text.len();
    }
}

/// The time that this thread has had a processor, where Linux tells: on a busy machine the clock tells something else.
fn worked() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

fn least<T>(mut work: impl FnMut() -> T) -> (Duration, T) {
    let mut best = (Duration::MAX, None);
    // Linux tells in steps of some milliseconds, so several runs are timed as one.
    const TOGETHER: u32 = 4;
    for _ in 0..2 {
        let (start, clock) = (worked(), Instant::now());
        for _ in 1..TOGETHER {
            black_box(work());
        }
        let done = black_box(work());
        let taken = match (worked(), start) {
            (Some(end), Some(start)) => end - start,
            _ => clock.elapsed(),
        } / TOGETHER;
        if taken < best.0 {
            best = (taken, Some(done));
        }
        if taken > 10 * PATIENCE {
            break;
        }
    }
    (best.0, best.1.unwrap())
}

fn main() {
    let only = std::env::args().nth(1);
    let data = harm::data();
    let value = Value::from(&data);
    let known = Slot(Value::from(&data["slot"]));
    let world = World::default().with_samples(&data);
    let mut slow = Vec::new();
    let mut told = |stage: &str, name: &str, taken: Duration, what: String| {
        if taken * 4 > PATIENCE || only.is_some() {
            println!("{:>9.2} ms  {stage:<10} {name}: {what}", taken.as_secs_f64() * 1e3);
        }
        slow.push((taken, stage.to_owned(), name.to_owned()));
    };
    let all = [harm::to_read(), harm::to_render(), harm::to_filter(), harm::to_know()].concat();
    for (name, source) in &all {
        if only.as_ref().is_some_and(|only| !name.contains(only.as_str())) {
            continue;
        }
        if std::env::var_os("TELL").is_some() {
            eprintln!("{name}");
        }
        let (taken, parsed) = least(|| parse(source));
        told("parse", name, taken, format!("{} bytes, {} findings", source.len(), parsed.diagnostics.len()));
        let template = &parsed.template;
        let (taken, answer) = least(|| render(template, &value, &world));
        let what = match &answer {
            Ok(done) => format!(
                "{} steps, {} bytes, {:?}",
                done.steps,
                done.output.len(),
                done.errors.first().map(|m| &m.message)
            ),
            Err(refused) => refused.code().to_owned(),
        };
        let excerpt: String = source.chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
        told("render", &format!("{name} …{excerpt}"), taken, what);
        let (taken, found) = least(|| uses(template));
        told("uses", name, taken, format!("{} uses", found.uses.len()));
        let (taken, found) = least(|| ways(template, limits::WAYS));
        told("ways", name, taken, format!("{} ways", found.ways.len()));
        let (taken, found) = least(|| lengths(template, &|_, _| Some(Lengths::between(1, 9))));
        told("lengths", name, taken, format!("{:?}", found.whole));
        let (taken, found) = least(|| constructs(template, "slot"));
        told("constructs", name, taken, format!("{} constructs", found.len()));
        let (taken, (answer, size)) = least(|| {
            let mut size = Size(0);
            (specialise(template, &known, &mut size), size.0)
        });
        told("specialise", name, taken, format!("{size} bytes, {:?}", answer.err().map(|e| e.code())));
    }
    slow.sort();
    println!(
        "{} of {} stages within 20 ms; slowest:",
        slow.iter().filter(|(t, ..)| *t <= PATIENCE).count(),
        slow.len()
    );
    for (taken, stage, name) in slow.iter().rev().take(12) {
        println!("{:>9.2} ms  {stage:<10} {name}", taken.as_secs_f64() * 1e3);
    }
}
