//! `countersign lint FILE.html` and `lint --jsonl`: finished HTML, without a kit.
//!
//! Without `--policy` only rules hold that need no decision of a brand: accessibility, links, Liquid. With one, its words,
//! names, hosts, colours and `legal.everywhere` hold too. What a whole message must have (an address, a way out) is
//! looked for only where the policy says under which law.

use super::sarif::{Of, annotations, sarif};
use super::{CliError, findings};
use crate::check::{self, For, Rulebook, case::Case};
use crate::diag::{Finding, FindingView, Report, ReportView, Severity};
use crate::locale::{Facts, Locale, Text};
use crate::policy::Policy;
use crate::strict_toml;
use clap::ValueEnum;
use serde_json::{Value, json};
use std::io::{BufRead, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// `countersign lint …`
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The HTML, one file or several; `-` or nothing is standard input.
    files: Vec<PathBuf>,
    /// A policy.toml (or the same as JSON) whose words, hosts and colours are held against it.
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Read lines of `{"id", "html"}` and answer each with a line of `{"id", "findings"}`; as SARIF and annotations, each
    /// line is a file of the name `id`.
    #[arg(long)]
    jsonl: bool,
    /// The language of the answer.
    #[arg(long, default_value = "en")]
    locale: String,
    /// How to answer: lines for people, or a form for programs.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines for people.
    Text,
    /// JSON for programs.
    Json,
    /// SARIF 2.1.0, for what guards a repository.
    Sarif,
    /// Annotations of GitHub's workflows.
    Github,
}

/// A text that was looked at.
struct Linted {
    /// What it is called.
    name: String,
    html: String,
    report: ReportView,
}

/// Carries it out.
pub(super) fn run(args: Args, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    let policy = args.policy.as_deref().map(read_policy).transpose()?;
    let today = jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date();
    let book = Rulebook::new(For {
        policy: policy.as_ref(),
        office: None,
        template: "",
        language: None,
        today,
        delivery: today,
        case: &policy.as_ref().map(Case::under).unwrap_or_default(),
    });
    let locale = Locale::of_tag(&args.locale);
    let files = if args.files.is_empty() { vec![PathBuf::from("-")] } else { args.files };
    let mut all = Vec::new();
    for file in &files {
        match (args.jsonl, args.format) {
            (true, Format::Text | Format::Json) => lines(file, &book, locale, out)?,
            (true, Format::Sarif | Format::Github) => all.extend(read_lines(file, &book, locale)?),
            (false, _) => {
                let html = text(file, locale)?;
                let report = Report::new(check::finished(&html, &book)).under(book.waived()).view(locale);
                all.push(Linted { name: name(file), html, report });
            }
        }
    }
    if args.jsonl && matches!(args.format, Format::Text | Format::Json) {
        return Ok(ExitCode::SUCCESS);
    }
    let errors = all.iter().any(|one| has_errors(&one.report));
    match args.format {
        Format::Text => {
            for one in &all {
                findings::write(out, &one.report.findings, locale, &one.name, &|_| one.html.clone())?;
                findings::exceptions(out, &one.report.waived, locale)?;
            }
        }
        // One file is its report; of several each says which it is of.
        Format::Json if all.len() == 1 => {
            all.iter().try_for_each(|one| writeln!(out, "{}", json!(one.report)))?;
        }
        Format::Json => {
            let all: Vec<Value> = all.iter().map(|one| json!({ "file": one.name, "report": one.report })).collect();
            writeln!(out, "{}", Value::Array(all))?;
        }
        Format::Sarif | Format::Github => return guard(&all, args.format, locale, out),
    }
    Ok(ExitCode::from(u8::from(errors)))
}

fn has_errors(report: &ReportView) -> bool {
    report.findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// Writes what guards of a repository read.
fn guard(all: &[Linted], format: Format, locale: Locale, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    let files: Vec<Of> =
        all.iter().map(|one| Of { file: &one.name, text: Some(&one.html), findings: &one.report.findings }).collect();
    match format {
        Format::Sarif => writeln!(out, "{:#}", sarif(&files, locale))?,
        _ => write!(out, "{}", annotations(&files))?,
    }
    Ok(ExitCode::from(u8::from(all.iter().any(|one| has_errors(&one.report)))))
}

/// Looks at every line that has HTML.
fn read_lines(file: &Path, book: &Rulebook, locale: Locale) -> Result<Vec<Linted>, CliError> {
    let mut all = Vec::new();
    for (number, line) in source(file)?.lines().enumerate() {
        let line = line.map_err(|source| CliError::Read { path: name(file).into(), source })?;
        if line.trim().is_empty() {
            continue;
        }
        let wrong = |what: String| CliError::Input(format!("{}:{}: {what}", name(file), number + 1));
        let case: Value =
            serde_json::from_str(&line).map_err(|error| wrong(format!("the line is not JSON: {error}")))?;
        let html =
            case.get("html").and_then(Value::as_str).ok_or_else(|| wrong("the line has no “html”".to_owned()))?;
        let name = match case.get("id") {
            Some(Value::String(id)) => id.clone(),
            Some(id) if !id.is_null() => id.to_string(),
            _ => (number + 1).to_string(),
        };
        let report = Report::new(check::finished(html, book)).under(book.waived()).view(locale);
        all.push(Linted { name, html: html.to_owned(), report });
    }
    Ok(all)
}

fn lines(file: &Path, book: &Rulebook, locale: Locale, out: &mut dyn Write) -> Result<(), CliError> {
    for line in source(file)?.lines() {
        let line = line.map_err(|source| CliError::Read { path: name(file).into(), source })?;
        if !line.trim().is_empty() {
            writeln!(out, "{}", answer(&line, book, locale))?;
        }
    }
    Ok(())
}

fn answer(line: &str, book: &Rulebook, locale: Locale) -> Value {
    let case: Value = match serde_json::from_str(line) {
        Ok(case) => case,
        Err(error) => return json!({ "error": format!("the line is not JSON: {error}") }),
    };
    let id = case.get("id").cloned().unwrap_or_default();
    match case.get("html").and_then(Value::as_str) {
        Some(html) => {
            let report = Report::new(check::finished(html, book)).under(book.waived());
            let findings: Vec<Value> = report.findings().iter().map(|finding| short(finding, locale)).collect();
            json!({ "id": id, "findings": findings })
        }
        None => json!({ "id": id, "error": "the line has no “html”" }),
    }
}

fn short(finding: &Finding, locale: Locale) -> Value {
    let view = FindingView::new(finding, locale);
    json!({ "rule": view.rule, "severity": view.severity, "message": view.message, "span": view.place.span })
}

fn read_policy(path: &Path) -> Result<Policy, CliError> {
    let text = std::fs::read_to_string(path).map_err(|source| CliError::Read { path: path.to_owned(), source })?;
    let file = path.display().to_string();
    if path.extension().is_some_and(|extension| extension == "json") {
        return serde_json::from_str(&text).map_err(|error| CliError::Input(format!("{file}: {error}")));
    }
    strict_toml::read(&file, &text).map_err(|mistakes| {
        let told: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        CliError::Input(told.join("\n"))
    })
}

fn source(file: &Path) -> Result<Box<dyn BufRead>, CliError> {
    if file == Path::new("-") {
        return Ok(Box::new(std::io::stdin().lock()));
    }
    let opened = std::fs::File::open(file).map_err(|source| CliError::Read { path: file.to_owned(), source })?;
    Ok(Box::new(std::io::BufReader::new(opened)))
}

/// All of a file, if it is text.
fn text(file: &Path, locale: Locale) -> Result<String, CliError> {
    const NOT_TEXT: Text = Text {
        en: "{file}:{line}: This line is not UTF-8. Save the file as UTF-8.",
        fr: "{file}:{line}\u{a0}: cette ligne n’est pas en UTF-8. Enregistrez le fichier en UTF-8.",
    };
    let mut bytes = Vec::new();
    let read = source(file)?.read_to_end(&mut bytes);
    read.map_err(|source| CliError::Read { path: name(file).into(), source })?;
    String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
        CliError::Input(NOT_TEXT.fill(locale, &Facts::new().with("file", name(file)).with("line", line)))
    })
}

/// The file as people and their editors find it.
fn name(file: &Path) -> String {
    if file == Path::new("-") { "<stdin>".to_owned() } else { file.display().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_lines() {
        let today = jiff::civil::date(2026, 11, 23);
        let none = For {
            policy: None,
            office: None,
            template: "",
            language: None,
            today,
            delivery: today,
            case: &Case::default(),
        };
        let book = Rulebook::new(none);
        let told = answer(r#"{ "id": 7, "html": "<img src='https://a.example/b.png'>" }"#, &book, Locale::En);
        assert_eq!(told["id"], 7);
        assert_eq!(told["findings"][0]["rule"], "a11y-img-alt-present");
        assert_eq!(told["findings"][0]["span"], json!({ "start": 0, "end": 35 }));
        assert!(answer("{}", &book, Locale::En)["error"].is_string());
        assert!(answer("nonsense", &book, Locale::En)["error"].is_string());
    }
}
