//! Colours, letters, the logo.

use serde::{Deserialize, Serialize};

/// How the brand's messages look.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Look {
    /// The colours that a message may use; contrast fixes propose from them.
    pub colours: Vec<Colour>,
    /// How far a colour may be from the palette (ΔE2000: 2 is just noticed). Any colour may be used where left out.
    pub tolerance: Option<f64>,
    /// The pairs of text and ground that may be used; any where left out.
    pub pairs: Vec<Pair>,
    /// Fonts that may stand first in a stack: `Roma Sans`. Any where left out.
    pub fonts: Vec<String>,
    /// Sizes of letters, in pixels; any where left out.
    pub sizes: Vec<f64>,
    /// Weights of letters: 400, 700; any where left out.
    pub weights: Vec<u16>,
    /// Whether gradients, shadows and filters are kept out.
    pub flat: bool,
    /// The widest that an image may be laid out, in pixels.
    pub image_width: Option<u32>,
    /// The logo.
    pub logo: Option<Logo>,
}

/// A text colour and its ground, each a name of the palette or `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The colour of the text.
    pub text: String,
    /// What is behind it.
    pub ground: String,
}

/// The logo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Logo {
    /// Its addresses, each whole or as its end: `logo-v3.png`.
    pub files: Vec<String>,
    /// What is read out for it: the brand's name.
    pub alt: String,
    /// The least width, in pixels.
    #[serde(default = "least_width")]
    pub min_width: f64,
    /// The least height, in pixels.
    #[serde(default = "least_height")]
    pub min_height: f64,
    /// Its width divided by its height.
    #[serde(default)]
    pub ratio: Option<f64>,
    /// The free space around it, in pixels.
    #[serde(default)]
    pub clear: Option<f64>,
    /// How many images may stand before it.
    #[serde(default)]
    pub after: Option<usize>,
}

const fn least_width() -> f64 {
    120.0
}

const fn least_height() -> f64 {
    24.0
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
