//! Kit × group × template → [`Form`]: everything that no keystroke changes, done once.
//!
//! The group's and the brand's own names are folded, what remains is parsed, and the places where an author writes are
//! laid out as *units*: the smallest stretches that a keystroke has to render and check again. The rest is fixed.

mod form;
mod json;
mod names;
mod notices;
mod part;
mod piece;
mod print;
pub(crate) mod regions;
pub(crate) mod sites;
pub mod slots;
mod trace;
mod units;

pub use form::{Body, Form, Text, Unit};
pub use json::{JsonString, strings};
pub(crate) use names::Names;
pub use names::language;
pub use notices::{NO_TEXT, SLOT_ADDRESS, SLOT_MISPLACED};
pub use part::Part;
pub use piece::{Piece, Surroundings};
// The editor's pastes are cut to what the pipeline lets through.
#[cfg(target_arch = "wasm32")]
pub(crate) use print::allowed;
pub(crate) use print::{Printed, Printer, Stage};
pub use trace::{Origin, Stretch, Trace};
