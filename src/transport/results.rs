//! What became of a send: the answer to `GET /v1/sends/{id}/results`.

use crate::order;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What became of a send, added up over the days.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ResultsView {
    /// Whether Braze counts this send at all: it has a name there.
    pub counted: bool,
    /// Whether the group's other sends of that day are in the figures: Braze gives 100 names a day.
    pub shared: bool,
    /// When Braze was last asked (Unix seconds).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<i64>,
    /// Counts by channel, in Braze's words: `email` → `delivered`, `unique_opens`, `unique_clicks` …
    pub channels: BTreeMap<String, BTreeMap<String, u64>>,
    /// What is usual for the group, by channel: the middle of its other sends.
    pub usual: BTreeMap<String, Rates>,
}

/// Of those to whom it was delivered (sent, where a channel does not say), how many did something: 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rates {
    /// Opened it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<f64>,
    /// Clicked in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clicked: Option<f64>,
}

impl Rates {
    /// The rates of these counts.
    pub fn of(counts: &BTreeMap<String, u64>) -> Self {
        let first = |names: &[&str]| names.iter().find_map(|name| counts.get(*name)).copied();
        let reached = first(&["delivered", "sent"]).filter(|reached| *reached > 0);
        #[expect(clippy::cast_precision_loss, reason = "counts of people")]
        let rate = |names: &[&str]| Some(first(names)? as f64 / reached? as f64);
        Self { opened: rate(&["unique_opens", "opens"]), clicked: rate(&["unique_clicks", "clicks"]) }
    }

    /// The middle of several.
    pub fn middle(all: &[Self]) -> Self {
        let middle = |of: fn(&Self) -> Option<f64>| {
            let mut rates: Vec<f64> = all.iter().filter_map(of).collect();
            order::sort_by(&mut rates, f64::total_cmp);
            rates.get(rates.len() / 2).copied()
        };
        Self { opened: middle(|rates| rates.opened), clicked: middle(|rates| rates.clicked) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_of_those_who_were_reached() {
        let counts = |list: &[(&str, u64)]| list.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect();
        let rates =
            Rates::of(&counts(&[("sent", 200), ("delivered", 100), ("unique_opens", 30), ("unique_clicks", 5)]));
        assert_eq!((rates.opened, rates.clicked), (Some(0.3), Some(0.05)));
        assert_eq!(Rates::of(&counts(&[("sent", 0), ("opens", 3)])), Rates::default());
        let of = |opened| Rates { opened: Some(opened), clicked: None };
        assert_eq!(Rates::middle(&[of(0.9), of(0.1), of(0.3)]), of(0.3));
    }
}
