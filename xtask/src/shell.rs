//! Runs other programs: says what it runs, and turns a failure into one sentence.

use std::io::ErrorKind;
use std::process::{Command, Stdio};
use std::time::Instant;

/// What every verb answers: nothing, or the one sentence that says what went wrong and what to do.
pub(crate) type Done<T = ()> = Result<T, String>;

/// Says what is about to be done.
pub(crate) fn say(what: &str) {
    eprintln!("\n▸ {what}");
}

/// Cargo, in the project, as the one that runs us.
pub(crate) fn cargo(words: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(words).current_dir(crate::place::root());
    // Set for xtask by `cargo run`; a child that saw them would find its dependencies stale.
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")) {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a command to its end, output on the terminal.
pub(crate) fn run(command: &mut Command) -> Done {
    let line = told(command);
    eprintln!("  {line}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` failed ({status}); its own words stand above")),
        Err(error) => Err(unstartable(&line, &error)),
    }
}

/// Runs a command quietly and hands back what it printed; nothing when it failed or is not there.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Is there a program of this name?
pub(crate) fn has(program: &str) -> Option<std::path::PathBuf> {
    let path = std::env::var_os("PATH")?;
    let name = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&path).map(|dir| dir.join(&name)).find(|file| file.is_file())
}

/// Refuses words that a verb does not know.
pub(crate) fn only(words: &[String], known: &[&str]) -> Done {
    match words.iter().find(|word| !known.contains(&word.as_str())) {
        None => Ok(()),
        Some(word) if known.is_empty() => Err(format!("`{word}` is not understood: nothing may follow here")),
        Some(word) => Err(format!("`{word}` is not understood here; known: {}", known.join(", "))),
    }
}

/// The word that follows `--name`.
pub(crate) fn option<'a>(words: &'a [String], name: &str) -> Done<Option<&'a str>> {
    match words.iter().position(|word| word == name) {
        None => Ok(None),
        Some(at) => match words.get(at + 1) {
            Some(value) => Ok(Some(value)),
            None => Err(format!("{name} needs a word after it")),
        },
    }
}

/// A time as people read it.
pub(crate) fn seconds(since: Instant) -> String {
    format!("{:.1} s", since.elapsed().as_secs_f64())
}

fn told(command: &Command) -> String {
    let mut line = std::path::Path::new(command.get_program())
        .file_stem()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    for word in command.get_args() {
        line.push(' ');
        line.push_str(&word.to_string_lossy());
    }
    line
}

fn unstartable(line: &str, error: &std::io::Error) -> String {
    let program = line.split(' ').next().unwrap_or(line);
    match error.kind() {
        ErrorKind::NotFound => format!("`{program}` is not installed, or not on the PATH"),
        _ => format!("`{line}` could not be started: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn an_option_has_the_word_after_it() {
        assert_eq!(option(&words("--kit mine --dev"), "--kit"), Ok(Some("mine")));
        assert_eq!(option(&words("--dev"), "--kit"), Ok(None));
        assert_eq!(option(&words("--dev --kit"), "--kit"), Err("--kit needs a word after it".into()));
    }

    #[test]
    fn a_word_that_is_not_known_is_named() {
        assert_eq!(only(&words("--dev"), &["--dev"]), Ok(()));
        assert_eq!(only(&words("--fast"), &["--dev"]), Err("`--fast` is not understood here; known: --dev".into()));
    }

    #[test]
    fn a_program_that_is_not_there_is_said_to_be_missing() {
        let why = run(&mut Command::new("no-such-program-as-this")).unwrap_err();
        assert_eq!(why, "`no-such-program-as-this` is not installed, or not on the PATH");
    }
}
