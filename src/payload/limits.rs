//! What Braze documents as limits, and what happens where a message is over them.

pub use crate::braze::validate::MAX_REQUEST;

use crate::braze::MomentError;

/// The most bytes of an HTML body: Braze's dashboard saves no more than 400 kB.
pub const MAX_BODY: usize = 400_000;

/// Why no body can be made. What an author can mend is a finding long before; this is the brand's or ours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PayloadError {
    /// A field that must say something is empty.
    #[error("{field}: is empty")]
    Empty {
        /// Which.
        field: &'static str,
    },
    /// A field holds a line end or another control character.
    #[error("{field}: holds a control character")]
    Control {
        /// Which.
        field: &'static str,
    },
    /// A field is longer than documented.
    #[error("{field}: has {found} bytes, at most {most} are allowed")]
    TooLong {
        /// Which.
        field: &'static str,
        /// Its length.
        found: usize,
        /// The limit.
        most: usize,
    },
    /// Apple is told the type of a picture, which only the end of its address says.
    #[error("{field}: must end in .png, .jpg or .gif")]
    FileType {
        /// Which.
        field: &'static str,
    },
    /// The address of a request does not lead to the server that the template names.
    #[error("{field}: does not lead to the server that the template names")]
    Server {
        /// Which.
        field: &'static str,
    },
    /// Not `Display Name <user@example.com>`.
    #[error("{field}: must be written `Display Name <user@example.com>` or `user@example.com`")]
    Address {
        /// Which.
        field: &'static str,
    },
    /// The time is not one that can be scheduled.
    #[error("schedule.time: {0}")]
    Time(#[from] MomentError),
    /// Local time and best time together: Braze does not document what that means.
    #[error("schedule: in_local_time and at_optimal_time exclude each other")]
    TwoTimes,
    /// The draft says nothing of this, and the group has nothing to fall back on.
    #[error("{field}: is missing")]
    Missing {
        /// Which.
        field: &'static str,
    },
    /// The draft addresses a segment that is not its group's.
    #[error("segment_id: this group may not address this segment")]
    Segment,
}

impl PayloadError {
    /// A short name that never changes.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "payload-empty",
            Self::Control { .. } => "payload-control",
            Self::TooLong { .. } => "payload-too-long",
            Self::FileType { .. } => "payload-file-type",
            Self::Server { .. } => "payload-server",
            Self::Address { .. } => "payload-address",
            Self::Time(_) => "payload-time",
            Self::TwoTimes => "payload-two-times",
            Self::Missing { .. } => "payload-missing",
            Self::Segment => "payload-segment",
        }
    }
}
