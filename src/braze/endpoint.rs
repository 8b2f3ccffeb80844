//! The ten endpoints: how each is called, which permission a key needs for it, what it takes.

use super::export::UsersExportIds;
use super::field::Object;
use super::schedule::{ScheduleCreate, ScheduleDelete, ScheduleUpdate};
use super::segments::{SegmentsDataSeries, SegmentsDetails, SegmentsListQuery};
use super::sends::{SendIdCreate, SendsDataSeries};
use super::track::UsersTrack;

/// One endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Endpoint {
    /// Sets attributes, records events and purchases.
    UsersTrack,
    /// Profiles of named users.
    UsersExportIds,
    /// Schedules a message.
    ScheduleCreate,
    /// Changes a scheduled message.
    ScheduleUpdate,
    /// Takes a scheduled message back.
    ScheduleDelete,
    /// Names a send, so that its results can be asked for.
    SendIdCreate,
    /// The segments of the workspace.
    SegmentsList,
    /// The size of a segment, day by day.
    SegmentsDataSeries,
    /// What a segment is.
    SegmentsDetails,
    /// The results of a send, day by day.
    SendsDataSeries,
}

impl Endpoint {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::UsersTrack,
        Self::UsersExportIds,
        Self::ScheduleCreate,
        Self::ScheduleUpdate,
        Self::ScheduleDelete,
        Self::SendIdCreate,
        Self::SegmentsList,
        Self::SegmentsDataSeries,
        Self::SegmentsDetails,
        Self::SendsDataSeries,
    ];

    /// The method.
    pub const fn method(self) -> &'static str {
        match self {
            Self::SegmentsList | Self::SegmentsDataSeries | Self::SegmentsDetails | Self::SendsDataSeries => "GET",
            _ => "POST",
        }
    }

    /// The path; Braze takes no trailing slash.
    pub const fn path(self) -> &'static str {
        match self {
            Self::UsersTrack => "/users/track",
            Self::UsersExportIds => "/users/export/ids",
            Self::ScheduleCreate => "/messages/schedule/create",
            Self::ScheduleUpdate => "/messages/schedule/update",
            Self::ScheduleDelete => "/messages/schedule/delete",
            Self::SendIdCreate => "/sends/id/create",
            Self::SegmentsList => "/segments/list",
            Self::SegmentsDataSeries => "/segments/data_series",
            Self::SegmentsDetails => "/segments/details",
            Self::SendsDataSeries => "/sends/data_series",
        }
    }

    /// The permission that a key needs.
    pub const fn permission(self) -> &'static str {
        match self {
            Self::UsersTrack => "users.track",
            Self::UsersExportIds => "users.export.ids",
            Self::ScheduleCreate => "messages.schedule.create",
            Self::ScheduleUpdate => "messages.schedule.update",
            Self::ScheduleDelete => "messages.schedule.delete",
            Self::SendIdCreate => "sends.id.create",
            Self::SegmentsList => "segments.list",
            Self::SegmentsDataSeries => "segments.data_series",
            Self::SegmentsDetails => "segments.details",
            Self::SendsDataSeries => "sends.data_series",
        }
    }

    /// The fields of its body, or of its query.
    pub const fn object(self) -> &'static Object {
        match self {
            Self::UsersTrack => &UsersTrack::OBJECT,
            Self::UsersExportIds => &UsersExportIds::OBJECT,
            Self::ScheduleCreate => &ScheduleCreate::OBJECT,
            Self::ScheduleUpdate => &ScheduleUpdate::OBJECT,
            Self::ScheduleDelete => &ScheduleDelete::OBJECT,
            Self::SendIdCreate => &SendIdCreate::OBJECT,
            Self::SegmentsList => &SegmentsListQuery::OBJECT,
            Self::SegmentsDataSeries => &SegmentsDataSeries::OBJECT,
            Self::SegmentsDetails => &SegmentsDetails::OBJECT,
            Self::SendsDataSeries => &SendsDataSeries::OBJECT,
        }
    }

    /// Whether it only reads: its fields are a query, and asking twice does nothing twice.
    pub const fn is_query(self) -> bool {
        matches!(self, Self::SegmentsList | Self::SegmentsDataSeries | Self::SegmentsDetails | Self::SendsDataSeries)
    }

    /// The endpoint of this method and path.
    pub fn find(method: &str, path: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.method() == method && known.path() == path)
    }

    /// The endpoint that somebody means: `messages.schedule.create`, `/messages/schedule/create`, with the method or
    /// without the slash.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim();
        let name = name.strip_prefix("POST ").or_else(|| name.strip_prefix("GET ")).unwrap_or(name).trim();
        let path = name.strip_prefix('/').unwrap_or(name);
        Self::ALL
            .iter()
            .copied()
            .find(|known| known.permission() == name || known.path().strip_prefix('/') == Some(path))
    }
}

impl std::fmt::Display for Endpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.method(), self.path())
    }
}
