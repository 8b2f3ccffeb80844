//! The figures that the browser tests compare with: made here, on the native side.

use countersign::digest::Digest;

#[test]
fn the_digest_that_the_browser_must_find_too() {
    let digest = Digest::new("message").field("subject", "Été").field("html", "<p>☕</p>").finish();
    assert_eq!(digest, include_str!("../wasm/digest.txt").trim());
}
