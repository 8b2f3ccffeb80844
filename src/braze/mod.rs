//! Braze's REST API as data: endpoints, instances, keys, requests held against the documentation, answers read
//! tolerantly. Nothing here opens a connection.

mod answer;
mod endpoint;
mod instance;
mod key;
pub mod validate;

pub use answer::{Headers, Outcome, RateLimit, Segment, SegmentsList, outcome, rate_limit, segments};
pub use endpoint::Endpoint;
pub use instance::{INSTANCES, Instance, InstanceError, Upstream};
pub use key::{Key, KeyError, redact};
