//! Kit × group × template → [`Form`]: everything that no keystroke changes, done once.
//!
//! The group's and the brand's own names are folded, what remains is parsed, and the places where an author writes are
//! laid out as *units*: the smallest stretches that a keystroke has to render and check again. The rest is fixed.

mod piece;
mod regions;
pub mod slots;
mod trace;

pub use piece::{Piece, Surroundings};
pub use trace::{Origin, Part, Stretch, Trace};
