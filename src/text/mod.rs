//! Where things are in what someone wrote: [`Span`] is a stretch in bytes, [`Edit`] a change to it.
//!
//! Positions are bytes of UTF-8 everywhere inside; the browser's UTF-16 exists only at the wasm door.

mod edit;
mod span;

pub use edit::{Edit, apply};
pub use span::Span;
