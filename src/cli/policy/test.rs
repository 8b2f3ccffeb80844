//! `countersign policy test KIT`: drafts with the findings that are expected of them, kept beside the policy.

use super::super::CliError;
use super::super::check::read_kit;
use super::expected::{Expected, beyond};
use crate::draft::Draft;
use crate::engine::Engine;
use crate::locale::{Facts, Locale, Text};
use crate::strict_toml;
use jiff::Timestamp;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Where the drafts and what is expected of them lie in a kit.
const FOLDER: &str = "policy-tests";

pub(super) fn run(kit: &Path, bless: bool, locale: Locale, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    const AS_EXPECTED: Text =
        Text { en: "{count} drafts as expected.", fr: "{count} brouillons conformes à l’attendu." };
    const DIFFERENT: Text = Text {
        en: "{wrong} of {count} drafts differ from what is expected. If the change is meant: --bless.",
        fr: "{wrong} brouillons sur {count} diffèrent de l’attendu. Si le changement est voulu\u{a0}: --bless.",
    };
    const WRITTEN: Text = Text { en: "{written} expectations written.", fr: "{written} attendus écrits." };
    let engine = Engine::new(read_kit(kit, locale)?);
    let drafts = drafts(&kit.join(FOLDER), locale)?;
    let mut wrong = 0;
    for path in &drafts {
        // What is wrong with one draft is no reason not to look at the others.
        let told = match one(&engine, path, bless, locale) {
            Ok(told) => told,
            Err(error) => Some(format!("  {error}")),
        };
        if let Some(lines) = told {
            wrong += 1;
            writeln!(out, "{}\n{lines}", path.display())?;
        }
    }
    let facts = Facts::new().with("count", drafts.len()).with("wrong", wrong).with("written", drafts.len() - wrong);
    let told = match (bless, wrong) {
        (true, _) => WRITTEN,
        (false, 0) => AS_EXPECTED,
        (false, _) => DIFFERENT,
    };
    writeln!(out, "{}", told.fill(locale, &facts))?;
    Ok(ExitCode::from(u8::from(wrong > 0)))
}

/// The drafts of a folder, in order of their names.
pub(super) fn drafts(folder: &Path, locale: Locale) -> Result<Vec<PathBuf>, CliError> {
    const NONE: Text = Text {
        en: "{folder} holds no drafts (*.json). Put some there: `countersign` reads each with the kit.",
        fr: "{folder} ne contient aucun brouillon (*.json). Placez-en\u{a0}: `countersign` lit chacun avec le kit.",
    };
    let read = |source| CliError::Read { path: folder.to_owned(), source };
    let mut drafts: Vec<PathBuf> = Vec::new();
    // A folder that is not there holds none.
    let entries = if folder.exists() { Some(fs::read_dir(folder).map_err(read)?) } else { None };
    for entry in entries.into_iter().flatten() {
        let path = entry.map_err(read)?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            drafts.push(path);
        }
    }
    drafts.sort();
    match drafts.is_empty() {
        true => Err(CliError::Input(NONE.fill(locale, &Facts::new().with("folder", folder.display().to_string())))),
        false => Ok(drafts),
    }
}

/// Reads a draft.
pub(super) fn draft(path: &Path) -> Result<Draft, CliError> {
    let text = fs::read_to_string(path).map_err(|source| CliError::Read { path: path.to_owned(), source })?;
    serde_json::from_str(&text).map_err(|error| CliError::Input(format!("{}: {error}.", path.display())))
}

/// What differs for one draft; nothing where all is as expected.
fn one(engine: &Engine, path: &Path, bless: bool, locale: Locale) -> Result<Option<String>, CliError> {
    const NOW_FOUND: Text = Text { en: "found, not expected:", fr: "trouvé, non attendu\u{a0}:" };
    const NOT_FOUND: Text = Text { en: "expected, not found:", fr: "attendu, non trouvé\u{a0}:" };
    const VERDICT: Text = Text { en: "verdict {now}, expected {expected}", fr: "verdict {now}, attendu {expected}" };
    const WAIVED: Text =
        Text { en: "exceptions: {now}, expected {expected}", fr: "dérogations\u{a0}: {now}, attendu {expected}" };
    const NOTHING: Text = Text {
        en: "  nothing is expected of it yet: --bless writes into {file} what is found now.",
        fr: "  rien n’en est encore attendu\u{a0}: --bless écrit dans {file} ce qui est trouvé à présent.",
    };
    let written = draft(path)?;
    let beside = path.with_extension("toml");
    let expected = match fs::read_to_string(&beside) {
        Ok(text) => Some(strict_toml::read::<Expected>(&beside.display().to_string(), &text).map_err(|mistakes| {
            CliError::Input(mistakes.iter().map(|mistake| mistake.text(locale)).collect::<Vec<_>>().join("\n"))
        })?),
        Err(_) if bless => None,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let file = Facts::new().with("file", beside.display().to_string());
            return Ok(Some(NOTHING.fill(locale, &file)));
        }
        Err(source) => return Err(CliError::Read { path: beside, source }),
    };
    let this_second = || Timestamp::from_second(Timestamp::now().as_second()).unwrap_or_default().to_string();
    let now = expected.as_ref().map_or_else(this_second, |expected| expected.now.clone());
    let at: Timestamp = now.parse().map_err(|error| CliError::Input(format!("{}: now: {error}.", beside.display())))?;
    let mut review =
        (engine.open(written, at)).map_err(|error| CliError::Input(format!("{}: {error}.", path.display())))?;
    let found = Expected::of(&mut review, &now);
    if bless {
        let text = toml::to_string(&found).map_err(|error| CliError::Input(error.to_string()))?;
        fs::write(&beside, text).map_err(|source| CliError::Write { path: beside, source })?;
        return Ok(None);
    }
    let Some(expected) = expected else { return Ok(None) };
    let mut lines = Vec::new();
    if found.verdict != expected.verdict {
        let facts = Facts::new().with("now", found.verdict.as_str()).with("expected", expected.verdict.as_str());
        lines.push(format!("  {}", VERDICT.fill(locale, &facts)));
    }
    if found.waived != expected.waived {
        let list = |ids: &[String]| if ids.is_empty() { "–".to_owned() } else { ids.join(", ") };
        let facts = Facts::new().with("now", list(&found.waived)).with("expected", list(&expected.waived));
        lines.push(format!("  {}", WAIVED.fill(locale, &facts)));
    }
    for (label, list) in [
        (NOW_FOUND, beyond(&found.findings, &expected.findings)),
        (NOT_FOUND, beyond(&expected.findings, &found.findings)),
    ] {
        lines.extend(list.iter().map(|one| format!("  {} {}", label.get(locale), one.line())));
    }
    Ok((!lines.is_empty()).then(|| lines.join("\n")))
}
