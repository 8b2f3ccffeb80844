//! An exception that was made use of: a rule that spoke, and who allowed what it says.

use super::{Notice, Severity};
use crate::locale::Locale;
use serde::{Deserialize, Serialize};

/// An exception, and how often it was made use of.
#[derive(Clone, Debug)]
pub struct Waived {
    /// What its rule says.
    pub notice: &'static Notice,
    /// Who allowed it.
    pub who: String,
    /// Why.
    pub why: String,
    /// Last day (ISO 8601) on which it holds.
    pub until: String,
    /// How gravely its findings are told all the same; `None`: they are not.
    pub severity: Option<Severity>,
    /// How many findings it silences, or makes lighter.
    pub count: usize,
}

/// An exception as people and programs read it, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaivedView {
    /// The rule's id.
    pub rule: String,
    /// What the rule is about, in two or three words.
    pub title: String,
    /// Who allowed it.
    pub who: String,
    /// Why, in the brand's own words.
    pub why: String,
    /// Last day (ISO 8601) on which it holds.
    pub until: String,
    /// How gravely its findings are told all the same; absent: they are not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// How many findings it silences, or makes lighter.
    pub count: usize,
}

impl WaivedView {
    /// `waived` in `locale`.
    pub fn new(waived: &Waived, locale: Locale) -> Self {
        let Waived { notice, who, why, until, severity, count } = waived.clone();
        Self {
            rule: notice.id.to_owned(),
            title: notice.title.get(locale).to_owned(),
            who,
            why,
            until,
            severity,
            count,
        }
    }
}
