//! `cargo xtask bench`: a keystroke or a whole check in headless Chromium, ours next to JavaScript stacks; the
//! stages natively; what each rule costs; Liquid next to other engines; a file of customers on its way to Braze.

use std::path::Path;

use crate::shell::{self, Done, cargo, option, say};
use crate::wasm::Speed;
use crate::{browser, node, place, wasm};

/// In the browser, natively, or Liquid alone.
pub(crate) fn run(words: &[String]) -> Done {
    node::node()?;
    if words.first().is_some_and(|word| word == "liquid") {
        return liquid(words);
    }
    if words.first().is_some_and(|word| word == "lists") {
        return lists(words);
    }
    for name in ["native", "rules"] {
        if words.first().is_some_and(|word| word == name) {
            shell::only(words, &[name])?;
            return native(name);
        }
    }
    let (runs, only) = (option(words, "--runs")?, option(words, "--only")?);
    let known = ["check", "--runs", "--only", "--json", "--theirs"];
    let known: Vec<&str> = known.into_iter().chain(runs).chain(only).collect();
    shell::only(words, &known)?;
    let chromium = browser::chromium()?;
    wasm::build(Speed::Shipped)?;
    node::install("bench")?;
    say("measures in the browser (on a busy machine only the ratios mean something)");
    shell::run(node::node()?.arg(place::at("bench/run.mjs")).args(words).env("CHROMIUM", chromium))
}

/// A file of customers on its way to the stand-in, with the proxy killed twice: rows a minute, and its peak memory.
fn lists(words: &[String]) -> Done {
    let rows = option(words, "--rows")?;
    let known: Vec<&str> = ["lists", "--rows"].into_iter().chain(rows).collect();
    shell::only(words, &known)?;
    let story = "proxy::lists::a_file_interrupted_in_the_middle_reaches_braze_once_and_whole";
    let test = ["test", "--locked", "--test", "native", "--", "--nocapture", "--exact", story];
    shell::run(cargo(&test).env("COUNTERSIGN_ROWS", rows.unwrap_or("100000")))
}

/// The stages of a keystroke, or the rules of a whole check, natively, on the same e-mails.
fn native(name: &str) -> Done {
    let data = place::target().join("bench-data");
    shell::run(node::node()?.arg(place::at("bench/kit.mjs")).arg(&data))?;
    say("measures natively");
    shell::run(cargo(&["bench", "--locked", "--no-default-features", "--bench", name]).env("BENCH_DATA", data))
}

/// Liquid next to liquidjs, the `liquid` crate and minijinja, natively and in WebAssembly, and what it weighs there.
fn liquid(words: &[String]) -> Done {
    let rounds = option(words, "--rounds")?;
    let known: Vec<&str> = ["liquid", "--rounds", "--size", "--json"].into_iter().chain(rounds).collect();
    shell::only(words, &known)?;
    wasm::add_target()?;
    say("builds Liquid alone, and an empty module, as the browser's module is built");
    let out = place::target().join("bench-liquid");
    let (full, empty) = (out.join("full"), out.join("empty"));
    face(&full, &[])?;
    face(&empty, &["--no-default-features"])?;
    if !words.iter().any(|word| word == "--size") {
        node::install("bench")?;
        say("builds the engines that run natively");
        shell::run(&mut cargo(&["bench", "--locked", "--no-default-features", "--bench", "liquid", "--no-run"]))?;
    }
    say("measures Liquid (on a busy machine only the ratios mean something)");
    let words = words.iter().skip(1);
    shell::run(node::node()?.arg(place::at("bench/liquid.mjs")).args(words).env("FULL", full).env("EMPTY", empty))
}

/// Builds `bench/liquid/face` as the product's module is built, into `out`.
fn face(out: &Path, words: &[&str]) -> Done {
    let build = ["build", "--locked", "--package", "liquid-face", "--lib", "--target", wasm::TARGET];
    shell::run(cargo(&build).args(["--profile", "wasm"]).args(words))?;
    wasm::bindgen(&place::target().join(wasm::TARGET).join("wasm/liquid_face.wasm"), out, true)
}
