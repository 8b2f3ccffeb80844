//! `countersign policy diff OLD NEW --drafts DIR`: what a changed kit would have said of past drafts.

use super::super::CliError;
use super::super::check::read_kit;
use super::expected::{Expected, Found, beyond};
use super::test::{draft, drafts};
use crate::engine::Engine;
use crate::locale::{Facts, Locale, Text};
use jiff::Timestamp;
use serde::Serialize;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What to compare.
pub(super) struct Asked {
    pub(super) old: PathBuf,
    pub(super) new: PathBuf,
    pub(super) drafts: PathBuf,
    pub(super) now: Option<Timestamp>,
    pub(super) locale: Locale,
    pub(super) json: bool,
}

/// What the change means for one draft.
#[derive(Debug, Serialize)]
struct Changed {
    draft: String,
    /// What it came to, and would come to; `cannot-open` where the kit does not take the draft at all.
    before: String,
    after: String,
    found: Vec<Found>,
    gone: Vec<Found>,
}

pub(super) fn run(asked: &Asked, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    let now = asked.now.unwrap_or_else(Timestamp::now);
    let old = Engine::new(read_kit(&asked.old, asked.locale)?);
    let new = Engine::new(read_kit(&asked.new, asked.locale)?);
    let paths = drafts(&asked.drafts, asked.locale)?;
    let mut changes = Vec::new();
    for path in &paths {
        let (before, after) = (judged(&old, path, now)?, judged(&new, path, now)?);
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let found = beyond(&after.findings, &before.findings).into_iter().cloned().collect();
        let gone = beyond(&before.findings, &after.findings).into_iter().cloned().collect();
        changes.push(Changed { draft: name, before: before.verdict, after: after.verdict, found, gone });
    }
    let stopped = changes.iter().filter(|change| change.before != "fail" && change.after == "fail").count();
    if asked.json {
        writeln!(out, "{}", serde_json::json!({ "drafts": changes, "stopped": stopped }))?;
    } else {
        tell(&changes, stopped, asked.locale, out)?;
    }
    Ok(ExitCode::from(u8::from(stopped > 0)))
}

/// What a kit says of a draft.
fn judged(engine: &Engine, path: &Path, now: Timestamp) -> Result<Expected, CliError> {
    match engine.open(draft(path)?, now) {
        Ok(mut review) => Ok(Expected::of(&mut review, "")),
        Err(error) => {
            let found = Found {
                rule: error.code().to_owned(),
                severity: "error".to_owned(),
                at: "draft".to_owned(),
                words: error.to_string(),
            };
            Ok(Expected { now: String::new(), verdict: "fail".to_owned(), findings: vec![found], waived: Vec::new() })
        }
    }
}

fn tell(changes: &[Changed], stopped: usize, locale: Locale, out: &mut dyn Write) -> Result<(), CliError> {
    const SUMMARY: Text = Text {
        en: "{count} drafts: {changed} would hear something else, {stopped} could no longer go.",
        fr: "{count} brouillons\u{a0}: {changed} recevraient un autre avis, {stopped} ne pourraient plus partir.",
    };
    let different: Vec<&Changed> = changes
        .iter()
        .filter(|change| change.before != change.after || !change.found.is_empty() || !change.gone.is_empty())
        .collect();
    for change in &different {
        let verdict = match change.before == change.after {
            true => change.after.clone(),
            false => format!("{} → {}", change.before, change.after),
        };
        writeln!(out, "{} ({verdict})", change.draft)?;
        for found in &change.found {
            writeln!(out, "  + {}", found.line())?;
        }
        for gone in &change.gone {
            writeln!(out, "  - {}", gone.line())?;
        }
    }
    let facts = Facts::new().with("count", changes.len()).with("changed", different.len()).with("stopped", stopped);
    Ok(writeln!(out, "{}", SUMMARY.fill(locale, &facts))?)
}
