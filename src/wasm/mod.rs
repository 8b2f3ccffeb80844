//! The JavaScript face: a few verbs that convert and call. Runs in a Worker; bad input is a typed error, never a trap.
//!
//! In: values as JavaScript has them (`types.d.ts`). Out: the same; positions are UTF-16 code units from here on.

pub mod convert;
mod engine;
mod error;
mod request;
mod review;
mod rich;
mod told;
mod view;

pub use engine::Engine;
pub use error::Refused;
pub use request::Request;
pub use review::Review;

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

/// A panic is ours to mend: its place goes to the console.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&format!("countersign: {info}").into())));
}
