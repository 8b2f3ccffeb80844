//! `cargo xtask`: builds, tests, measures and shows Countersign with nothing installed but Rust and Node.
//!
//! Each verb is one module; what they share is `shell` (how commands run and fail) and `place` (where things are).
//! Every failure is one sentence: what did not work and what to do about it.

// A build tool speaks on the terminal.
#![allow(clippy::print_stdout, clippy::print_stderr)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod bench;
mod browser;
mod caniemail;
mod demo;
mod fuzz;
mod node;
mod place;
mod shell;
mod test;
mod wasm;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask VERB

  demo [--kit DIR] [--port N]   builds everything and serves the editor, the proxy and a stand-in Braze on loopback
  test [STEP…]                  every check there is, or the steps that are named (cargo xtask test --list)
  wasm [--dev]                  builds the browser module into pkg/ (--dev: quick to build, slow to run)
  www                           bundles the editor into pkg/
  fuzz [TARGET] [--runs N]      random templates through Liquid's parser and evaluators (--seeded: without libFuzzer)
  fuzz harm                     how long hostile templates take
  bench [native] [--runs N]     measures a keystroke next to JavaScript stacks that do the same stages
  bench lists [--rows N]        sends a file of customers to the stand-in, interrupted twice: rows a minute, memory
  bench liquid [--size]         measures Liquid next to other engines, and what it weighs in the module
  caniemail                     fetches what mail programs can show and writes the table that the engine carries
";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let verb = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    let done = match verb.as_str() {
        "demo" => demo::run(&rest),
        "test" => test::run(&rest),
        "wasm" => shell::only(&rest, &["--dev"]).and_then(|()| wasm::build(wasm::Speed::asked(&rest))),
        "www" => shell::only(&rest, &[]).and_then(|()| node::bundle()).and_then(|()| node::types()),
        "bench" => bench::run(&rest),
        "caniemail" => shell::only(&rest, &[]).and_then(|()| caniemail::run_verb()),
        "fuzz" => fuzz::run(&rest),
        "wasm-runner" => wasm::run_tests(&rest),
        "" | "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no `cargo xtask {other}`; `cargo xtask help` lists what there is")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("\nxtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}
