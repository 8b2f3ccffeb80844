//! The command line: `countersign <command>`. One file for each command, with `Args` and `run`; this file only names them.
//!
//! In: arguments. Out: text on a writer and an exit code: 0 all is well, 1 mistakes or errors were found (and told), 2
//! the command could not be carried out.

mod audience;
mod braze;
mod check;
#[cfg(feature = "proxy")]
mod demo;
#[cfg(feature = "proxy")]
mod demo_intranet;
#[cfg(feature = "proxy")]
mod demo_kit;
mod findings;
mod kit;
mod lint;
mod liquid;
mod policy;
#[cfg(feature = "proxy")]
mod proxy;
mod render;
mod rules;
#[cfg(feature = "proxy")]
mod sandbox;
mod sarif;
mod schema;
#[cfg(feature = "proxy")]
mod serving;
#[cfg(feature = "proxy")]
mod session;
mod slot;
mod whats_app;

pub use rules::{
    LeftOut, coverage as rules_coverage, file as rules_file, index as rules_index, left_out as rules_left_out,
    page as rules_page, path as rule_path,
};

use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Lets local offices write their own Braze campaigns inside limits that the brand sets.
#[derive(Debug, Parser)]
#[command(name = "countersign", version, propagate_version = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Checks a kit folder, compiles it, writes the schemas of its files.
    Kit(kit::Args),
    /// Holds requests for Braze against its documentation, and a key against Braze.
    Braze(braze::Args),
    /// Renders, checks and explains Braze Liquid.
    Liquid(liquid::Args),
    /// Renders author Markdown as a slot does.
    Slot(slot::Args),
    /// Checks a draft against a kit (exit code 1 if it may not go).
    Check(check::Args),
    /// Prints what a draft renders to.
    Render(render::Args),
    /// Checks finished HTML without a kit.
    Lint(lint::Args),
    /// Tests a policy, and shows what a change of it would mean.
    Policy(policy::Args),
    /// Checks a file of customers as the proxy would.
    Audience(audience::Args),
    /// Lists every rule with its sources and examples.
    Rules(rules::Args),
    /// Mints sessions for users of an intranet.
    #[cfg(feature = "proxy")]
    Session(session::Args),
    /// Takes signed submissions, answers again with its own kit, and hands them to Braze.
    #[cfg(feature = "proxy")]
    Proxy(proxy::Args),
    /// A stand-in for Braze on this machine, with a page that shows what would be sent.
    #[cfg(feature = "proxy")]
    Sandbox(sandbox::Args),
    /// Everything at once on this machine: an intranet's page, the proxy and the stand-in.
    #[cfg(feature = "proxy")]
    Demo(demo::Args),
}

/// Why a command could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// A file could not be read.
    #[error("{path} cannot be read: {source}.")]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file could not be written.
    #[error("{path} cannot be written: {source}.")]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// What was to be said could not be said: the reader of our output is gone.
    #[error("The output cannot be written: {0}.")]
    Output(#[from] io::Error),
    /// Input that cannot be used; the text says where and what to do.
    #[error("{0}")]
    Input(String),
}

impl CliError {
    /// A stable name for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Read { .. } => "cli-read",
            Self::Write { .. } => "cli-write",
            Self::Output(_) => "cli-output",
            Self::Input(_) => "cli-input",
        }
    }
}

/// Carries out one command line; its answer goes to `out`, what keeps it from answering to `err`.
pub fn run(arguments: impl IntoIterator<Item = OsString>, out: &mut dyn Write, err: &mut dyn Write) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Nothing is left to be done where even this cannot be written.
            let _ =
                if error.use_stderr() { write!(err, "{}", error.render()) } else { write!(out, "{}", error.render()) };
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let ran = match arguments.command {
        Command::Kit(args) => kit::run(args, out),
        Command::Braze(args) => braze::run(args, out),
        Command::Liquid(args) => liquid::run(args, out),
        Command::Slot(args) => slot::run(args, out),
        Command::Check(args) => check::run(args, out),
        Command::Render(args) => render::run(args, out),
        Command::Lint(args) => lint::run(args, out),
        Command::Policy(args) => policy::run(args, out),
        Command::Audience(args) => audience::run(args, out),
        Command::Rules(args) => rules::run(args, out),
        #[cfg(feature = "proxy")]
        Command::Session(args) => session::run(args, out),
        #[cfg(feature = "proxy")]
        Command::Proxy(args) => proxy::run(args, out),
        #[cfg(feature = "proxy")]
        Command::Sandbox(args) => sandbox::run(args, out),
        #[cfg(feature = "proxy")]
        Command::Demo(args) => demo::run(args, out),
    };
    match ran.and_then(|code| out.flush().map(|()| code).map_err(CliError::from)) {
        Ok(code) => code,
        // `countersign … | head` is no mistake.
        Err(CliError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(err, "countersign: {error}");
            ExitCode::from(2)
        }
    }
}
