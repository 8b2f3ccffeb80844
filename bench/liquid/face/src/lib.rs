//! Liquid alone as a browser module: what it weighs, and how fast it runs in WebAssembly. `cargo xtask bench liquid`
//! builds it as the product's module is built, once with Liquid and once empty.
//!
//! The sources are the product's own, taken as they are: Liquid needs nothing but the floors below it.

#![cfg_attr(not(feature = "liquid"), allow(missing_docs))]

#[cfg(feature = "liquid")]
#[path = "../../../../src/diag/mod.rs"]
pub mod diag;
#[cfg(feature = "liquid")]
#[path = "../../../../src/digest.rs"]
pub mod digest;
#[cfg(feature = "liquid")]
#[path = "../../../../src/liquid/mod.rs"]
pub mod liquid;
#[cfg(feature = "liquid")]
#[path = "../../../../src/locale.rs"]
pub mod locale;
#[cfg(feature = "liquid")]
#[path = "../../../../src/text/mod.rs"]
pub mod text;

#[cfg(feature = "liquid")]
pub mod face;

use wasm_bindgen::prelude::*;

/// Data in, data out, as JSON: what every module of ours carries with or without Liquid.
#[wasm_bindgen]
pub fn echo(data: &str) -> String {
    serde_json::from_str::<serde_json::Value>(data).map(|data| data.to_string()).unwrap_or_default()
}
