//! `countersign kit schema`: the JSON Schemas of a kit's files, made from the Rust types.

use super::CliError;
use crate::kit_folder::schemas;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// Writes `<file>.schema.json` for each file of a kit.
pub(super) fn write(dir: &Path, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    fs::create_dir_all(dir).map_err(|source| CliError::Write { path: dir.to_owned(), source })?;
    for (name, schema) in schemas() {
        let path = dir.join(format!("{name}.schema.json"));
        fs::write(&path, schema).map_err(|source| CliError::Write { path: path.clone(), source })?;
        writeln!(out, "{}", path.display())?;
    }
    Ok(ExitCode::SUCCESS)
}
