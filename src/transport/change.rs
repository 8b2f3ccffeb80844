//! A change of a send that Braze has already.

use super::strict_json;
use super::submission::{FORMAT, SubmissionError};
use crate::draft::Schedule;
use crate::locale::Locale;
use serde::{Deserialize, Serialize};

/// “At another time”: `POST /v1/sends/{id}/reschedule`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reschedule {
    /// [`FORMAT`].
    pub format: u32,
    /// When it shall go.
    pub schedule: Schedule,
    /// The language in which the author reads findings.
    #[serde(default)]
    pub locale: Locale,
}

impl Reschedule {
    /// Reads a body: no member unknown, none twice.
    pub fn from_json(body: &[u8]) -> Result<Self, SubmissionError> {
        let request: Self = strict_json::from_slice(body)?;
        if request.format == FORMAT { Ok(request) } else { Err(SubmissionError::Format(request.format)) }
    }
}

macro_rules! names {
    ($(#[$about:meta])* $type:ident { $($(#[$says:meta])* $name:ident = $word:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "lowercase")]
        pub enum $type { $($(#[$says])* $name,)* }

        impl $type {
            /// As it stands in the ledger.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// The one of this name.
            pub fn named(name: &str) -> Option<Self> {
                [$(Self::$name),*].into_iter().find(|one| one.name() == name)
            }
        }
    };
}

names! {
    /// What is to change.
    ChangeKind {
        /// When it goes.
        Time = "time",
        /// That it goes.
        Cancel = "cancel",
    }
}

names! {
    /// Where a change stands.
    ChangeState {
        /// Braze has not answered clearly; it is asked again.
        Asked = "asked",
        /// It is so.
        Done = "done",
        /// Braze refused it; all is as it was.
        Refused = "refused",
        /// Braze did not answer before the time had come. A person must look.
        Unknown = "unknown",
    }
}

impl ChangeKind {
    /// As the audit calls the wish.
    pub const fn action(self) -> &'static str {
        match self {
            Self::Time => "reschedule",
            Self::Cancel => "cancel",
        }
    }
}

/// The last change of a send.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeView {
    /// What.
    pub kind: ChangeKind,
    /// Where it stands.
    pub state: ChangeState,
    /// The new time, where that is what changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Whether it came so shortly before the time that some people may get the message all the same.
    pub late: bool,
    /// What keeps it from being so, if something does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trouble: Option<String>,
}
