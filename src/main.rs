//! The `countersign` command.

use std::io::{stderr, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    countersign::cli::run(std::env::args_os(), &mut stdout().lock(), &mut stderr())
}
