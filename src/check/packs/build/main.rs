//! The build script: makes constants of the rules in `src/check/packs/*.toml`, so that the module carries them ready.
//!
//! A part of an entry is a struct that is read from TOML and writes itself as Rust: [`entry`] the rule, [`case`] when it
//! holds and what then, [`says`] and [`needs`] the two halves of its sentence. Says file and rule where an entry is wrong:
//! a missing language, an unknown key, a condition that cannot be read.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a build script speaks to cargo")]

mod case;
mod condition;
mod entry;
mod example;
mod needs;
mod says;
mod text;
mod words;

use entry::Entry;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, error, fs, io};

type Fault = Box<dyn error::Error>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pack {
    /// The channels of the rules that name none themselves; every channel where neither does.
    channels: Option<Vec<String>>,
    #[serde(default)]
    rule: Vec<Entry>,
}

fn main() -> ExitCode {
    match write_packs() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

fn write_packs() -> Result<(), Fault> {
    let folder = Path::new("src/check/packs");
    println!("cargo::rerun-if-changed={}", folder.display());
    let files: Result<BTreeSet<PathBuf>, io::Error> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut rules = String::new();
    for path in files?.iter().filter(|path| path.extension().is_some_and(|end| end == "toml")) {
        let wrong = |what: String| format!("{}: {what}", path.display());
        let pack: Pack = toml::from_str(&fs::read_to_string(path)?).map_err(|error| wrong(error.to_string()))?;
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        for mut entry in pack.rule {
            entry.channels = entry.channels.or_else(|| pack.channels.clone());
            let code = entry.code(name).map_err(|what| wrong(format!("rule `{}`: {what}", entry.id)))?;
            let _ = writeln!(rules, "    &{code},");
        }
    }
    let out = Path::new(&env::var("OUT_DIR")?).join("packs.rs");
    let head = "/// The rules of every pack, by file.\npub(super) static RULES: &[&super::Rule] = &[\n";
    fs::write(out, format!("{head}{rules}];\n"))?;
    Ok(())
}

/// The name of a variant: `client-support` → `ClientSupport`, `whats_app` → `WhatsApp`.
fn variant(name: &str) -> String {
    let capital =
        |word: &str| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect::<String>();
    name.split(['-', '_']).map(capital).collect()
}
