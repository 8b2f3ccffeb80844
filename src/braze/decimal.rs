//! A number that keeps how it was written: `40` and `40.0` stay apart, and a price loses no digit.

use serde::{Deserialize, Serialize};
use serde_json::Number;

/// A number of JSON. Its default is 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Decimal(pub Number);

impl Default for Decimal {
    fn default() -> Self {
        Self(0.into())
    }
}

impl From<i64> for Decimal {
    fn from(number: i64) -> Self {
        Self(number.into())
    }
}

impl Decimal {
    /// This number; none where it is infinite or no number.
    pub fn new(number: f64) -> Option<Self> {
        Number::from_f64(number).map(Self)
    }

    /// Its value.
    pub fn value(&self) -> f64 {
        self.0.as_f64().unwrap_or_default()
    }
}
