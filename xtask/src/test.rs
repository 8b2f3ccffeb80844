//! `cargo xtask test`: every check, in order, and at the end one line for each with its seconds.
//!
//! A step that fails does not stop the others; only those that need what it makes are not run, and the summary says so.

use std::time::{Duration, Instant};

use crate::shell::{self, Done, cargo, say};
use crate::wasm::Speed;
use crate::{browser, node, place, wasm};

struct Step {
    name: &'static str,
    what: &'static str,
    needs: &'static [&'static str],
    run: fn() -> Done,
}

const STEPS: &[Step] = &[
    Step { name: "format", what: "every file is as rustfmt writes it", needs: &[], run: format },
    Step { name: "clippy", what: "no warning in the program, its tests and xtask", needs: &[], run: clippy },
    Step { name: "clippy-wasm", what: "no warning in the browser module", needs: &[], run: clippy_wasm },
    Step { name: "native", what: "unit tests and tests/native", needs: &[], run: native },
    Step { name: "wasm", what: "tests/wasm in a headless browser", needs: &[], run: wasm::test },
    Step { name: "module", what: "the browser module as it ships, and its weight", needs: &[], run: module },
    Step { name: "editor", what: "the editor: types, unit tests, bundle", needs: &["module"], run: editor },
    Step { name: "package", what: "pkg/ works where people will use it", needs: &["module", "editor"], run: package },
    Step { name: "e2e", what: "a person's work in Chromium", needs: &["module", "editor"], run: end_to_end },
];

enum Ended {
    Passed,
    Failed(String),
    NotRun(&'static str),
}

/// All steps, or those that are named.
pub(crate) fn run(words: &[String]) -> Done {
    if words.iter().any(|word| word == "--list") {
        for step in STEPS {
            println!("{:<12} {}", step.name, step.what);
        }
        return Ok(());
    }
    let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
    shell::only(words, &names)?;

    let began = Instant::now();
    let mut ended: Vec<(&Step, Ended, Duration)> = Vec::new();
    let chosen = |step: &&Step| words.is_empty() || words.iter().any(|word| word == step.name);
    let count = STEPS.iter().filter(chosen).count();
    for (at, step) in STEPS.iter().filter(chosen).enumerate() {
        say(&format!("{}/{count} {}: {}", at + 1, step.name, step.what));
        let before = Instant::now();
        let missing =
            ended.iter().find(|(done, how, _)| step.needs.contains(&done.name) && !matches!(how, Ended::Passed));
        let how = match missing {
            Some((done, ..)) => Ended::NotRun(done.name),
            None => match (step.run)() {
                Ok(()) => Ended::Passed,
                Err(why) => Ended::Failed(why),
            },
        };
        if let Ended::Failed(why) = &how {
            eprintln!("  ✗ {why}");
        }
        ended.push((step, how, before.elapsed()));
    }
    summary(&ended, began.elapsed())
}

fn summary(ended: &[(&Step, Ended, Duration)], whole: Duration) -> Done {
    eprintln!();
    let mut failed = Vec::new();
    for (step, how, time) in ended {
        let seconds = time.as_secs_f64();
        match how {
            Ended::Passed => eprintln!("✓ {:<12} {seconds:>7.1} s", step.name),
            Ended::Failed(why) => eprintln!("✗ {:<12} {seconds:>7.1} s  {why}", step.name),
            Ended::NotRun(needed) => eprintln!("– {:<12}            not run: it needs `{needed}`", step.name),
        }
        if !matches!(how, Ended::Passed) {
            failed.push(step.name);
        }
    }
    eprintln!("  {:<12} {:>7.1} s", "together", whole.as_secs_f64());
    match failed.as_slice() {
        [] => Ok(()),
        names => Err(format!("{} of {} steps did not pass: {}", names.len(), ended.len(), names.join(", "))),
    }
}

fn format() -> Done {
    shell::run(&mut cargo(&["fmt", "--all", "--check"])).map_err(|_| "run `cargo fmt --all`".to_owned())
}

fn clippy() -> Done {
    // One package at a time, here and everywhere: together, cargo would unite their features and build what they share again.
    shell::run(&mut cargo(&["clippy", "--locked", "--all-targets", "--", "-D", "warnings"]))?;
    shell::run(&mut cargo(&["clippy", "--locked", "--package", "xtask", "--all-targets", "--", "-D", "warnings"]))
}

fn clippy_wasm() -> Done {
    wasm::add_target()?;
    let target = ["--target", wasm::TARGET, "--no-default-features"];
    let words = ["clippy", "--locked", "--lib", "--test", "wasm"];
    shell::run(&mut cargo(&[&words[..], &target[..], &["--", "-D", "warnings"]].concat()))?;
    // The module that weighs Liquid takes the product's sources one by one: it is the first to miss a new one.
    let words = ["check", "--locked", "--package", "liquid-face", "--target", wasm::TARGET];
    shell::run(&mut cargo(&words))
}

fn native() -> Done {
    // Each of them says so too, but cargo keeps what a passing test prints.
    if !place::root().join("../shared").is_dir() {
        say("skipped: ../shared is not here, so the tests that read it have nothing to hold against");
    }
    shell::run(&mut cargo(&["test", "--locked"]))?;
    shell::run(&mut cargo(&["test", "--locked", "--package", "xtask"]))
}

fn module() -> Done {
    wasm::build(Speed::Shipped)?;
    wasm::weigh()
}

fn editor() -> Done {
    node::install("www")?;
    node::script("www", "types")?;
    node::script("www", "test")?;
    node::bundle()
}

fn package() -> Done {
    node::types()?;
    program()?;
    let mut command = node::tests(&node::files("tests/package", ".test.mjs"), "1")?;
    shell::run(command.env("COUNTERSIGN", place::program()))
}

/// The tests get the places of what they drive: the program, the browser, the project.
fn end_to_end() -> Done {
    let chromium = browser::chromium()?;
    node::install("tests")?;
    program()?;
    let mut command = node::tests(&node::files("tests/e2e", ".test.mjs"), "1")?;
    shell::run(command.env("CHROMIUM", chromium).env("COUNTERSIGN", place::program()))
}

fn program() -> Done {
    shell::run(&mut cargo(&["build", "--locked", "--bin", "countersign"]))
}
