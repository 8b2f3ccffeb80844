//! Secrets from files or the environment.

use super::Source;
use super::faults as f;
use crate::strict_toml::{Document, Mistake, Step};
use serde_json::Value;
use std::path::Path;
use zeroize::Zeroizing;

/// Longer than any secret: a wrong file is noticed before it is read whole.
const MOST: u64 = 16 * 1024;

/// The text of a secret that `table` names by `<name>_file` or `<name>_env`; `None`, and a mistake, where it cannot be
/// had.
pub(super) fn text(
    source: &Source<'_>,
    document: &Document,
    table: (&[Step<'_>], &Value),
    keys: (&'static str, &'static str),
    mistakes: &mut Vec<Mistake>,
) -> Option<Zeroizing<String>> {
    let (path, value) = table;
    let (file_key, env_key) = keys;
    let named = |key: &str| value.get(key).and_then(Value::as_str);
    let at = |key: &'static str| path.iter().copied().chain([Step::Key(key)]).collect::<Vec<_>>();
    match (named(file_key), named(env_key)) {
        (Some(file), None) => read_file(&source.folder.join(file)).map_err(|problem| (problem, file, at(file_key))),
        (None, Some(variable)) => match (source.env)(variable) {
            Some(text) => Ok(Zeroizing::new(text)),
            None => Err((Problem::Unset, variable, at(env_key))),
        },
        (file, _) => {
            let count = if file.is_some() { "2" } else { "0" };
            let mistake = document.mistake_at_key(&f::SECRET_COUNT, path);
            mistakes.push(
                mistake
                    .with("count", count.to_owned())
                    .with("file", file_key.to_owned())
                    .with("env", env_key.to_owned()),
            );
            return None;
        }
    }
    .map_err(|(problem, name, at)| {
        let mistake = match problem {
            Problem::Unset => document.mistake(&f::SECRET_ENV, &at),
            Problem::Open => document.mistake(&f::SECRET_OPEN, &at),
            Problem::Unreadable(reason) => document.mistake(&f::SECRET_FILE, &at).with("reason", reason),
        };
        mistakes.push(mistake.with("value", name.to_owned()));
    })
    .ok()
}

enum Problem {
    Unset,
    Open,
    Unreadable(String),
}

fn read_file(path: &Path) -> Result<Zeroizing<String>, Problem> {
    let unreadable = |error: &dyn std::fmt::Display| Problem::Unreadable(error.to_string());
    let facts = std::fs::metadata(path).map_err(|error| unreadable(&error))?;
    #[cfg(unix)]
    if std::os::unix::fs::PermissionsExt::mode(&facts.permissions()) & 0o007 != 0 {
        return Err(Problem::Open);
    }
    if !facts.is_file() || facts.len() > MOST {
        return Err(Problem::Unreadable("not a small file".to_owned()));
    }
    std::fs::read_to_string(path).map(Zeroizing::new).map_err(|error| unreadable(&error))
}
