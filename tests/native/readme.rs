//! The README’s list of commands: it leaves none out, and every line does what it says.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What serves until it is ended, or asks Braze: of these the options are read, no more.
const NOT_RUN: &[&str] = &["sandbox", "proxy", "demo", "braze check"];

/// The files that the lines speak of and that are no part of this tree.
const FILES: &[(&str, &str)] = &[
    ("mail.html", "<!DOCTYPE html><html lang=\"en\"><title>Roma</title><p>Come by for a slow morning.</p></html>"),
    ("slots.jsonl", "{\"id\":1,\"markdown\":\"**Come by**\"}\n"),
    ("message.liquid", "Hello {{${first_name} | default: 'friend'}}"),
    ("customer.json", "{\"first_name\":\"Ada\"}"),
    ("customers.csv", "email\nada@people.example\n"),
    ("bodies.jsonl", "{\"attributes\":[{\"external_id\":\"a\"}]}\n"),
    ("intranet.secret", "kMcfMF0PMAAL8Mjnu7WxoYiOhE1TGQIW509NsIc3zQg\n"),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The list: of each line the words after `countersign`.
fn lines() -> Vec<Vec<String>> {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let fences = readme.split("```sh\n").skip(1).map(|rest| rest.split_once("```").unwrap().0);
    let lines = fences.flat_map(str::lines).filter_map(|line| line.strip_prefix("countersign "));
    let bare = lines.map(|line| line.split_once(" #").map_or(line, |(command, _)| command));
    bare.map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
}

fn countersign(words: &[&str], dir: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_countersign")).args(words).current_dir(dir).output().unwrap()
}

/// Every command that `--help` knows below this one, itself where there is none.
fn commands(above: &[&str], found: &mut Vec<String>) {
    let help = String::from_utf8(countersign(&[above, &["--help"]].concat(), &root()).stdout).unwrap();
    let Some((_, listed)) = help.split_once("\nCommands:\n") else { return found.push(above.join(" ")) };
    let names = listed.lines().take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next());
    for name in names.filter(|name| *name != "help") {
        commands(&[above, &[name]].concat(), found);
    }
}

#[test]
fn the_readme_lists_every_command() {
    let mut known = Vec::new();
    commands(&[], &mut known);
    assert!(known.len() > 20, "the help was misread: {known:?}");
    let lines: Vec<String> = lines().iter().map(|words| words.join(" ") + " ").collect();
    let missing: Vec<&String> =
        known.iter().filter(|command| !lines.iter().any(|line| line.starts_with(&format!("{command} ")))).collect();
    assert!(missing.is_empty(), "README.md lists no line of {missing:?}");
}

#[test]
fn every_line_of_the_readme_does_what_it_says() {
    let dir = std::env::temp_dir().join(format!("countersign-readme-{}", std::process::id()));
    fs::create_dir_all(&dir).unwrap();
    for (name, text) in FILES {
        fs::write(dir.join(name), text).unwrap();
    }
    let tree = root().join("www/demo").to_str().unwrap().to_owned();
    let mut named = BTreeSet::<&str>::new();
    for words in lines() {
        let line = words.join(" ");
        let here: Vec<String> = words.iter().map(|word| word.replace("www/demo", &tree)).collect();
        let mut here: Vec<&str> = here.iter().map(String::as_str).collect();
        named.extend(words.iter().filter_map(|word| FILES.iter().map(|(name, _)| *name).find(|name| word == name)));
        if NOT_RUN.iter().any(|command| line.starts_with(command)) {
            here.push("--help");
        }
        let ran = countersign(&here, &dir);
        let (said, wrong) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
        // 1 is an answer too: what is found in a draft depends on the day.
        assert!(matches!(ran.status.code(), Some(0 | 1)) && wrong.is_empty(), "countersign {line}\n{wrong}{said}");
        assert!(!said.trim().is_empty(), "countersign {line} says nothing");
    }
    assert_eq!(named.len(), FILES.len(), "some of FILES is on no line");
    fs::remove_dir_all(&dir).unwrap();
}
