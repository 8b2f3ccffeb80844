//! A finding: what a rule noticed, where, with facts and fixes.

use super::{Notice, Severity};
use crate::channel::Channel;
use crate::locale::{Facts, Text};
use crate::text::{Edit, Span};
use serde::{Deserialize, Serialize};

/// Something that a rule noticed, at a stretch of somebody's own text.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What is said.
    pub notice: &'static Notice,
    /// How grave, after the policy had its say.
    pub severity: Severity,
    /// At which words.
    pub place: Place,
    /// What the texts of the notice are filled with.
    pub facts: Facts,
    /// Ways to mend it, the best first.
    pub fixes: Vec<Fix>,
    /// What a person may confirm instead of mending it: a question. Who confirms is remembered in the draft.
    pub asks: Option<Text>,
    /// The channels that it is about, where the draft goes out on several.
    pub channels: Vec<Channel>,
}

impl PartialEq for Finding {
    /// Whether both say the same of the same words.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.notice, other.notice)
            && self.place == other.place
            && (self.severity, &self.facts, &self.fixes) == (other.severity, &other.facts, &other.fixes)
            && (self.asks, &self.channels) == (other.asks, &other.channels)
    }
}

impl Finding {
    /// `notice`, at `place`, with no facts and no fixes yet.
    pub const fn new(notice: &'static Notice, place: Place) -> Self {
        Self {
            notice,
            severity: notice.severity,
            place,
            facts: Facts::new(),
            fixes: Vec::new(),
            asks: None,
            channels: Vec::new(),
        }
    }

    /// One more fact.
    #[must_use]
    pub fn with(mut self, name: &'static str, fact: impl Into<crate::locale::Fact>) -> Self {
        self.facts = self.facts.with(name, fact);
        self
    }

    /// One more way to mend it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }
}

/// Where: a text, and a stretch of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Which text.
    pub source: Source,
    /// Which bytes of it; empty where the fault is that something is not there.
    pub span: Span,
}

/// The texts that a finding can be in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "in", content = "name")]
pub enum Source {
    /// What the author wrote in a slot. The path names it: `intro`, `hero.alt`, `offers[2].title`.
    Slot(String),
    /// Another choice of the author's: `audience`, `schedule`, `template`.
    Draft(String),
    /// A locked part of the template: `html`, `subject`, `preheader`, `text`, `sms.body`, `push.title` …
    Template(String),
    /// A field of the group's profile: `address`, `legal_notice`.
    Group(String),
    /// A text that stands alone: a finished HTML file, one Liquid template.
    Text,
}

impl Source {
    /// Who can mend it.
    pub const fn owner(&self) -> Owner {
        match self {
            Self::Slot(_) | Self::Draft(_) | Self::Text => Owner::Author,
            Self::Template(_) => Owner::Brand,
            Self::Group(_) => Owner::Group,
        }
    }
}

/// Who can mend a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Owner {
    /// Who wrote the draft.
    Author,
    /// Head office: it is in a locked part.
    Brand,
    /// Whoever keeps the group's profile.
    Group,
}

/// How sure a fix is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Trust {
    /// Does what the author meant; may be taken without a look.
    Safe,
    /// A proposal; the author should look.
    Suggestion,
}

/// A one-click way to mend a finding: edits of the text that [`Place::source`] names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the button says; filled with the finding's facts and `facts`.
    pub label: Text,
    /// Facts of this fix alone (the replacement, say); they come before the finding's.
    pub facts: Facts,
    /// How sure it is.
    pub trust: Trust,
    /// The changes, in positions of the text as it is now.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// One edit under one label.
    pub fn new(label: Text, trust: Trust, edit: Edit) -> Self {
        Self { label, facts: Facts::new(), trust, edits: vec![edit] }
    }

    /// One more fact for the label.
    #[must_use]
    pub fn with(mut self, name: &'static str, fact: impl Into<crate::locale::Fact>) -> Self {
        self.facts = self.facts.with(name, fact);
        self
    }
}
