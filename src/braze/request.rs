//! Requests as values: which endpoint each goes to, what it answers, how it is read and written.

use super::answer::{
    Answer, Created, Done, Exported, SegmentDetails, SegmentSeries, SegmentsList, SendCreated, SendSeries, Tracked,
};
use super::endpoint::Endpoint;
use super::export::UsersExportIds;
use super::fault::Fault;
use super::schedule::{ScheduleCreate, ScheduleDelete, ScheduleUpdate};
use super::segments::{SegmentsDataSeries, SegmentsDetails, SegmentsListQuery};
use super::sends::{SendIdCreate, SendsDataSeries};
use super::track::UsersTrack;
use super::validate;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A request to one of the endpoints.
///
/// ```
/// use countersign::braze::{Request, SegmentsDataSeries};
/// let request = SegmentsDataSeries { segment_id: "s 1".into(), length: 14, ending_at: None };
/// assert!(request.faults(0).is_empty());
/// assert_eq!(request.query(), [("segment_id".to_owned(), "s 1".to_owned()), ("length".to_owned(), "14".to_owned())]);
/// ```
pub trait Request: Serialize + DeserializeOwned + Send + Sync {
    /// Where it goes.
    const ENDPOINT: Endpoint;

    /// What Braze answers where it did what was asked.
    type Answer: Answer;

    /// Reads a body, or the parameters of a query as an object; all its faults where it has any.
    fn read(value: &Value, now: i64) -> Result<Self, Vec<Fault>> {
        let faults = validate::body(Self::ENDPOINT, value, now);
        if !faults.is_empty() {
            return Err(faults);
        }
        let typed = if Self::ENDPOINT.is_query() { &validate::typed(Self::ENDPOINT.object(), value) } else { value };
        // The table passed it, and the type is made from the table.
        Self::deserialize(typed).map_err(|_| validate::unread(now))
    }

    /// All its faults by the documentation.
    fn faults(&self, now: i64) -> Vec<Fault> {
        validate::body(Self::ENDPOINT, &self.value(), now)
    }

    /// As JSON.
    fn value(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// The bytes of the body.
    fn body(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The parameters of the query, in the order of the documentation.
    fn query(&self) -> Vec<(String, String)> {
        let text = |value: Value| match value {
            Value::String(text) => text,
            other => other.to_string(),
        };
        match self.value() {
            Value::Object(members) => members.into_iter().map(|(name, value)| (name, text(value))).collect(),
            _ => Vec::new(),
        }
    }
}

macro_rules! requests {
    ($($request:ident to $endpoint:ident answers $answer:ident;)*) => { $(
        impl Request for $request {
            const ENDPOINT: Endpoint = Endpoint::$endpoint;
            type Answer = $answer;
        }
    )* };
}

requests! {
    UsersTrack to UsersTrack answers Tracked;
    UsersExportIds to UsersExportIds answers Exported;
    ScheduleCreate to ScheduleCreate answers Created;
    ScheduleUpdate to ScheduleUpdate answers Done;
    ScheduleDelete to ScheduleDelete answers Done;
    SendIdCreate to SendIdCreate answers SendCreated;
    SegmentsListQuery to SegmentsList answers SegmentsList;
    SegmentsDataSeries to SegmentsDataSeries answers SegmentSeries;
    SegmentsDetails to SegmentsDetails answers SegmentDetails;
    SendsDataSeries to SendsDataSeries answers SendSeries;
}
