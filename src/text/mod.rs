//! Where things are in what someone wrote: [`Span`] is a stretch in bytes, [`Edit`] a change to it.
//!
//! [`Words`] is a text as its words, folded; a [`Lexicon`] and [`Phrases`] find words and phrases in it.
//!
//! Positions are bytes of UTF-8 everywhere inside; the browser's UTF-16 exists only at the wasm door.

mod edit;
mod fold;
mod lexicon;
mod phrases;
mod places;
mod sms;
mod span;
mod table;
mod words;

pub use edit::{Edit, apply};
pub use fold::{fold, is_blank, lower};
pub use lexicon::{Hit, Lexicon, bare, distance, in_case_of, same_words};
pub use phrases::{Following, Phrases};
pub use places::places;
pub use sms::{Encoding, Segments, in_gsm7, segments};
pub use span::Span;
pub use table::WordTable;
pub use words::{BLOCK_END, Gap, Word, Words, skeleton};
