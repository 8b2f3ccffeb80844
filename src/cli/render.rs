//! `countersign render KIT --draft D.json --as html|text`: what a draft renders to, Braze's Liquid still in it.

use super::{CliError, check};
use crate::locale::Locale;
use clap::ValueEnum;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// `countersign render …`
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The kit: a folder in which brand.toml lies, or a kit.json.
    kit: PathBuf,
    /// The draft, as JSON.
    #[arg(long, value_name = "FILE")]
    draft: PathBuf,
    /// What to print.
    #[arg(long = "as", value_enum, value_name = "FORM", default_value_t = Form::Html)]
    form: Form,
    /// The language of what is said.
    #[arg(long, default_value = "en")]
    locale: String,
}

/// What to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// The HTML body.
    Html,
    /// The plain-text body.
    Text,
}

/// Carries it out.
pub(super) fn run(args: Args, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    let review = check::open(&args.kit, &args.draft, Locale::of_tag(&args.locale))?;
    let message = review.message();
    match args.form {
        Form::Html => out.write_all(message.html.as_bytes())?,
        Form::Text => out.write_all(message.text.as_bytes())?,
    }
    Ok(ExitCode::SUCCESS)
}
