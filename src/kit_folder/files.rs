//! The folder as texts by path: the only place that touches the disk.

use super::faults::{FILE_SIZE, FILE_TEXT, FILE_UNREADABLE, FOLDER_MISSING};
use crate::strict_toml::Mistake;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The texts of a kit folder by their path in it, with `/` between folders: `templates/offer/template.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files(pub BTreeMap<String, String>);

/// A text of a kit is read up to this size: ten thousand groups fit, a mistaken video does not.
const MOST_BYTES: u64 = 16 << 20;

/// The files that a kit is made of, by their ending; whatever else lies there (pictures, notes) is left alone.
const ENDINGS: &[&str] = &["toml", "csv", "html", "mjml", "txt"];

impl Files {
    /// The text at this path.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// The groups that say something of their own, with the paths of their policies.
    pub fn policies(&self) -> impl Iterator<Item = (&str, &str)> {
        let paths = self.0.keys().filter(|path| path.ends_with(".toml"));
        paths.filter_map(|path| Some((path.strip_prefix("policies/")?.strip_suffix(".toml")?, path.as_str())))
    }

    /// The templates' names: the folders in `templates/` in which anything lies.
    pub fn templates(&self) -> Vec<&str> {
        let names = self.0.keys().filter_map(|path| Some(path.strip_prefix("templates/")?.split_once('/')?.0));
        let mut names: Vec<&str> = names.collect();
        names.dedup();
        names
    }
}

/// Reads the texts of `dir`: those at its top, in `policies/` and in `templates/<name>/`.
pub fn read(dir: &Path) -> (Files, Vec<Mistake>) {
    let mut reader = Reader::default();
    if dir.is_dir() {
        reader.folder(dir, "", false);
        reader.folder(&dir.join("policies"), "policies/", false);
        let templates = dir.join("templates");
        for name in reader.names(&templates, "templates") {
            let path = templates.join(&name);
            if path.is_dir() {
                reader.folder(&path, &format!("templates/{name}/"), true);
            }
        }
    } else {
        reader.mistakes.push(Mistake::of_file(&FOLDER_MISSING, &dir.display().to_string()));
    }
    (reader.files, reader.mistakes)
}

#[derive(Default)]
struct Reader {
    files: Files,
    mistakes: Vec<Mistake>,
}

impl Reader {
    /// What lies in a folder, in order.
    fn names(&mut self, dir: &Path, shown: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(dir) else {
            if dir.exists() {
                self.mistakes.push(Mistake::of_file(&FILE_UNREADABLE, shown).with("reason", ""));
            }
            return Vec::new();
        };
        let mut names: Vec<String> =
            entries.filter_map(Result::ok).filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.retain(|name| !name.starts_with('.'));
        names.sort();
        names
    }

    fn folder(&mut self, dir: &Path, prefix: &str, bodies: bool) {
        for name in self.names(dir, prefix) {
            let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
            let wanted = ENDINGS.contains(&ending) && (bodies || matches!(ending, "toml" | "csv"));
            let path = dir.join(&name);
            if wanted && path.is_file() {
                self.file(&path, format!("{prefix}{name}"));
            }
        }
    }

    fn file(&mut self, path: &Path, shown: String) {
        let size = fs::metadata(path).map_or(0, |metadata| metadata.len());
        if size > MOST_BYTES {
            let most = (MOST_BYTES >> 20).to_string();
            self.mistakes.push(Mistake::of_file(&FILE_SIZE, &shown).with("most", most));
            return;
        }
        match fs::read(path).map(String::from_utf8) {
            // Windows editors: a mark at the start, and returns before line ends, are no part of the text.
            Ok(Ok(text)) => {
                let text = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n");
                self.files.0.insert(shown, text);
            }
            Ok(Err(error)) => {
                let good = error.utf8_error().valid_up_to();
                let before = error.as_bytes().get(..good).unwrap_or_default();
                let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
                self.mistakes.push(Mistake { line, column: 1, ..Mistake::of_file(&FILE_TEXT, &shown) });
            }
            Err(error) => {
                self.mistakes.push(Mistake::of_file(&FILE_UNREADABLE, &shown).with("reason", format!(": {error}")));
            }
        }
    }
}
