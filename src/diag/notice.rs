//! A notice: what a rule may say, once, in both languages.

use crate::locale::Text;
use serde::{Deserialize, Serialize};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; stops nothing.
    Info,
    /// Should be mended; stops nothing.
    Warning,
    /// Must be mended before the message can go.
    Error,
}

impl Severity {
    /// `error`, `warning` or `info`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a notice is about; the folder of its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Area {
    /// Law.
    Legal,
    /// The brand's own decisions.
    Brand,
    /// Links and hosts.
    Links,
    /// Accessibility.
    Accessibility,
    /// Personal data and Liquid.
    Data,
    /// What could harm a reader or the brand's systems.
    Security,
    /// What mail programs can show.
    ClientSupport,
    /// Whether it reaches the inbox.
    Deliverability,
    /// Text messages.
    Sms,
    /// Push notifications.
    Push,
    /// Content cards.
    ContentCard,
    /// WhatsApp.
    WhatsApp,
    /// Requests to servers.
    Webhook,
    /// When messages go.
    Scheduling,
}

impl Area {
    /// Every area, in the order of the catalogue.
    pub const ALL: [Self; 14] = [
        Self::Legal,
        Self::Brand,
        Self::Data,
        Self::Links,
        Self::Security,
        Self::Accessibility,
        Self::Deliverability,
        Self::ClientSupport,
        Self::Sms,
        Self::Push,
        Self::ContentCard,
        Self::WhatsApp,
        Self::Webhook,
        Self::Scheduling,
    ];

    /// Its name in files and programs: `client-support`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Legal => "legal",
            Self::Brand => "brand",
            Self::Links => "links",
            Self::Accessibility => "accessibility",
            Self::Data => "data",
            Self::Security => "security",
            Self::ClientSupport => "client-support",
            Self::Deliverability => "deliverability",
            Self::Sms => "sms",
            Self::Push => "push",
            Self::ContentCard => "content-card",
            Self::WhatsApp => "whats-app",
            Self::Webhook => "webhook",
            Self::Scheduling => "scheduling",
        }
    }
}

/// One thing that we may say, in both languages, with its source. A rule is a notice and a way of looking.
///
/// Every text may name facts in braces (`{term}`); both languages name the same ones, which a test holds.
#[derive(Clone, Copy, Debug)]
pub struct Notice {
    /// Stable name, as in the catalogue: `brand-forbidden-terms`.
    pub id: &'static str,
    /// What it is about.
    pub area: Area,
    /// ISO 3166 country codes (or `US-CA` …) where it holds; `["*"]` is everywhere.
    pub jurisdictions: &'static [&'static str],
    /// The law, standard or policy that it comes from.
    pub source: &'static str,
    /// The day (ISO 8601) on which the source was last checked, where it is law.
    pub checked: Option<&'static str>,
    /// First day on which it holds, where that is dated.
    pub effective_from: Option<&'static str>,
    /// Last day on which it holds, where that is dated.
    pub effective_to: Option<&'static str>,
    /// How grave, unless the policy says otherwise.
    pub severity: Severity,
    /// False where a policy may not waive it.
    pub waivable: bool,
    /// Two or three words.
    pub title: Text,
    /// What is wrong here.
    pub message: Text,
    /// Why it matters.
    pub why: Text,
    /// What to do about it.
    pub fix: Text,
}
