//! A policy under that of a region or an office, which can only tighten it.
//!
//! In: the policy that holds above, and what a group writes in `policies/<group>.toml`, key by key. Out: the policy that
//! holds there, and what of the group's was not taken because it would loosen. Native and browser come to the same, and
//! whatever is written, nothing is looser than above.

mod keys;
mod merge;

pub use keys::{KEYS, Way};

use super::Policy;
use crate::json;
use serde_json::Value;

/// Something that a group wrote and that does not hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Where it stands: keys, and numbers of entries.
    pub path: Vec<String>,
    /// Why it does not hold.
    pub why: Why,
}

/// Why something that a group wrote does not hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// The key is the brand's alone.
    BrandsAlone,
    /// The brand's bounds do not open the key.
    Closed,
    /// The figure (or the number of entries) lies outside the brand's bounds.
    OutOfBounds {
        /// The least.
        least: Option<f64>,
        /// The most.
        most: Option<f64>,
    },
    /// It is not among what is allowed above.
    Wider(String),
    /// An empty list would allow anything.
    Opens,
    /// More than above.
    Higher(f64),
    /// Less than above.
    Lower(f64),
    /// It is on above, and stays on.
    StaysOn,
    /// It is decided above otherwise.
    Decided(String),
    /// The hours leave some of those above open.
    Leaves(String),
    /// Less grave than above.
    Lighter(String),
}

impl Policy {
    /// This policy under a group's own, as it is written in `policies/<group>.toml`, and what of that does not hold.
    ///
    /// ```
    /// use countersign::policy::Policy;
    /// let brand: Policy = serde_json::from_str(r#"{ "limits": { "sentence_words": 25 } }"#)?;
    /// let (office, refused) = brand.tightened(&serde_json::json!({ "limits": { "sentence_words": 20 } }));
    /// assert!(office.limits.sentence_words == 20 && refused.is_empty());
    /// let (office, refused) = brand.tightened(&serde_json::json!({ "limits": { "sentence_words": 30 } }));
    /// assert!(office.limits.sentence_words == 25 && refused.len() == 1);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn tightened(&self, own: &Value) -> (Self, Vec<Refusal>) {
        // As the types have it: `16` and `16.0` are one size.
        let (Some(above), Some(typed)) = (self.untyped(), Self::typed(own).and_then(|own| own.untyped())) else {
            return (self.clone(), vec![Refusal { path: Vec::new(), why: Why::BrandsAlone }]);
        };
        let mut merged = above;
        let refused = merge::merge(&mut merged, own, &typed, &self.bounds);
        let policy = Self::typed(&merged).unwrap_or_else(|| self.clone());
        (policy, refused)
    }

    /// This policy as keys and values. By way of text, here and below: kits are read from text, so the browser carries
    /// that reader of a policy anyway; one that reads values would come to it as large again.
    fn untyped(&self) -> Option<Value> {
        serde_json::from_str(&serde_json::to_string(self).ok()?).ok()
    }

    fn typed(written: &Value) -> Option<Self> {
        json::read(&serde_json::to_string(written).ok()?).ok()
    }

    /// The merge tags that authors may insert, without those that are withheld.
    pub fn withhold(&mut self) {
        let withheld = std::mem::take(&mut self.data.withheld);
        self.data.attributes.retain(|name, _| !withheld.contains(name));
        self.data.withheld = withheld;
    }
}
