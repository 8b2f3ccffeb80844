//! A kit as the stand-ins need it: read from a folder or a file, and what of it Braze would know.

use super::CliError;
use crate::braze::Segment;
use crate::kit::Kit;
use crate::kit_folder;
use crate::locale::Locale;
use crate::sandbox::Campaign;
use std::collections::BTreeMap;
use std::path::Path;

/// The kit in a folder, compiled now, or in a kit.json.
pub(super) fn read_kit(path: &Path) -> Result<Kit, CliError> {
    if path.is_dir() {
        return kit_folder::load(path).map_err(|mistakes| {
            let told: Vec<String> = mistakes.iter().map(|mistake| mistake.text(Locale::En)).collect();
            CliError::Input(format!("the kit in {} has mistakes:\n{}", path.display(), told.join("\n")))
        });
    }
    let json = std::fs::read_to_string(path).map_err(|source| CliError::Read { path: path.to_owned(), source })?;
    Kit::from_json(&json).map_err(|error| CliError::Input(error.to_string()))
}

/// The segments of all groups.
pub(super) fn segments(kit: &Kit) -> Vec<Segment> {
    let all = kit.groups.0.values().flat_map(|group| group.segments.iter().flatten());
    let by_id: BTreeMap<&str, &str> = all.map(|segment| (segment.id.as_str(), segment.name.as_str())).collect();
    let segment = |(id, name): (&str, &str)| Segment {
        id: id.to_owned(),
        name: name.to_owned(),
        analytics_tracking_enabled: true,
        tags: Vec::new(),
    };
    by_id.into_iter().map(segment).collect()
}

/// One campaign with the variations of all groups.
pub(super) fn campaigns(kit: &Kit, id: String) -> BTreeMap<String, Campaign> {
    let email_variations = kit.groups.0.values().filter_map(|group| group.message_variation_id.clone()).collect();
    BTreeMap::from([(id, Campaign { email_variations })])
}
