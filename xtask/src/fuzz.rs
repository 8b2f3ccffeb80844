//! `cargo xtask fuzz`: random templates against the parser, the partial evaluator and the evaluator of Liquid.
//!
//! With cargo-fuzz, libFuzzer chooses the bytes by the code that they reach, on the pinned toolchain: only sanitizers want
//! another one. `--seeded` takes them from seeds and needs nothing. `harm` prints how long the hostile templates take.

use crate::place;
use crate::shell::{self, Done, cargo, option, say};
use std::path::PathBuf;
use std::process::Command;

const TARGETS: [&str; 3] = ["liquid_parse", "liquid_partial", "liquid_eval"];

/// All targets, or the one that is named.
pub(crate) fn run(words: &[String]) -> Done {
    let runs = option(words, "--runs")?.unwrap_or("100000");
    let known: Vec<&str> = TARGETS.into_iter().chain(["--runs", "--seeded", "harm", runs]).collect();
    shell::only(words, &known)?;
    let target = place::target().join("fuzz");
    if words.iter().any(|word| word == "harm") {
        say("measures how long hostile templates take");
        return shell::run(
            cargo(&["run", "--release", "--manifest-path", "fuzz/Cargo.toml", "--bin", "harm"])
                .arg("--target-dir")
                .arg(target),
        );
    }
    let named: Vec<&str> = TARGETS.into_iter().filter(|target| words.iter().any(|word| word == target)).collect();
    let chosen = if named.is_empty() { TARGETS.to_vec() } else { named };
    for name in chosen {
        say(&format!("{name}: {runs} runs"));
        if words.iter().any(|word| word == "--seeded") {
            let build = ["run", "--release", "--manifest-path", "fuzz/Cargo.toml", "--bin", "seeded", "--target-dir"];
            shell::run(cargo(&build).arg(&target).args(["--", name, runs]))?;
        } else {
            libfuzzer(name, runs)?;
        }
    }
    Ok(())
}

/// No sanitizer: the code has nothing unsafe in it, and without one it is several times as fast. What takes longer than
/// two seconds or more than a gigabyte is a find.
fn libfuzzer(name: &str, runs: &str) -> Done {
    if shell::has("cargo-fuzz").is_none() {
        return Err("`cargo install cargo-fuzz --locked` first; or `--seeded`".to_owned());
    }
    let corpus = seeds(name)?;
    let mut command = Command::new("cargo");
    command.current_dir(place::root());
    command.args(["fuzz", "run", "-s", "none", "--features", "libfuzzer", "--target-dir"]);
    command.arg(place::target().join("libfuzzer")).arg(name).arg(corpus);
    command.arg("--").arg(format!("-runs={runs}"));
    command.args([
        "-dict=fuzz/liquid.dict",
        "-timeout=2",
        "-rss_limit_mb=1024",
        "-max_len=4096",
        "-print_final_stats=1",
    ]);
    shell::run(&mut command)
}

/// The corpus of a target, begun with the dialect's own templates.
fn seeds(name: &str) -> Done<PathBuf> {
    let corpus = place::at("fuzz/corpus").join(name);
    let words = ["run", "--release", "--manifest-path", "fuzz/Cargo.toml", "--bin", "corpus", "--target-dir"];
    shell::run(cargo(&words).arg(place::target().join("fuzz")).arg("--").arg(name).arg(&corpus))?;
    Ok(corpus)
}
