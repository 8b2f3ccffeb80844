//! What Braze answers where it did what was asked, one type for each endpoint.

use super::Answer;
use super::lenient::lenient;
use super::profile::Profile;
use serde_json::{Map, Number, Value};
use std::collections::BTreeMap;

lenient! {
    /// Of `POST /users/track`: how many were queued.
    Tracked {
        /// How many users with attributes.
        attributes_processed: Option<u64>,
        /// How many events.
        events_processed: Option<u64>,
        /// How many purchases.
        purchases_processed: Option<u64>,
    }

    /// Of `POST /users/export/ids`.
    Exported {
        /// The profiles; empty where nobody was found.
        users: Vec<Profile>,
        /// Who was asked for and has no profile.
        invalid_user_ids: Vec<String>,
    }

    /// Of `POST /messages/schedule/create`.
    Created {
        /// Braze's name for the schedule: the only handle by which it can be changed or taken back.
        schedule_id: String,
        /// Braze's name for the transmission.
        dispatch_id: Option<String>,
        /// The name of the send, where results are counted for it.
        send_id: Option<String>,
    }

    /// Of `POST /messages/schedule/update` and `…/delete`.
    Done {
        /// `success`.
        message: Option<String>,
    }

    /// Of `POST /sends/id/create`.
    SendCreated {
        /// The name of the send.
        send_id: String,
    }

    /// Of `GET /segments/list`.
    SegmentsList {
        /// At most 100.
        segments: Vec<Segment>,
    }

    /// A segment of the workspace.
    Segment {
        /// Braze's id.
        id: String,
        /// Its name.
        name: String,
        /// Whether its size is counted.
        analytics_tracking_enabled: bool,
        /// Its tags.
        tags: Vec<String>,
    }

    /// Of `GET /segments/details`.
    SegmentDetails {
        /// When it was made.
        created_at: Option<String>,
        /// When it was last changed.
        updated_at: Option<String>,
        /// Its name.
        name: String,
        /// Its filters in words.
        description: Option<String>,
        /// What a person wrote about it.
        text_description: Option<String>,
        /// Its tags.
        tags: Vec<String>,
        /// The teams that it belongs to.
        teams: Vec<String>,
    }

    /// Of `GET /segments/data_series`.
    SegmentSeries {
        /// Day by day.
        data: Vec<SegmentSize>,
    }

    /// How large a segment was on a day, as Braze estimates it.
    SegmentSize {
        /// The day, by ISO 8601.
        time: String,
        /// How many users.
        size: Option<u64>,
    }

    /// Of `GET /sends/data_series`.
    SendSeries {
        /// Day by day.
        data: Vec<SendDay>,
    }

    /// What became of a send on a day. Which members there are depends on the channel and the campaign.
    SendDay {
        /// The day, by ISO 8601.
        time: String,
        /// By channel (`email`, `ios_push`, `sms` …), one entry for each variation.
        messages: BTreeMap<String, Vec<VariationStats>>,
        /// Conversions.
        conversions: Option<u64>,
        /// Conversions, on the day of sending.
        conversions_by_send_time: Option<u64>,
        /// Conversions of the second kind.
        conversions1: Option<u64>,
        /// Conversions of the second kind, on the day of sending.
        conversions1_by_send_time: Option<u64>,
        /// Conversions of the third kind.
        conversions2: Option<u64>,
        /// Conversions of the third kind, on the day of sending.
        conversions2_by_send_time: Option<u64>,
        /// Conversions of the fourth kind.
        conversions3: Option<u64>,
        /// Conversions of the fourth kind, on the day of sending.
        conversions3_by_send_time: Option<u64>,
        /// How many people.
        unique_recipients: Option<u64>,
        /// What they spent, in US dollars.
        revenue: Option<Number>,
    }
}

/// The counts of one variation: `variation_name` or `variation_api_id`, `sent`, `delivered`, and what its channel has.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct VariationStats(pub Map<String, Value>);

impl VariationStats {
    /// A count by its name; none where Braze does not say.
    pub fn count(&self, name: &str) -> Option<u64> {
        self.0.get(name).and_then(Value::as_u64)
    }

    /// Its name or id.
    pub fn variation(&self) -> Option<&str> {
        ["variation_api_id", "variation_name"].into_iter().find_map(|name| self.0.get(name)?.as_str())
    }
}

impl Answer for Tracked {}
impl Answer for Exported {}
impl Answer for Done {}
impl Answer for SegmentsList {}
impl Answer for SegmentDetails {}
impl Answer for SegmentSeries {}
impl Answer for SendSeries {}

impl Answer for Created {
    fn is_whole(&self) -> bool {
        !self.schedule_id.is_empty()
    }
}

impl Answer for SendCreated {
    fn is_whole(&self) -> bool {
        !self.send_id.is_empty()
    }
}
