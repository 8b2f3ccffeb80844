//! `countersign check KIT --draft D.json`: what the editor and the proxy say of a draft, at a terminal.

use super::sarif::{Of, annotations, sarif};
use super::{CliError, findings};
use crate::compile::{Part, slots};
use crate::diag::{Source, Verdict};
use crate::draft::Draft;
use crate::engine::{Engine, Review};
use crate::kit::Kit;
use crate::kit_folder;
use crate::locale::Locale;
use clap::ValueEnum;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// `countersign check …`
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The kit: a folder in which brand.toml lies, or a kit.json.
    kit: PathBuf,
    /// The draft, as JSON.
    #[arg(long, value_name = "FILE")]
    draft: PathBuf,
    /// How to answer: lines for people, or a form for programs.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The time at which it is judged (RFC 3339); without it, the clock.
    #[arg(long, value_name = "TIME")]
    now: Option<Timestamp>,
    /// The language of the answer.
    #[arg(long, default_value = "en")]
    locale: String,
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

/// Carries it out.
pub(super) fn run(args: Args, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    let locale = Locale::of_tag(&args.locale);
    let now = args.now.unwrap_or_else(Timestamp::now);
    let mut review = open(&args.kit, &args.draft, now, locale)?;
    match args.format {
        Format::Json => writeln!(out, "{}", json!(review.report().view(locale)))?,
        Format::Sarif | Format::Github => {
            let view = review.report().view(locale);
            let file = args.draft.to_string_lossy();
            let of = [Of { file: &file, text: None, findings: &view.findings }];
            match args.format {
                Format::Sarif => writeln!(out, "{:#}", sarif(&of, locale))?,
                _ => write!(out, "{}", annotations(&of))?,
            }
        }
        Format::Text => tell(&mut review, locale, out)?,
    }
    Ok(ExitCode::from(u8::from(review.report().verdict() == Verdict::Fail)))
}

/// Writes what there is to say of a draft.
pub(super) fn tell(review: &mut Review, locale: Locale, out: &mut dyn Write) -> Result<(), CliError> {
    let view = review.report().view(locale);
    findings::write(out, &view.findings, locale, "", &|source| text_of(review, source))?;
    Ok(findings::exceptions(out, &view.waived, locale)?)
}

/// Reads a kit and a draft and opens the one with the other.
pub(super) fn open(kit: &Path, draft: &Path, now: Timestamp, locale: Locale) -> Result<Review, CliError> {
    let kit = read_kit(kit, locale)?;
    let text = read(draft)?;
    let draft: Draft =
        serde_json::from_str(&text).map_err(|error| CliError::Input(format!("{}: {error}.", draft.display())))?;
    Engine::new(kit).open(draft, now).map_err(|error| CliError::Input(format!("The draft: {error}.")))
}

/// A kit folder, or a compiled kit.
pub(super) fn read_kit(path: &Path, locale: Locale) -> Result<Kit, CliError> {
    if path.is_dir() {
        return kit_folder::load(path).map_err(|mistakes| {
            let told: Vec<String> = mistakes.iter().map(|mistake| mistake.text(locale)).collect();
            CliError::Input(told.join("\n"))
        });
    }
    Kit::from_json(&read(path)?).map_err(|error| CliError::Input(error.to_string()))
}

fn read(path: &Path) -> Result<String, CliError> {
    std::fs::read_to_string(path).map_err(|source| CliError::Read { path: path.to_owned(), source })
}

/// The text in which a finding is.
fn text_of(review: &Review, source: &Source) -> String {
    let profile = &review.office().profile;
    let text = match source {
        Source::Slot(path) => slots::get(&review.draft().slots, path).and_then(Value::as_str),
        Source::Template(part) => Part::named(part).and_then(|part| part.of(review.template())),
        Source::Group(field) => match field.as_str() {
            "address" => profile.address.as_deref(),
            "legal_entity" => profile.legal_entity.as_deref(),
            "hours" => profile.hours.as_deref(),
            "name" => Some(profile.name.as_str()),
            other => other.strip_prefix("fields.").and_then(|name| profile.fields.get(name)).map(String::as_str),
        },
        Source::Draft(_) | Source::Text => None,
    };
    text.unwrap_or_default().to_owned()
}
