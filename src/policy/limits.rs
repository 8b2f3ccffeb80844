//! How long, how loud, how hard to read: limits for words.

use serde::{Deserialize, Serialize};

/// Limits for words. What is left out is as mail programs show it, or as readers can take it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Characters of the subject; merge tags count as their longest value.
    pub subject: Length,
    /// Characters of the line that inboxes show after the subject.
    pub preheader: Length,
    /// The most characters of the sender's name.
    pub sender_name: usize,
    /// The most words of a sentence.
    pub sentence_words: usize,
    /// The least reading ease of an English text (Flesch), from 0 to 100.
    pub reading_ease_en: f64,
    /// The least reading ease of a French text (Kandel and Moles), from 0 to 100.
    pub reading_ease_fr: f64,
    /// The most words in capitals, of a hundred words of the subject.
    pub capitals_subject: u32,
    /// The most words in capitals, of a hundred words of the message.
    pub capitals: u32,
    /// The most exclamation marks in one text: the subject, a slot, a locked part.
    pub exclamations: Option<usize>,
    /// The most emoji in the subject and the preheader, each.
    pub emoji_subject: Option<usize>,
    /// The most emoji in the message.
    pub emoji: Option<usize>,
    /// Emoji that may be used; any where left out.
    pub emoji_allowed: Vec<String>,
    /// The most segments of a text message; one where left out.
    pub sms_segments: Option<usize>,
    /// The most buttons in a message.
    pub buttons: Option<usize>,
    /// The most words on a button.
    pub button_words: Option<usize>,
}

/// The fewest and the most characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Length {
    /// The fewest.
    #[serde(default)]
    pub min: usize,
    /// The most.
    pub max: usize,
}

impl Default for Limits {
    /// Lengths as Braze's guide to e-mail gives them, the rest as the catalogue of rules does.
    fn default() -> Self {
        Self {
            subject: Length { min: 15, max: 50 },
            preheader: Length { min: 40, max: 85 },
            sender_name: 25,
            sentence_words: 25,
            reading_ease_en: 60.0,
            reading_ease_fr: 60.0,
            capitals_subject: 20,
            capitals: 5,
            sms_segments: None,
            exclamations: None,
            emoji_subject: None,
            emoji: None,
            emoji_allowed: Vec::new(),
            buttons: None,
            button_words: None,
        }
    }
}
