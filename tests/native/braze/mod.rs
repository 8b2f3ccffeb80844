//! Braze's REST API as data: what it documents, what it was seen to do, and what others send to it.

mod allowed;
mod documented;
mod guide;
mod instances;
#[cfg(feature = "proxy")]
mod key_check;
mod key_check_kinds;
mod refused;
mod table;
mod validator;

use serde_json::Value;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A file of what is known about Braze; none where ../shared is not here.
fn shared(name: &str) -> Option<Value> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/braze").join(name);
    Some(serde_json::from_str(&std::fs::read_to_string(path).ok()?).unwrap())
}

/// A file for one test; tests run beside each other.
fn file(name: &str, text: &str) -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let path = std::env::temp_dir().join(format!("countersign-{}-{number}-{name}", std::process::id()));
    std::fs::write(&path, text).unwrap();
    path
}
