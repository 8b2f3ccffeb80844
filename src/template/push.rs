//! The push notification of a template.

use serde::{Deserialize, Serialize};

/// A push notification. Each text is Braze Liquid and may print `slot.*`, `group.*`, `brand.*`; of Markdown slots it
/// prints the words alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Push {
    /// The title, on one line.
    pub title: String,
    /// The text below it.
    pub body: String,
    /// What a tap opens: an address of the web, or a deep link of the app (`torrele://offers`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The address of a picture (`.png`, `.jpg`, `.gif`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// To which devices it goes.
    #[serde(default = "Platform::phones", skip_serializing_if = "Platform::are_phones")]
    pub platforms: Vec<Platform>,
    /// The app's channel of notifications on Android, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub android_channel: Option<String>,
}

/// What a push notification arrives on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Platform {
    /// iPhone and iPad.
    Ios,
    /// Android.
    Android,
    /// Browsers.
    Web,
    /// Fire OS.
    Kindle,
}

impl Platform {
    /// As it is written in files: `ios`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ios => "ios",
            Self::Android => "android",
            Self::Web => "web",
            Self::Kindle => "kindle",
        }
    }

    fn phones() -> Vec<Self> {
        vec![Self::Ios, Self::Android]
    }

    fn are_phones(platforms: &[Self]) -> bool {
        platforms == Self::phones()
    }
}
