//! Liquid alone as a browser module: what it weighs, and how fast it runs in WebAssembly. `cargo xtask bench liquid`
//! builds it as the product's module is built, once with Liquid and once without.
//!
//! The sources are the product's own, taken as they are: Liquid needs nothing but the floors below it. The module without
//! Liquid has those floors too, and uses of jiff, sha2, hmac, base64 and serde_json as the rest of the product has them:
//! what the two differ by is what Liquid adds to the product.

// Without Liquid, much of the floors below it is idle.
#![cfg_attr(not(feature = "liquid"), allow(dead_code))]

#[path = "../../../../src/channel.rs"]
pub mod channel;
#[path = "../../../../src/diag/mod.rs"]
pub mod diag;
#[path = "../../../../src/digest.rs"]
pub mod digest;
#[cfg(feature = "liquid")]
#[path = "../../../../src/liquid/mod.rs"]
pub mod liquid;
#[path = "../../../../src/locale.rs"]
pub mod locale;
#[path = "../../../../src/order.rs"]
pub mod order;
#[path = "../../../../src/text/mod.rs"]
pub mod text;

pub mod beside;
#[cfg(feature = "liquid")]
pub mod face;
