//! Segments: who is in one, how large it is, and how large it was.

use super::Workspace;
use super::people::Number;
use super::profile::Profile;
use crate::sandbox::chance::{lot, share};
use crate::sandbox::clock::rfc3339;
use serde_json::{Value, json};

const DAY: i64 = 86_400_000;
const YEAR: i64 = 365 * DAY;

/// Segments on one page.
pub(in crate::sandbox) const PAGE: usize = 100;

impl Workspace {
    /// Whether a person is in a segment; nobody is in one that is not known.
    pub(in crate::sandbox) fn is_in_segment(&self, id: &str, person: &Profile, now: i64) -> bool {
        let Some(segment) = self.settings.segment(id) else { return false };
        if let Some(users) = &segment.users
            && !person.external_id.as_ref().is_some_and(|id| users.contains(&**id))
        {
            return false;
        }
        self.filters.get(id).is_none_or(|filter| filter.holds(person, now))
    }

    /// How many are in a segment now.
    fn segment_size(&self, id: &str, now: i64) -> usize {
        self.segment_people(id, now).count()
    }

    /// Who is in a segment now.
    fn segment_people(&self, id: &str, now: i64) -> impl Iterator<Item = Number> {
        self.people.iter().filter(move |(_, person)| self.is_in_segment(id, person, now)).map(|(number, _)| number)
    }

    /// `GET /segments/list`
    pub(in crate::sandbox) fn segments_list(&self, page: usize, newest_first: bool) -> Value {
        let mut segments: Vec<_> = self.settings.segments.iter().map(|segment| segment.listed()).collect();
        if newest_first {
            segments.reverse();
        }
        let page: Vec<_> = segments.into_iter().skip(page.saturating_mul(PAGE)).take(PAGE).collect();
        json!({ "segments": page, "message": "success" })
    }

    /// `GET /segments/details`
    pub(in crate::sandbox) fn segment_details(&self, id: &str) -> Option<Value> {
        let segment = self.settings.segment(id)?;
        let made = segment.created_at.map_or(self.began.saturating_sub(YEAR), |at| at.as_millisecond());
        let filters = match (&segment.users, self.filters.get(id)) {
            (None, None) => "All users".to_owned(),
            (None, Some(filter)) => filter.describe(),
            (Some(users), None) => format!("External User ID is one of {} values", users.len()),
            (Some(users), Some(filter)) => {
                format!("External User ID is one of {} values and {}", users.len(), filter.describe())
            }
        };
        Some(json!({
            "message": "success",
            "created_at": rfc3339(made),
            "updated_at": rfc3339(made),
            "name": segment.name,
            "description": filters,
            "text_description": segment.description,
            "tags": segment.tags,
            "teams": [],
        }))
    }

    /// `GET /segments/data_series`: the size today, and on the days before, back to when it was made, a size that goes
    /// up and down towards it by what the seed draws.
    pub(in crate::sandbox) fn segment_series(&self, id: &str, length: u32, ending: i64, now: i64) -> Option<Value> {
        let segment = self.settings.segment(id)?;
        let size = if segment.untracked { 0 } else { self.segment_size(id, now) };
        let made = segment.created_at.map_or(self.began.saturating_sub(YEAR), |at| at.as_millisecond());
        let name = id.bytes().fold(0_u64, |sum, byte| sum.wrapping_mul(257).wrapping_add(u64::from(byte)));
        let today = now.div_euclid(DAY);
        let days = (0..i64::from(length)).rev().map(|back| ending.div_euclid(DAY).saturating_sub(back));
        let data: Vec<Value> = days
            .map(|day| {
                let ago = today.saturating_sub(day);
                let size =
                    if day < made.div_euclid(DAY) || ago < 0 { 0 } else { self.size_before(size, name, day, ago) };
                json!({ "time": date(day), "size": size })
            })
            .collect();
        Some(json!({ "message": "success", "data": data }))
    }

    fn size_before(&self, size: usize, name: u64, day: i64, ago: i64) -> u64 {
        if ago == 0 {
            return size as u64;
        }
        let sway = share(lot(&[self.settings.seed, 0x5e6, name, day.unsigned_abs()]));
        #[expect(clippy::cast_precision_loss, reason = "sizes and days are far below what a float holds")]
        let grown = size as f64 * (1.0 - 0.002 * ago as f64).max(0.1) * (0.99 + 0.02 * sway);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size, never below nothing")]
        let whole = grown.round() as u64;
        whole
    }
}

/// The day as `2026-11-23`.
pub(super) fn date(day: i64) -> String {
    rfc3339(day.saturating_mul(DAY)).chars().take(10).collect()
}
