//! Customers from a file: what the editor asks of the proxy, and how far a list has come.

use super::strict_json;
use super::submission::{FORMAT, MAX_BODY, SubmissionError};
use crate::audience::Layout;
use crate::locale::{Locale, Localized};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// “What do you make of this file?”: `POST /v1/audiences/preview`. Nothing is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadRequest {
    /// [`FORMAT`].
    pub format: u32,
    /// The beginning of the file: some kilobytes.
    pub text: String,
}

/// “Take a list”: `POST /v1/audiences`. The rows come after, part by part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewList {
    /// [`FORMAT`].
    pub format: u32,
    /// What its author calls it.
    pub name: String,
    /// How many bytes the file has.
    pub size: u64,
    /// The digest of its beginning, as the preview gave it, by which the file is known again.
    pub digest: String,
    /// What its columns are.
    pub layout: Layout,
}

/// “Here is more of it”: `POST /v1/audiences/{id}/parts`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListPart {
    /// [`FORMAT`].
    pub format: u32,
    /// The byte of the file at which it begins: where the list says that it has come to.
    pub from: u64,
    /// The text.
    pub text: String,
    /// Whether the file ends with it.
    #[serde(default)]
    pub ends: bool,
}

macro_rules! read {
    ($($request:ty),*) => { $(
        impl $request {
            /// Reads a body: no member unknown, none twice.
            pub fn from_json(body: &[u8]) -> Result<Self, SubmissionError> {
                let request: Self = read(body)?;
                match request.format {
                    FORMAT => Ok(request),
                    other => Err(SubmissionError::Format(other)),
                }
            }
        }
    )* };
}

read!(HeadRequest, NewList, ListPart);

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, SubmissionError> {
    if body.len() > MAX_BODY {
        return Err(SubmissionError::TooLong);
    }
    Ok(strict_json::from_slice(body)?)
}

/// The answer to a preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadView {
    /// What parts cells.
    pub delimiter: char,
    /// The file's columns.
    pub columns: Vec<ColumnView>,
    /// What columns may be.
    pub fields: Vec<FieldView>,
    /// By which the file is known again.
    pub digest: String,
    /// The most rows.
    pub most_rows: u64,
}

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnView {
    /// What its first cell says.
    pub header: String,
    /// The id of the field that it means.
    pub field: Option<String>,
    /// Cells of the first rows.
    pub samples: Vec<String>,
}

/// What a column may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldView {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub label: Localized,
    /// Whether it tells whom a row is about: one such column must be there.
    pub identifies: bool,
}

/// How far a list has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ListState {
    /// The file is not here as a whole; what is here goes to Braze meanwhile.
    Uploading,
    /// The file is here; rows are on their way to Braze.
    Sending,
    /// Braze has every sound row.
    Done,
    /// It was given up; what Braze has, it has.
    Cancelled,
}

impl ListState {
    /// As it stands in the ledger.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Uploading => "uploading",
            Self::Sending => "sending",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of this name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Uploading, Self::Sending, Self::Done, Self::Cancelled].into_iter().find(|state| state.name() == name)
    }
}

/// A list as its group may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListView {
    /// Its id; a draft names it in its audience.
    pub id: String,
    /// What its author calls it.
    pub name: String,
    /// How far it has come.
    pub state: ListState,
    /// Who uploaded it.
    pub by: String,
    /// How many bytes the file has.
    pub size: u64,
    /// Up to which byte it was taken: the next part begins there.
    pub taken: u64,
    /// By which the file is known again.
    pub digest: String,
    /// How many rows were looked at.
    pub rows: u64,
    /// How many of them are left out; the report says why.
    pub left_out: u64,
    /// How many Braze has acknowledged.
    pub sent: u64,
    /// When it was begun (Unix seconds).
    pub created: i64,
    /// When something last happened.
    pub updated: i64,
    /// What keeps it waiting, if something does: Braze's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trouble: Option<String>,
}

/// The answer to `GET /v1/audiences`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListsAnswer {
    /// Whether the policy allows lists.
    pub allowed: bool,
    /// The group's lists, newest first.
    pub lists: Vec<ListView>,
}

/// The answer to whatever is about one list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListAnswer {
    /// The list.
    pub list: ListView,
}

/// The language of a report, in the query of `GET /v1/audiences/{id}/report`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct ReportQuery {
    /// `en` or `fr`.
    #[serde(default)]
    pub locale: Locale,
}
