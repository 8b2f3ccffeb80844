//! `countersign braze validate|check|guide`: requests held against Braze's documentation, a key held against Braze.

#[cfg(feature = "proxy")]
mod check;
mod validate;

use super::CliError;
use crate::braze::guide::guide;
use crate::locale::Locale;
use clap::{Parser, Subcommand};
use std::io::Write;
use std::process::ExitCode;

/// What `countersign braze` is told.
#[derive(Debug, Parser)]
pub(super) struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Holds a request against Braze's documentation (exit code 1 where it would be refused; with `--jsonl`, each
    /// line's answer says so).
    Validate(validate::Args),
    /// Asks Braze what the proxy's key may do, and whether campaign, app and variations fit (exit code 1 where not).
    #[cfg(feature = "proxy")]
    Check(check::Args),
    /// Prints the page about the endpoints: every field, what it holds, when it is needed.
    Guide {
        /// The language of the page.
        #[arg(long, default_value = "en")]
        locale: String,
    },
}

/// Carries it out.
pub(super) fn run(args: Args, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    match args.verb {
        Verb::Validate(args) => validate::run(args, out),
        #[cfg(feature = "proxy")]
        Verb::Check(args) => check::run(args, out),
        Verb::Guide { locale } => {
            out.write_all(guide(Locale::of_tag(&locale)).as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
    }
}
