//! What needs Node: the editor's bundle and its tests, the package's test, the end-to-end tests.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::place;
use crate::shell::{Done, answer, has, run, say};

const OLDEST: u32 = 20;

/// Node itself, new enough.
pub(crate) fn node() -> Done<Command> {
    let Some(program) = has("node") else {
        return Err(format!("Node is missing: install Node {OLDEST} or newer from https://nodejs.org"));
    };
    let version = answer(Command::new(&program).arg("--version")).unwrap_or_default();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST) {
        return Err(format!("Node {version} is too old: install Node {OLDEST} or newer from https://nodejs.org"));
    }
    let mut command = Command::new(program);
    command.current_dir(place::root());
    Ok(command)
}

fn npm(folder: &Path, words: &[&str]) -> Done<Command> {
    node()?;
    let name = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(name);
    command.args(words).current_dir(folder);
    Ok(command)
}

/// `npm ci` in a folder, unless what the lock file asks for is there already.
pub(crate) fn install(folder: &str) -> Done {
    let folder = place::at(folder);
    let lock = folder.join("package-lock.json");
    if !lock.is_file() {
        return Err(format!("{} is missing: run `npm install` there once and commit it", lock.display()));
    }
    let changed = |file: PathBuf| std::fs::metadata(file).and_then(|file| file.modified()).ok();
    if changed(folder.join("node_modules/.package-lock.json")) >= changed(lock) {
        return Ok(());
    }
    say("fetches the JavaScript packages that the lock file names");
    run(&mut npm(&folder, &["ci", "--no-audit", "--no-fund", "--loglevel", "error"])?)
        .map_err(|why| format!("{why}; a registry must be in reach the first time"))
}

/// `npm pack PACKAGE` into a folder.
pub(crate) fn pack(folder: &Path, package: &str) -> Done {
    run(&mut npm(folder, &["pack", package, "--loglevel", "error"])?)
        .map_err(|why| format!("{why}; a registry must be in reach"))
}

/// `npm run NAME` in a folder.
pub(crate) fn script(folder: &str, name: &str) -> Done {
    run(&mut npm(&place::at(folder), &["run", "--silent", name])?)
}

/// Bundles the editor into `pkg/`.
pub(crate) fn bundle() -> Done {
    install("www")?;
    say("bundles the editor");
    script("www", "build")
}

/// Writes the editor's types into `pkg/types`, laid out as the sources are, so that what they name lies where they say.
pub(crate) fn types() -> Done {
    install("www")?;
    let tsc = place::at("www/node_modules/typescript/bin/tsc");
    run(node()?.arg(tsc).arg("--project").arg(place::at("pkg/tsconfig.json")))?;
    let written = |what: &Path, done: std::io::Result<()>| done.map_err(|error| format!("{}: {error}", what.display()));
    let engine = place::at("pkg/types/src/wasm/types.d.ts");
    let folder = engine.parent().unwrap_or(&engine);
    written(folder, std::fs::create_dir_all(folder))?;
    written(&engine, std::fs::copy(place::at("src/wasm/types.d.ts"), &engine).map(|_| ()))?;
    for folder in ["", "/engine", "/parts", "/slots", "/style"] {
        for file in files(&format!("pkg/types/www/editor{folder}"), ".d.ts") {
            let Ok(text) = std::fs::read_to_string(&file) else { continue };
            // Node's resolution asks for an extension; the sources leave it out, as bundlers let them.
            written(&file, std::fs::write(&file, text.replace("src/wasm/types'", "src/wasm/types.js'")))?;
        }
    }
    Ok(())
}

/// Node's own test runner over these files.
pub(crate) fn tests<F: AsRef<OsStr>>(files: &[F], together: &str) -> Done<Command> {
    let mut command = node()?;
    command.arg("--test").arg(format!("--test-concurrency={together}")).args(files);
    Ok(command)
}

/// The files in a folder whose names end so, in order.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(place::at(folder)) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|file| file.to_str().is_some_and(|name| name.ends_with(ending)))
        .collect();
    files.sort();
    files
}
