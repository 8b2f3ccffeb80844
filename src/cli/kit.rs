//! `countersign kit check|build|schema|whats-app`: a kit folder is checked, compiled, and its files are described.

use super::{CliError, schema, whats_app};
use crate::kit::Kit;
use crate::kit_folder;
use crate::locale::{Locale, Text};
use crate::strict_toml::Mistake;
use clap::{Subcommand, ValueEnum};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// `countersign kit …`
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Tells every mistake in a kit folder at once, with file, line and what to do (exit code 1 if there is one).
    Check {
        /// The folder in which brand.toml lies.
        dir: PathBuf,
        /// The language of the answer.
        #[arg(long, value_enum, default_value_t = Language::En)]
        locale: Language,
        /// How to answer: lines for people, or JSON for programs.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Compiles a kit folder to one kit.json; the same folder always gives the same bytes.
    Build {
        /// The folder in which brand.toml lies.
        dir: PathBuf,
        /// Where to write; `-` is the standard output.
        #[arg(short, long, default_value = "kit.json")]
        out: PathBuf,
        /// The language of the answer.
        #[arg(long, value_enum, default_value_t = Language::En)]
        locale: Language,
    },
    /// Prints what Meta has to approve: each WhatsApp text, its open places numbered as Meta numbers them.
    WhatsApp {
        /// The folder in which brand.toml lies.
        dir: PathBuf,
        /// The language of the answer where the folder has mistakes.
        #[arg(long, value_enum, default_value_t = Language::En)]
        locale: Language,
    },
    /// Writes the JSON Schemas of a kit's files, for editors that complete and check as one types.
    Schema {
        /// The folder to write them to.
        dir: PathBuf,
    },
}

/// A language to answer in.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Language {
    /// English.
    En,
    /// French.
    Fr,
}

impl From<Language> for Locale {
    fn from(language: Language) -> Self {
        match language {
            Language::En => Self::En,
            Language::Fr => Self::Fr,
        }
    }
}

/// How to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines for people.
    Text,
    /// JSON for programs.
    Json,
}

/// Carries it out.
pub(super) fn run(args: Args, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    match args.verb {
        Verb::Check { dir, locale, format } => check(&dir, locale.into(), format, out),
        Verb::Build { dir, out: to, locale } => build(&dir, &to, locale.into(), out),
        Verb::Schema { dir } => schema::write(&dir, out),
        Verb::WhatsApp { dir, locale } => match kit_folder::load(&dir) {
            Ok(kit) => whats_app::write(&kit, out).map(|()| ExitCode::SUCCESS).map_err(CliError::from),
            Err(mistakes) => tell(&mistakes, locale.into(), out),
        },
    }
}

fn check(dir: &Path, locale: Locale, format: Format, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    let loaded = kit_folder::check(dir, jiff::Timestamp::now());
    if format == Format::Json {
        let mistakes: Vec<serde_json::Value> =
            loaded.as_ref().err().into_iter().flatten().map(|m| json(m, locale)).collect();
        writeln!(out, "{}", serde_json::json!({ "ok": loaded.is_ok(), "mistakes": mistakes }))?;
        return Ok(ExitCode::from(u8::from(loaded.is_err())));
    }
    match loaded {
        Ok(kit) => {
            writeln!(out, "{}", summary(&kit, locale))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(mistakes) => tell(&mistakes, locale, out),
    }
}

fn build(dir: &Path, to: &Path, locale: Locale, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    let kit = match kit_folder::load(dir) {
        Ok(kit) => kit,
        Err(mistakes) => return tell(&mistakes, locale, out),
    };
    if to == Path::new("-") {
        writeln!(out, "{}", kit.to_json())?;
        return Ok(ExitCode::SUCCESS);
    }
    fs::write(to, kit.to_json() + "\n").map_err(|source| CliError::Write { path: to.to_owned(), source })?;
    writeln!(out, "{}\n{}  {}", summary(&kit, locale), to.display(), kit.digest())?;
    Ok(ExitCode::SUCCESS)
}

/// Every mistake on a line of its own, and how many there are.
fn tell(mistakes: &[Mistake], locale: Locale, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    const ONE: Text = Text { en: "1 mistake.", fr: "1 erreur." };
    const MANY: Text = Text { en: "{count} mistakes.", fr: "{count} erreurs." };
    for mistake in mistakes {
        writeln!(out, "{}", mistake.text(locale))?;
    }
    let count = mistakes.len();
    let told = if count == 1 { ONE } else { MANY };
    writeln!(out, "{}", told.fill(locale, &crate::locale::Facts::new().with("count", count)))?;
    Ok(ExitCode::from(1))
}

fn json(mistake: &Mistake, locale: Locale) -> serde_json::Value {
    serde_json::json!({
        "code": mistake.code(),
        "file": mistake.file,
        "line": mistake.line,
        "column": mistake.column,
        "what": mistake.fault.what.fill(locale, &mistake.facts),
        "todo": mistake.fault.todo.fill(locale, &mistake.facts),
    })
}

fn summary(kit: &Kit, locale: Locale) -> String {
    const SUMMARY: Text = Text {
        en: "{name}: {groups} groups, {templates} templates, {offers} offers, {attributes} merge tags. No mistakes.",
        fr: "{name}\u{a0}: {groups} groupes, {templates} modèles, {offers} offres, {attributes} balises. Aucune erreur.",
    };
    let facts = crate::locale::Facts::new()
        .with("name", kit.brand.name.as_str())
        .with("groups", kit.groups.0.len())
        .with("templates", kit.templates.len())
        .with("offers", kit.offers.len())
        .with("attributes", kit.policy.data.attributes.len());
    SUMMARY.fill(locale, &facts)
}
