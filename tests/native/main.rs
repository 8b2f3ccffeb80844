//! What is tested with the whole library in hand: one program, one file for each topic.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)]

/// Says something even where the test passes, whose own output is kept from sight: rates, exceptions, what was skipped.
macro_rules! told {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), $($words)*);
    }};
}

mod braze;
mod channels;
mod conformance;
mod customers;
mod hostile;
mod house;
mod incremental;
mod judging;
mod kit;
mod law;
mod lint;
mod lint_security;
mod liquid_front;
mod liquid_guide;
mod liquid_harm;
mod liquid_partial;
mod looks;
mod policy;
mod rules;
mod same_bytes;
mod sms;
mod stories;
mod templates;
mod wire;

#[cfg(feature = "proxy")]
mod net;
#[cfg(feature = "proxy")]
mod proxy;
#[cfg(feature = "proxy")]
mod readme;
#[cfg(feature = "proxy")]
mod sandbox;
