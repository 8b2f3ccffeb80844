//! `cargo xtask bench`: a keystroke in headless Chromium, ours next to JavaScript stacks that do the same stages.

use crate::shell::{self, Done, option, say};
use crate::wasm::Speed;
use crate::{browser, node, place, wasm};

/// Builds the shipped module and measures it.
pub(crate) fn run(words: &[String]) -> Done {
    let runs = option(words, "--runs")?;
    let known: Vec<&str> = ["--runs", "native", "--json"].into_iter().chain(runs).collect();
    shell::only(words, &known)?;
    node::node()?;
    let chromium = browser::chromium()?;
    wasm::build(Speed::Shipped)?;
    node::install("bench")?;
    say("measures (interleaved, medians; on a busy machine only the ratios mean something)");
    let mut command = node::node()?;
    command.arg(place::at("bench/run.mjs")).args(words).env("CHROMIUM", chromium);
    shell::run(&mut command)
}
