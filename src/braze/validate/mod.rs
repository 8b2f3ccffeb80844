//! Requests held against Braze's documentation: every field, its type, its limits, and the rules between fields.
//!
//! In: an endpoint and a body or query; out: nothing, or each fault with the field's name. The sandbox answers with
//! the first; scripts can ask for all.

mod email;
mod schedule_create;
mod shape;

pub use shape::Fault;

use super::Endpoint;
use serde_json::Value;
use shape::{Field, Kind};

/// The fields of `POST /sends/id/create`.
const SEND_ID: &[Field] = &[Field::required("campaign_id", Kind::Text), Field::optional("send_id", Kind::Ascii(64))];

/// All faults of a JSON body.
pub fn body(endpoint: Endpoint, body: &Value, now: i64) -> Vec<Fault> {
    match endpoint {
        Endpoint::ScheduleCreate => schedule_create::faults(body, now),
        Endpoint::SendIdCreate => shape::object(body, SEND_ID, ""),
        Endpoint::SegmentsList => Vec::new(),
    }
}

/// All faults of a query.
pub fn query(endpoint: Endpoint, pairs: &[(String, String)]) -> Vec<Fault> {
    if endpoint != Endpoint::SegmentsList {
        return Vec::new();
    }
    pairs
        .iter()
        .filter_map(|(name, value)| match name.as_str() {
            "page" if value.parse::<u32>().is_ok() => None,
            "page" => Some(Fault::new("page", "must be a whole number from 0")),
            "sort_direction" if matches!(value.as_str(), "asc" | "desc") => None,
            "sort_direction" => Some(Fault::new("sort_direction", "must be asc or desc")),
            other => Some(Fault::new(other, "is not a documented parameter")),
        })
        .collect()
}
