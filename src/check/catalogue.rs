//! Every rule: those that have a file, by area, then those that packs hold.

use super::packs;
use super::rule::Rule;
use super::rules::AREAS;

/// Every rule, in the order of the catalogue.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    AREAS.iter().copied().chain([packs::RULES]).flatten().copied()
}

/// The rule of this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.notice.id == id)
}
