//! What is fuzzed, and what does harm: used by the libFuzzer targets, by the seeded runs and by `tests/native`.

// A find is told by a panic; `tests/native` takes this file in as a module.
#![allow(clippy::panic, clippy::indexing_slicing, clippy::string_slice, unreachable_pub)]

pub mod author;
pub mod harm;
pub mod seeded;
pub mod targets;
