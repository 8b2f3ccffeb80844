//! A rule's examples: a text, in which case it stands, and what is found in it.
//!
//! In an example `[[ ]]` marks what must be found; an empty mark is a place where something is missing. Nothing else may
//! be found by that rule ([`prove`](super::proof::prove)).

use crate::channel::Channel;

/// A text, what a rule finds in it, and what its fix makes of it.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The policy, as JSON.
    pub policy: &'static str,
    /// The group's profile, as JSON.
    pub group: &'static str,
    /// The text.
    pub given: Given,
    /// The text after the first fix of each finding.
    pub fixed: Option<&'static str>,
    /// What the template says besides its HTML, as JSON.
    pub template: &'static str,
    /// What the draft says, as JSON.
    pub draft: &'static str,
    /// Whether something is found that no stretch of the text stands for: an image not chosen, a field of the profile.
    pub missing: bool,
    /// What is declared: path → value, as JSON.
    pub facts: &'static str,
    /// On which channel.
    pub channel: Channel,
    /// The day of delivery (ISO 8601), where it matters.
    pub delivery: Option<&'static str>,
}

/// What an example looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// A line of plain text, such as a subject.
    Line(&'static str),
    /// The line that inboxes show after the subject.
    Preheader(&'static str),
    /// Finished HTML, or a locked part.
    Html(&'static str),
    /// A subject, and the HTML that comes with it; the marks are in the HTML.
    Mail(&'static str, &'static str),
    /// What an author writes in a Markdown slot.
    Markdown(&'static str),
    /// Liquid of a locked part.
    Liquid(&'static str),
    /// A slot as its template describes it (JSON), and its value (JSON).
    Slot(&'static str, &'static str),
    /// A schedule (JSON), asked for on 2026-11-23 at noon, UTC.
    Schedule(&'static str),
    /// The texts of a message that is no e-mail, each on a line of its own: `push.title = Roma`.
    Lines(&'static str),
}

impl Given {
    /// The text, with its marks.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Line(text)
            | Self::Preheader(text)
            | Self::Html(text)
            | Self::Mail(_, text)
            | Self::Markdown(text)
            | Self::Liquid(text)
            | Self::Slot(_, text)
            | Self::Schedule(text)
            | Self::Lines(text) => text,
        }
    }
}

/// The examples of a rule. They are for tests, documentation and the command line; the browser's module goes without.
pub const fn proofs(examples: &'static [Example]) -> &'static [Example] {
    if cfg!(target_arch = "wasm32") { &[] } else { examples }
}

const ENGLISH: &str = r#"{ "name": "Roma Bath", "locale": "en-GB" }"#;
const FRENCH: &str = r#"{ "name": "Roma Lyon", "locale": "fr-FR" }"#;

impl Example {
    const fn new(policy: &'static str, given: Given) -> Self {
        Self {
            policy,
            group: ENGLISH,
            given,
            fixed: None,
            missing: false,
            facts: "{}",
            channel: Channel::Email,
            delivery: None,
            template: "",
            draft: "",
        }
    }

    /// A line of plain text.
    pub const fn line(policy: &'static str, text: &'static str) -> Self {
        Self::new(policy, Given::Line(text))
    }

    /// The line that inboxes show after the subject.
    pub const fn preheader(policy: &'static str, text: &'static str) -> Self {
        Self::new(policy, Given::Preheader(text))
    }

    /// HTML.
    pub const fn html(policy: &'static str, html: &'static str) -> Self {
        Self::new(policy, Given::Html(html))
    }

    /// A subject and the HTML that comes with it.
    pub const fn mail(policy: &'static str, subject: &'static str, html: &'static str) -> Self {
        Self::new(policy, Given::Mail(subject, html))
    }

    /// What an author writes in a Markdown slot.
    pub const fn markdown(policy: &'static str, markdown: &'static str) -> Self {
        Self::new(policy, Given::Markdown(markdown))
    }

    /// Liquid of a locked part.
    pub const fn liquid(liquid: &'static str) -> Self {
        Self::new("{}", Given::Liquid(liquid))
    }

    /// A slot and its value, both as JSON.
    pub const fn slot(slot: &'static str, value: &'static str) -> Self {
        Self::new("{}", Given::Slot(slot, value))
    }

    /// A schedule (JSON), asked for on 2026-11-23 at noon, UTC.
    pub const fn schedule(policy: &'static str, schedule: &'static str) -> Self {
        Self::new(policy, Given::Schedule(schedule))
    }

    /// The texts of a message that is no e-mail, each on a line of its own: `push.title = Roma`. Its channel is theirs.
    pub const fn lines(channel: Channel, lines: &'static str) -> Self {
        Self { channel, ..Self::new("{}", Given::Lines(lines)) }
    }

    /// Under this policy (JSON).
    #[must_use]
    pub const fn policy(self, policy: &'static str) -> Self {
        Self { policy, ..self }
    }

    /// Sent by this group (JSON).
    #[must_use]
    pub const fn group(self, group: &'static str) -> Self {
        Self { group, ..self }
    }

    /// Sent by a French group, in French.
    #[must_use]
    pub const fn fr(self) -> Self {
        self.group(FRENCH)
    }

    /// The HTML of a template of which this (JSON) is said besides.
    #[must_use]
    pub const fn template(self, template: &'static str) -> Self {
        Self { template, ..self }
    }

    /// Of a draft that says this (JSON).
    #[must_use]
    pub const fn draft(self, draft: &'static str) -> Self {
        Self { draft, ..self }
    }

    /// The fix makes this of it.
    #[must_use]
    pub const fn fixed(self, fixed: &'static str) -> Self {
        Self { fixed: Some(fixed), ..self }
    }

    /// As a text message.
    #[must_use]
    pub const fn sms(self) -> Self {
        Self { channel: Channel::Sms, ..self }
    }

    /// As a push notification: the title, a line break, the rest.
    #[must_use]
    pub const fn push(self) -> Self {
        Self { channel: Channel::Push, ..self }
    }

    /// As a message on this channel.
    #[must_use]
    pub const fn on(self, channel: Channel) -> Self {
        Self { channel, ..self }
    }

    /// Where this is declared (JSON: path → value).
    #[must_use]
    pub const fn facts(self, facts: &'static str) -> Self {
        Self { facts, ..self }
    }

    /// Something is found for which no stretch of the text stands.
    #[must_use]
    pub const fn missing(self) -> Self {
        Self { missing: true, ..self }
    }

    /// Whether something is found in it.
    pub fn is_bad(&self) -> bool {
        self.missing || self.given.text().contains("[[")
    }
}
