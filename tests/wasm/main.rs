//! Runs in a browser: what only the browser can show. Everything else is tested natively.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a test that panics has failed"
)]

mod face;

use countersign::digest::Digest;
use wasm_bindgen_test::*;

wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// The figure that `src/digest.rs` gives natively: both sides must sign the same bytes.
#[wasm_bindgen_test]
fn digests_are_those_of_the_native_side() {
    let digest = Digest::new("message").field("subject", "Été").field("html", "<p>☕</p>").finish();
    assert_eq!(digest, include_str!("digest.txt").trim());
}
