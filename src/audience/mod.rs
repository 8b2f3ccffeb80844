//! Customers from a CSV file: which columns the policy allows, what is wrong with each row, and what Braze gets of the
//! sound ones. In: text, the policy, where the office is. Out: attributes for `users/track`, and [`Problem`]s by line.
//!
//! ```text
//! text ─ Head::read ─▶ delimiter, columns ─ Layout ─ Layout::read ─▶ Part { rows, problems, taken }
//! ```
//!
//! A file is read in parts of any length, each from where the last one ended ([`Part::taken`]); nothing is kept in
//! between. A row goes as a whole or not at all. Attributes are only set, never counted, so the same row twice is the
//! same profile.

mod cell;
mod dial;
mod encoding;
mod field;
mod head;
mod problem;
mod row;

pub use cell::Habits;
pub use encoding::Encoding;
pub use field::{Field, Fields, Form, profile_field};
pub use head::{Column, Head};
pub use problem::{Problem, Trouble, report, rows_left_out};
pub use row::{Layout, LayoutError, Part, Row};
