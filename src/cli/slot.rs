//! `countersign slot --jsonl`: author Markdown through the real pipeline, line by line.

use super::CliError;
use crate::diag::FindingView;
use crate::locale::Locale;
use crate::markdown::{Allowed, MergeTag, MergeTags, render};
use clap::Parser;
use serde::Deserialize;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `countersign slot` is told.
#[derive(Debug, Parser)]
pub(super) struct Args {
    /// Lines of `{"id", "markdown", "merge_tags"}`; `-` or nothing is standard input.
    file: Option<PathBuf>,
    /// Read JSON lines and answer each with a line `{"id", "html", "text", "findings"}`.
    #[arg(long, required = true)]
    jsonl: bool,
    /// The language of the findings.
    #[arg(long, default_value = "en")]
    locale: String,
}

/// A line of the input.
#[derive(Deserialize)]
struct Case {
    #[serde(default)]
    id: Json,
    markdown: String,
    #[serde(default)]
    merge_tags: BTreeMap<String, Tag>,
}

/// What is written for a merge tag: everywhere, or apart in text and in links.
#[derive(Deserialize)]
#[serde(untagged)]
enum Tag {
    Everywhere(String),
    Apart(MergeTag),
}

/// Runs the command.
pub(super) fn run(args: Args, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    let locale = Locale::of_tag(&args.locale);
    let named = args.file.filter(|path| path != Path::new("-"));
    let name = named.clone().unwrap_or_else(|| PathBuf::from("standard input"));
    let input: Box<dyn BufRead> = match named {
        Some(path) => match std::fs::File::open(&path) {
            Ok(file) => Box::new(BufReader::new(file)),
            Err(source) => return Err(CliError::Read { path, source }),
        },
        None => Box::new(std::io::stdin().lock()),
    };
    // Bytes, because one bad line must not silence those after it.
    for line in input.split(b'\n') {
        let line = line.map_err(|source| CliError::Read { path: name.clone(), source })?;
        writeln!(out, "{}", answer(&String::from_utf8_lossy(&line), locale))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// One line's answer; there always is one.
fn answer(line: &str, locale: Locale) -> Json {
    let case: Case = match serde_json::from_str(&without_lone_surrogates(line)) {
        Ok(case) => case,
        Err(error) => {
            let id = serde_json::from_str::<Json>(line).ok().and_then(|line| line.get("id").cloned());
            let error = format!("the line is not {{\"id\", \"markdown\"}}: {error}");
            return json!({ "id": id, "html": "", "text": "", "findings": [], "error": error });
        }
    };
    let tag = |tag| match tag {
        Tag::Everywhere(text) => MergeTag { url: Some(text.clone()), text },
        Tag::Apart(tag) => tag,
    };
    let tags: MergeTags = case.merge_tags.into_iter().map(|(name, written)| (name, tag(written))).collect();
    let slot = render(&case.markdown, &Allowed::ALL, &tags);
    let findings: Vec<_> = slot.problems.iter().map(|finding| FindingView::new(finding, locale)).collect();
    json!({ "id": case.id, "html": slot.html, "text": slot.text, "findings": findings })
}

/// JSON from JavaScript may hold half of a surrogate pair (`\ud800`), which is no character: it becomes U+FFFD.
fn without_lone_surrogates(line: &str) -> String {
    if !line.contains("\\u") {
        return line.to_owned();
    }
    let unit = |text: &str| -> Option<u32> {
        let digits = text.strip_prefix("\\u")?.get(..4)?;
        u32::from_str_radix(digits, 16).ok()
    };
    let mut mended = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at_checked(at).unwrap_or((rest, ""));
        mended.push_str(before);
        let next = escape.get(6..).and_then(unit);
        let (kept, length) = match unit(escape) {
            Some(0xd800..=0xdbff) if matches!(next, Some(0xdc00..=0xdfff)) => (escape.get(..12), 12),
            Some(0xd800..=0xdfff) => (Some("\\ufffd"), 6),
            Some(_) => (escape.get(..6), 6),
            // `\\`, `\"` and the like, whatever comes second.
            None => {
                let length = escape.chars().take(2).map(char::len_utf8).sum();
                (escape.get(..length), length)
            }
        };
        mended.push_str(kept.unwrap_or_default());
        rest = escape.get(length..).unwrap_or_default();
    }
    mended.push_str(rest);
    mended
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_an_answer() {
        let html = |line: &str| answer(line, Locale::En).get("html").unwrap().as_str().unwrap().to_owned();
        assert_eq!(html(r#"{"id":1,"markdown":"a **b**"}"#), "<p>a <strong>b</strong></p>\n");
        assert_eq!(html(r#"{"id":1,"markdown":"{{x}}","merge_tags":{"x":"{{${x}}}"}}"#), "<p>{{${x}}}</p>\n");
        assert_eq!(
            html(r#"{"id":1,"markdown":"a\ud800\\ud800\ud83d\ude00\u0041"}"#),
            "<p>a\u{fffd}\\ud800\u{1f600}A</p>\n"
        );
        for bad in ["", "{", "[]", "{\"id\":7}", "{\"markdown\":1}", "\"\\", "\\u12"] {
            assert_eq!(html(bad), "");
        }
        assert_eq!(answer("{\"id\":7}", Locale::En).get("id"), Some(&json!(7)));
    }
}
