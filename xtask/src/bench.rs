//! `cargo xtask bench`: a keystroke in headless Chromium, ours next to JavaScript stacks that do the same stages.

use crate::shell::{self, Done, cargo, option, say};
use crate::wasm::Speed;
use crate::{browser, node, place, wasm};

/// In the browser, or natively.
pub(crate) fn run(words: &[String]) -> Done {
    node::node()?;
    if words.first().is_some_and(|word| word == "native") {
        shell::only(words, &["native"])?;
        return native();
    }
    let (runs, only) = (option(words, "--runs")?, option(words, "--only")?);
    let known: Vec<&str> = ["--runs", "--only", "--json", "--theirs"].into_iter().chain(runs).chain(only).collect();
    shell::only(words, &known)?;
    let chromium = browser::chromium()?;
    wasm::build(Speed::Shipped)?;
    node::install("bench")?;
    say("measures a keystroke (on a busy machine only the ratios mean something)");
    shell::run(node::node()?.arg(place::at("bench/run.mjs")).args(words).env("CHROMIUM", chromium))
}

/// The stages natively, on the same e-mails.
fn native() -> Done {
    let data = place::target().join("bench-data");
    shell::run(node::node()?.arg(place::at("bench/kit.mjs")).arg(&data))?;
    say("measures the stages natively");
    shell::run(cargo(&["bench", "--locked", "--no-default-features", "--bench", "native"]).env("BENCH_DATA", data))
}
