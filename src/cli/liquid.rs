//! `countersign liquid render|check|uses|guide`: one template from a file, or many as JSON lines.

use super::CliError;
use super::findings::NOTHING;
use crate::diag::{Finding, FindingView, Severity};
use crate::liquid::dates::{Moment, parse as parse_date};
use crate::liquid::eval::{World, render};
use crate::liquid::guide::guide;
use crate::liquid::lengths::{Lengths, lengths};
use crate::liquid::value::Value;
use crate::liquid::{parse, uses};
use crate::locale::Locale;
use clap::{Parser, Subcommand};
use serde::Serialize;
use serde_json::{Value as Json, json};
use std::io::{BufRead, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `countersign liquid` is told.
#[derive(Debug, Parser)]
pub(super) struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Prints what a template prints for one recipient.
    Render {
        #[command(flatten)]
        input: Input,
        /// The recipient's attributes, with samples of what services answer: a JSON file.
        #[arg(long, value_name = "FILE")]
        data: Option<PathBuf>,
        /// What `now` is (2026-06-15 14:30 UTC); without it, the clock.
        #[arg(long, value_name = "DATE")]
        now: Option<String>,
    },
    /// Says what is wrong with a template.
    Check {
        #[command(flatten)]
        input: Input,
        /// The language of the messages.
        #[arg(long, default_value = "en")]
        locale: String,
    },
    /// Prints the guide to the language: every tag, every filter.
    Guide {
        /// The language of the guide.
        #[arg(long, default_value = "en")]
        locale: String,
    },
    /// Says which data a template uses.
    Uses {
        #[command(flatten)]
        input: Input,
        /// How long data are expected to be, in characters: a JSON file of `{"attribute": {"first_name": [2, 14]}}`.
        #[arg(long, value_name = "FILE")]
        lengths: Option<PathBuf>,
    },
}

#[derive(Debug, Parser)]
struct Input {
    /// The template; `-` or nothing is standard input.
    file: Option<PathBuf>,
    /// Read lines of `{"template", "data", "lengths"}` and answer each with a line.
    #[arg(long)]
    jsonl: bool,
}

/// Runs the command.
pub(super) fn run(args: Args, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    match args.verb {
        Verb::Render { input, data, now } => {
            let world = World::at(clock(now.as_deref())?);
            if input.jsonl {
                return lines(&input, out, |template, case| {
                    rendered(template, case.get("data").unwrap_or(&json!({})), &world)
                });
            }
            let data = json_of(data.as_deref())?;
            let answer = rendered(&whole(&input)?, &data, &world);
            if let Some(error) = answer.get("error").and_then(Json::as_str) {
                return Err(CliError::Input(error.to_owned()));
            }
            out.write_all(answer.get("output").and_then(Json::as_str).unwrap_or_default().as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
        Verb::Check { input, locale } => {
            let locale = Locale::of_tag(&locale);
            if input.jsonl {
                return lines(&input, out, |template, case| checked(template, case, locale));
            }
            let template = whole(&input)?;
            let diagnostics = parse(&template).diagnostics;
            for finding in &diagnostics {
                let (line, column) = position(&template, finding.place.span.start);
                let view = FindingView::new(finding, locale);
                writeln!(out, "{line}:{column}: {}: {} [{}]", finding.severity.name(), view.message, view.rule)?;
            }
            if diagnostics.is_empty() {
                writeln!(out, "{}", NOTHING.get(locale))?;
            }
            let errors = diagnostics.iter().any(|finding| finding.severity == Severity::Error);
            Ok(ExitCode::from(u8::from(errors)))
        }
        Verb::Guide { locale } => {
            out.write_all(guide(Locale::of_tag(&locale)).as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
        Verb::Uses { input, lengths } => {
            let expected = json_of(lengths.as_deref())?;
            if input.jsonl {
                return lines(&input, out, |template, case| used(template, case.get("lengths").unwrap_or(&expected)));
            }
            let answer = used(&whole(&input)?, &expected);
            for used in answer.get("uses").and_then(Json::as_array).into_iter().flatten() {
                writeln!(out, "{used}")?;
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// `{"output"}` (and `"aborted"` where the template calls the message off), or `{"error"}`.
fn rendered(template: &str, data: &Json, world: &World) -> Json {
    let parsed = parse(template);
    let world = world.clone().with_samples(data);
    match render(&parsed.template, &Value::from(data), &world) {
        Err(refused) => json!({ "error": refused.to_string() }),
        Ok(done) => match (done.errors.first(), done.aborted) {
            (Some(mistake), _) => json!({ "error": format!("Liquid error: {}", mistake.message) }),
            // Nothing is sent: there is no output.
            (None, Some(reason)) => json!({ "output": "", "aborted": reason }),
            (None, None) => json!({ "output": done.output }),
        },
    }
}

/// `{"diagnostics", …}` and what [`used`] says.
fn checked(template: &str, case: &Json, locale: Locale) -> Json {
    let diagnostics: Vec<Json> =
        parse(template).diagnostics.iter().map(|finding| diagnostic(finding, locale)).collect();
    let mut answer = used(template, case.get("lengths").unwrap_or(&Json::Null));
    if let Some(answer) = answer.as_object_mut() {
        answer.insert("diagnostics".to_owned(), Json::from(diagnostics));
    }
    answer
}

/// A use, with the lengths of the output that prints it.
#[derive(Serialize)]
struct Told<'u> {
    #[serde(flatten)]
    found: &'u uses::Use,
    shortest: Option<usize>,
    longest: Option<usize>,
}

fn diagnostic(finding: &Finding, locale: Locale) -> Json {
    let view = FindingView::new(finding, locale);
    json!({
        "rule": view.rule,
        "severity": view.severity,
        "message": view.message,
        "span": view.place.span,
        "fixes": view.fixes,
    })
}

/// `{"uses", "outputs", "shortest", "longest"}`: how long each output and the whole may get, in characters, where that can
/// be said. A use that is printed has the lengths of its output.
fn used(template: &str, expected: &Json) -> Json {
    let template = parse(template).template;
    let printed = lengths(&template, &|kind, name| {
        let kind = serde_json::to_value(kind).ok()?;
        let bounds = expected.get(kind.as_str()?)?.get(name)?;
        let at = |index: usize| usize::try_from(bounds.get(index)?.as_u64()?).ok();
        Some(Lengths { shortest: at(0), longest: at(1) })
    });
    let found = uses::uses(&template).uses;
    let told = found.iter().map(|found| {
        let after = printed.outputs.partition_point(|output| output.span.start <= found.span.start);
        let output = after.checked_sub(1).and_then(|at| printed.outputs.get(at));
        let output = output.filter(|output| found.role == uses::Role::Printed && output.span.contains(found.span));
        let lengths = output.map(|output| output.lengths);
        Told {
            found,
            shortest: lengths.and_then(|lengths| lengths.shortest),
            longest: lengths.and_then(|lengths| lengths.longest),
        }
    });
    let told: Vec<Told<'_>> = told.collect();
    let Lengths { shortest, longest } = printed.whole;
    json!({ "uses": told, "outputs": printed.outputs, "shortest": shortest, "longest": longest })
}

/// The JSON in a file; an empty object where none is named.
fn json_of(path: Option<&Path>) -> Result<Json, CliError> {
    let Some(path) = path else { return Ok(json!({})) };
    serde_json::from_str(&read(path)?)
        .map_err(|error| CliError::Input(format!("{}: not JSON: {error}", path.display())))
}

fn clock(now: Option<&str>) -> Result<Moment, CliError> {
    let system = Moment::of(jiff::Timestamp::now(), jiff::tz::TimeZone::UTC);
    match now {
        None => Ok(system),
        Some(text) => {
            parse_date(text, &system).ok_or_else(|| CliError::Input(format!("--now: “{text}” is not a date")))
        }
    }
}

/// Answers each line of the input; a line that is not what it should be is answered with an error.
fn lines(input: &Input, out: &mut dyn Write, answer: impl Fn(&str, &Json) -> Json) -> Result<ExitCode, CliError> {
    for line in source(input)?.lines() {
        let line = line.map_err(|source| CliError::Read { path: name(input), source })?;
        if line.trim().is_empty() {
            continue;
        }
        let told = match serde_json::from_str::<Json>(&line) {
            Ok(case) => match case.get("template").and_then(Json::as_str) {
                Some(template) => answer(template, &case),
                None => json!({ "error": "the line has no “template”" }),
            },
            Err(error) => json!({ "error": format!("the line is not JSON: {error}") }),
        };
        writeln!(out, "{told}")?;
    }
    Ok(ExitCode::SUCCESS)
}

fn source(input: &Input) -> Result<Box<dyn BufRead>, CliError> {
    match &input.file {
        Some(path) if path != Path::new("-") => {
            let file =
                std::fs::File::open(path).map_err(|cause| CliError::Read { path: path.clone(), source: cause })?;
            Ok(Box::new(std::io::BufReader::new(file)))
        }
        _ => Ok(Box::new(std::io::stdin().lock())),
    }
}

fn name(input: &Input) -> PathBuf {
    input.file.clone().unwrap_or_else(|| PathBuf::from("standard input"))
}

fn whole(input: &Input) -> Result<String, CliError> {
    let mut text = String::new();
    source(input)?.read_to_string(&mut text).map_err(|source| CliError::Read { path: name(input), source })?;
    Ok(text)
}

fn read(path: &Path) -> Result<String, CliError> {
    std::fs::read_to_string(path).map_err(|cause| CliError::Read { path: path.to_owned(), source: cause })
}

/// Line and column, both from 1, as editors count.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_how_long_outputs_get() {
        let expected = json!({"attribute": {"first_name": [2, 14]}});
        let told = used("{{ ${first_name} | default: 'you' }} {{ ${city} }}", &expected);
        assert_eq!((&told["uses"][0]["shortest"], &told["uses"][0]["longest"]), (&json!(2), &json!(14)));
        assert_eq!((&told["uses"][1]["shortest"], &told["uses"][1]["longest"]), (&json!(0), &Json::Null));
        assert_eq!((&told["outputs"][0]["reachable"], &told["shortest"]), (&json!(true), &json!(3)));
    }

    #[test]
    fn answers_lines() {
        let world = World::default();
        assert_eq!(rendered("{{ a }}", &json!({"a": [1, 2]}), &world), json!({"output": "12"}));
        assert_eq!(
            rendered("{{ 1 | divided_by: 0 }}", &json!({}), &world),
            json!({"error": "Liquid error: divided by 0"})
        );
        assert_eq!(rendered("x{% abort_message('no') %}", &json!({}), &world), json!({"output": "", "aborted": "no"}));
        assert_eq!(position("a\nbé x", 5), (2, 3));
    }
}
