//! The palette.

use serde::{Deserialize, Serialize};

/// The brand's palette.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Look {
    /// The colours that a message may use; contrast fixes propose from them.
    pub colours: Vec<Colour>,
}

/// One colour of the palette.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Colour {
    /// What the brand calls it: `espresso`. Templates print it as `{{ brand.colours.espresso }}`.
    pub name: String,
    /// `#rrggbb`.
    pub value: String,
}
