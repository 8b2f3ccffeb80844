//! The endpoints that this product uses.

/// One endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Endpoint {
    /// Schedules a message.
    ScheduleCreate,
    /// Names a send, so that its results can be asked for.
    SendIdCreate,
    /// The segments of the workspace.
    SegmentsList,
}

impl Endpoint {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::ScheduleCreate, Self::SendIdCreate, Self::SegmentsList];

    /// The method.
    pub const fn method(self) -> &'static str {
        match self {
            Self::ScheduleCreate | Self::SendIdCreate => "POST",
            Self::SegmentsList => "GET",
        }
    }

    /// The path; Braze takes no trailing slash.
    pub const fn path(self) -> &'static str {
        match self {
            Self::ScheduleCreate => "/messages/schedule/create",
            Self::SendIdCreate => "/sends/id/create",
            Self::SegmentsList => "/segments/list",
        }
    }

    /// The permission that a key needs.
    pub const fn permission(self) -> &'static str {
        match self {
            Self::ScheduleCreate => "messages.schedule.create",
            Self::SendIdCreate => "sends.id.create",
            Self::SegmentsList => "segments.list",
        }
    }

    /// The endpoint of this method and path.
    pub fn find(method: &str, path: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.method() == method && known.path() == path)
    }
}
