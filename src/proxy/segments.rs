//! What Braze knows of a segment: what it is, how many people are in it, how that went. Asked once an hour for each.

use super::Proxy;
use super::upstream::BrazeClient;
use crate::braze::{SegmentsDataSeries, SegmentsDetails};
use crate::transport::{SegmentDay, SegmentView};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use tokio::task::JoinSet;

/// How long an answer is good for, in seconds: Braze counts segments once a day.
const FRESH: i64 = 3600;

/// How many days of a segment's size are shown.
const DAYS: i64 = 14;

/// For how many of a group's segments Braze is asked, two calls for each. Further ones are listed without numbers.
const MOST_ASKED: usize = 25;

/// The longest description that is passed on, in characters: Braze writes out every filter.
const LONGEST_DESCRIPTION: usize = 300;

/// What is known of segments, by id. Only ids of the kit come in, so it is bounded by the kit.
#[derive(Default)]
pub(super) struct Known(Mutex<BTreeMap<String, (i64, About)>>);

/// What Braze says of one segment.
#[derive(Clone, Default)]
struct About {
    description: Option<String>,
    trend: Vec<SegmentDay>,
}

impl Proxy {
    /// Adds to each segment what Braze knows of it. Where Braze does not say, nothing is added.
    pub(super) async fn tell_of(&self, segments: &mut [SegmentView]) {
        let now = self.now();
        let mut asked = JoinSet::new();
        for segment in segments.iter().filter(|segment| self.0.known.of(&segment.id, now).is_none()).take(MOST_ASKED) {
            let (proxy, id) = (self.clone(), segment.id.clone());
            asked.spawn(async move {
                let about = About::ask(&proxy.0.braze, &id, now).await;
                (id, about)
            });
        }
        while let Some(done) = asked.join_next().await {
            if let Ok((id, Some(about))) = done {
                self.0.known.keep(id, now, about);
            }
        }
        for segment in segments {
            if let Some(about) = self.0.known.of(&segment.id, now) {
                segment.size = about.trend.last().map(|day| day.size);
                segment.description = about.description;
                segment.trend = about.trend;
            }
        }
    }
}

impl Known {
    fn of(&self, id: &str, now: i64) -> Option<About> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(id).filter(|(at, _)| now.saturating_sub(*at) < FRESH).map(|(_, about)| about.clone())
    }

    fn keep(&self, id: String, now: i64, about: About) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id, (now, about));
    }
}

impl About {
    /// Asks Braze; `None` where it tells neither, so that it is asked again the next time.
    async fn ask(braze: &BrazeClient, id: &str, now: i64) -> Option<Self> {
        let details = SegmentsDetails { segment_id: id.to_owned() };
        let series = SegmentsDataSeries { segment_id: id.to_owned(), length: DAYS, ending_at: None };
        let (details, series) = tokio::join!(braze.call(&details, now), braze.call(&series, now));
        let (details, series) = (details.outcome.value(), series.outcome.value());
        if details.is_none() && series.is_none() {
            return None;
        }
        let text = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let description = details.and_then(|details| text(details.text_description).or(text(details.description)));
        let mut trend: Vec<SegmentDay> = (series.unwrap_or_default().data.into_iter())
            .filter_map(|day| Some(SegmentDay { day: day.time.get(..10)?.to_owned(), size: day.size? }))
            .collect();
        trend.sort_by(|one, other| one.day.cmp(&other.day));
        Some(Self { description: description.map(|text| shortened(&text)), trend })
    }
}

/// `text` on one line, at most as long as an author wants to read.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST_DESCRIPTION) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_description_ends_on_a_whole_letter() {
        assert_eq!(shortened(" Clients\n  de   Lyon "), "Clients de Lyon");
        let long = shortened(&"é".repeat(1000));
        assert_eq!((long.chars().count(), long.ends_with('…')), (LONGEST_DESCRIPTION + 1, true));
    }

    #[test]
    fn what_is_known_is_asked_again_after_an_hour() {
        let known = Known::default();
        known.keep("s".to_owned(), 100, About::default());
        assert!(known.of("s", 100 + FRESH - 1).is_some());
        assert!(known.of("s", 100 + FRESH).is_none() && known.of("t", 100).is_none());
    }
}
