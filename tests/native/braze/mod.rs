//! Braze's REST API as data: what it documents, what it was seen to do, and what others send to it.

mod allowed;
mod documented;
mod instances;
mod refused;
mod table;

use serde_json::Value;
use std::path::PathBuf;

/// A file of what is known about Braze; none where ../shared is not here.
fn shared(name: &str) -> Option<Value> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/braze").join(name);
    Some(serde_json::from_str(&std::fs::read_to_string(path).ok()?).unwrap())
}
