//! Countersign: local offices write their own Braze campaigns inside limits that the brand and its lawyers set.
//!
//! One engine, two homes: WebAssembly in the author's browser, and the proxy, which answers again before anything
//! reaches Braze. A message goes one way through:
//!
//! ```text
//! kit ─────┐
//! draft ───┴─ compile ─▶ Form ─ render ─▶ Message ─ check ─▶ Report ─ approve ─▶ Approved ─ payload ─▶ transport
//! ```
//!
//! Modules in reading order; each names only those above it.

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)
)]

pub mod order;

pub mod channel;
pub mod digest;
pub mod json;
pub mod locale;
pub mod text;

pub mod diag;

pub mod html;
pub mod liquid;

pub mod markdown;

pub mod draft;
pub mod group;
pub mod kit;
pub mod policy;
pub mod template;

#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod kit_folder;
#[cfg(feature = "cli")]
pub mod strict_toml;

pub mod compile;

pub mod render;

pub mod check;

pub mod engine;

pub mod braze;

#[cfg(feature = "cli")]
pub mod audience;
pub mod payload;

pub mod transport;

#[cfg(target_arch = "wasm32")]
pub mod wasm;

#[cfg(feature = "proxy")]
pub mod serve;

#[cfg(feature = "proxy")]
pub mod sandbox;

#[cfg(feature = "proxy")]
pub mod proxy;
