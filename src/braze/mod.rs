//! Braze's REST API as data: the ten endpoints, instances, keys, requests as types that are held against the
//! documentation, answers read tolerantly. Nothing here opens a connection.
//!
//! **Requests.** Each is a struct ([`ScheduleCreate`], [`UsersTrack`] …) with `Default`, so that only what is meant is
//! written down. [`Request`] is what they share: [`Request::faults`] holds one against the documentation,
//! [`Request::body`] or [`Request::query`] is what goes over the wire, [`Request::read`] makes one from JSON or says
//! every fault by its field. [`validate`] does the same for JSON that need not become a type.
//!
//! ```
//! use countersign::braze::{Endpoint, Messages, Request, ScheduleCreate, Sms, When};
//! use countersign::locale::Locale;
//! let mut request = ScheduleCreate {
//!     broadcast: Some(true),
//!     segment_id: Some("segment".into()),
//!     schedule: When { time: "2026-11-24T08:00:00Z".into(), ..When::default() },
//!     messages: Some(Messages {
//!         sms: Some(Sms {
//!             app_id: "app".into(), subscription_group_id: "group".into(), body: "Bonjour".into(), ..Sms::default()
//!         }),
//!         ..Messages::default()
//!     }),
//!     ..ScheduleCreate::default()
//! };
//! assert!(request.faults(0).is_empty());
//! request.campaign_id = Some("campaign".into());
//! let fault = &request.faults(0)[0];
//! assert_eq!(fault.sentence(Locale::En), "messages.sms.message_variation_id is required where campaign_id is given");
//! ```
//!
//! **Answers.** [`Raw`] is what came; [`Raw::read`] gives an [`Outcome`] of the request's [`Request::Answer`]
//! ([`Created`], [`Tracked`], [`Exported`] …), without the key in any text.
//!
//! **One table.** The macro `object!` makes a struct and its [`Object`](field::Object) from one list of fields; the
//! checks, the types and the documentation page ([`guide`]) follow from it. A new field is one line.

mod answer;
mod audience;
mod check;
mod decimal;
mod endpoint;
mod export;
mod fault;
pub mod field;
mod forms;
pub mod guide;
mod instance;
mod key;
mod messages;
mod moment;
mod request;
mod schedule;
mod segments;
mod sends;
mod track;
pub mod validate;
mod words;

pub use answer::*;
pub use audience::{
    Audience, BeforeAfter, Comparison, CustomAttribute, Is, LastUsedApp, SubscriptionState, SubscriptionStatus,
};
pub use decimal::Decimal;
pub use endpoint::Endpoint;
pub use export::{ExportField, MOST_USERS, UsersExportIds};
pub use fault::{Consequence, Fault, Faults};
pub use forms::plain_address;
pub use instance::{INSTANCES, Instance, InstanceError, Upstream};
pub use key::{Key, KeyError};
pub use messages::*;
pub use moment::{MAX_AHEAD_DAYS, Moment, MomentError};
pub use request::Request;
pub use schedule::{MOST_SEND_ID, RecipientSubscriptionState, ScheduleCreate, ScheduleDelete, ScheduleUpdate, When};
pub use segments::{SEGMENTS_ON_A_PAGE, SegmentsDataSeries, SegmentsDetails, SegmentsListQuery, SortDirection};
pub use sends::{MOST_DAYS, RESULTS_KEPT_DAYS, SEND_IDS_A_DAY, SendIdCreate, SendsDataSeries};
pub use track::{
    Attributes, Event, Facebook, Gender, Location, MOST_OBJECTS, Purchase, PushToken, SubscriptionGroup,
    SubscriptionGroupState, Twitter, UserAlias, UserId, UsersTrack,
};
