//! `countersign policy test|diff|show`: a policy is a product, so it has tests, and its changes are looked at before they hold.

mod diff;
mod expected;
mod show;
mod test;

use super::CliError;
use clap::Subcommand;
use jiff::Timestamp;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// `countersign policy …`
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Holds the drafts in the kit's `policy-tests` against the findings expected of them (exit code 1 if they differ).
    Test {
        /// The folder in which brand.toml lies.
        kit: PathBuf,
        /// Writes what is found now as what is expected.
        #[arg(long)]
        bless: bool,
        /// The language of the answer.
        #[arg(long, default_value = "en")]
        locale: String,
    },
    /// Prints the policy as it holds for a group, with the file and line from which each value comes.
    Show {
        /// The folder in which brand.toml lies, or a kit.json.
        kit: PathBuf,
        /// The group, by its id.
        #[arg(long, value_name = "ID")]
        group: String,
        /// The language of the answer.
        #[arg(long, default_value = "en")]
        locale: String,
        /// Answers in JSON for programs.
        #[arg(long)]
        json: bool,
    },
    /// Says what a changed kit would have said of past drafts: what is found anew, what no longer, which drafts could no
    /// longer go (exit code 1 if there are such).
    Diff {
        /// The kit as it holds: a folder, or a kit.json.
        old: PathBuf,
        /// The kit as it would be.
        new: PathBuf,
        /// A folder of drafts as JSON.
        #[arg(long, value_name = "DIR")]
        drafts: PathBuf,
        /// The time at which they are judged (RFC 3339); without it, the clock.
        #[arg(long, value_name = "TIME")]
        now: Option<Timestamp>,
        /// The language of the answer.
        #[arg(long, default_value = "en")]
        locale: String,
        /// Answers in JSON for programs.
        #[arg(long)]
        json: bool,
    },
}

/// Carries it out.
pub(super) fn run(args: Args, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    match args.verb {
        Verb::Test { kit, bless, locale } => test::run(&kit, bless, crate::locale::Locale::of_tag(&locale), out),
        Verb::Show { kit, group, locale, json } => {
            show::run(&kit, &group, crate::locale::Locale::of_tag(&locale), json, out)
        }
        Verb::Diff { old, new, drafts, now, locale, json } => {
            let asked = diff::Asked { old, new, drafts, now, locale: crate::locale::Locale::of_tag(&locale), json };
            diff::run(&asked, out)
        }
    }
}
