//! A kit folder: reads it, says everything that is wrong with it, compiles it to a [`Kit`].
//!
//! ```text
//! brand.toml  policy.toml  policies/<group>.toml  groups.toml|groups.csv  offers.toml  recipients.toml
//! templates/<name>/template.toml + the HTML, MJML and text files that it names
//!   │ files: the folder as texts     │ parts: each file read strictly, each body compiled (MJML, CSS)
//!   │ checks: across files           └─▶ Kit, or every mistake at once with file, line and what to do
//! ```

mod checks;
mod faults;
mod files;
mod groups_csv;
mod inline;
mod locked;
mod mjml;
mod parts;
mod schemas;
mod stretches;
mod tags;

pub use files::{Files, read};
pub use locked::locked;
pub use parts::Recipients;
pub use schemas::schemas;

use crate::kit::{FORMAT, Kit};
use crate::strict_toml::Mistake;
use parts::Parts;
use std::path::Path;

/// Reads and compiles the kit folder `dir`.
pub fn load(dir: &Path) -> Result<Kit, Vec<Mistake>> {
    let (files, mistakes) = read(dir);
    whole(&files, mistakes)
}

/// Reads, compiles and checks a kit folder, its locked parts by the rules too.
pub fn check(dir: &Path, now: jiff::Timestamp) -> Result<Kit, Vec<Mistake>> {
    let (files, mistakes) = read(dir);
    let kit = whole(&files, mistakes)?;
    match locked(&kit, &files, now) {
        mistakes if mistakes.is_empty() => Ok(kit),
        mistakes => Err(mistakes),
    }
}

/// The kit, if neither reading nor compiling found a mistake.
fn whole(files: &Files, mistakes: Vec<Mistake>) -> Result<Kit, Vec<Mistake>> {
    match compile(files) {
        Ok(kit) if mistakes.is_empty() => Ok(kit),
        compiled => {
            let mut all = compiled.err().unwrap_or_default();
            // A file that cannot be read was told by its reader; that it is missing is no second mistake.
            all.retain(|mistake| !mistakes.iter().any(|other| other.file == mistake.file));
            all.extend(mistakes);
            Mistake::sort(&mut all);
            Err(all)
        }
    }
}

/// Compiles a kit folder's texts. The same texts always give the same kit.
pub fn compile(files: &Files) -> Result<Kit, Vec<Mistake>> {
    let mut parts = Parts::read(files);
    checks::check(&mut parts);
    let policies = parts.values();
    let Parts { brand, policy, groups, offers, recipients, templates, mut mistakes, .. } = parts;
    if !mistakes.is_empty() {
        Mistake::sort(&mut mistakes);
        mistakes.dedup();
        return Err(mistakes);
    }
    Ok(Kit {
        format: FORMAT,
        brand: brand.value.unwrap_or_default(),
        policy: policy.value.unwrap_or_default(),
        policies,
        groups: groups.value.unwrap_or_default(),
        templates: templates.into_iter().filter_map(|(name, part)| Some((name, part.template.value?))).collect(),
        offers: offers.value.unwrap_or_default(),
        recipients: recipients.value.map(|file| file.recipients).unwrap_or_default(),
    })
}
