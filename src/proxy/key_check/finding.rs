//! What was found, in words for people.

use super::kind::{Kind, Variation};
use super::texts;
use crate::braze::{Created, Endpoint, Outcome, RateLimit, Said, Tracked};
use crate::locale::{Facts, Locale, Text};

/// Whether it is as it must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is.
    Fine,
    /// It is not.
    Wrong,
    /// That cannot be seen from here.
    Open,
}

impl State {
    /// `ok`, `wrong`, `open`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fine => "ok",
            Self::Wrong => "wrong",
            Self::Open => "open",
        }
    }
}

/// One thing that was found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What it is about: `key`, `users.track`, `campaign`, `variation`, `assumption` …
    pub about: &'static str,
    /// Whether it is as it must be.
    pub state: State,
    text: Text,
    remedy: Option<Text>,
    facts: Facts,
    kind: Option<Kind>,
    said: Option<Said>,
}

impl Finding {
    pub(super) const fn fine(about: &'static str, text: Text) -> Self {
        Self { about, state: State::Fine, text, remedy: None, facts: Facts::new(), kind: None, said: None }
    }

    pub(super) const fn wrong(about: &'static str, text: Text, remedy: Text) -> Self {
        Self { about, state: State::Wrong, text, remedy: Some(remedy), facts: Facts::new(), kind: None, said: None }
    }

    pub(super) const fn open(about: &'static str, text: Text) -> Self {
        Self { about, state: State::Open, text, remedy: None, facts: Facts::new(), kind: None, said: None }
    }

    pub(super) fn with(mut self, name: &'static str, fact: impl ToString) -> Self {
        self.facts = self.facts.with(name, fact.to_string());
        self
    }

    pub(super) fn said(mut self, said: &Said) -> Self {
        self.said = Some(said.clone());
        self
    }

    /// It is about messages of this kind: `{what}` and `{message}` in its texts.
    pub(super) const fn of(mut self, kind: Kind) -> Self {
        self.kind = Some(kind);
        self
    }

    fn facts(&self, locale: Locale) -> Facts {
        let facts = self.facts.clone();
        match self.kind {
            Some(kind) => facts.with("what", kind.plural().get(locale)).with("message", kind.in_the_dashboard()),
            None => facts,
        }
    }

    /// What was found.
    pub fn message(&self, locale: Locale) -> String {
        self.text.fill(locale, &self.facts(locale))
    }

    /// What to do, where something is wrong.
    pub fn remedy(&self, locale: Locale) -> Option<String> {
        self.remedy.map(|text| text.fill(locale, &self.facts(locale)))
    }

    /// What Braze said.
    pub fn braze(&self) -> Option<&str> {
        self.said.as_ref().map(Said::as_str)
    }
}

/// A key that Braze does not take, or a Braze that is not there.
pub(super) fn of_the_key<T>(status: u16, outcome: &Outcome<T>) -> Option<Finding> {
    match outcome {
        Outcome::KeyRefused { message } if status == 401 => {
            Some(Finding::wrong("key", texts::KEY_REFUSED, texts::KEY_DO).said(message))
        }
        Outcome::NotApplied { message } | Outcome::Ambiguous { message } if status == 0 => {
            Some(Finding::wrong("instance", texts::NOT_REACHED, texts::NOT_REACHED_DO).said(message))
        }
        _ => None,
    }
}

/// How many requests are left.
pub(super) fn of_the_budget(limit: &RateLimit) -> Finding {
    match (limit.remaining, limit.limit) {
        (Some(remaining), Some(most)) => {
            let seconds = limit.reset_in.unwrap_or_default();
            let facts = |finding: Finding| finding.with("left", remaining).with("most", most).with("seconds", seconds);
            if remaining < most / 10 {
                facts(Finding::wrong("budget", texts::BUDGET_LOW, texts::BUDGET_DO))
            } else {
                facts(Finding::fine("budget", texts::BUDGET))
            }
        }
        _ => Finding::open("budget", texts::BUDGET_OPEN),
    }
}

/// Whether the key may do this: whatever Braze says of the request itself, it has looked at it.
pub(super) fn of_a_permission<T>(endpoint: Endpoint, outcome: &Outcome<T>) -> Finding {
    let about = endpoint.permission();
    match outcome {
        Outcome::Applied { .. } | Outcome::Rejected { .. } => Finding::fine(about, texts::PERMITTED),
        Outcome::KeyRefused { message } => {
            Finding::wrong(about, texts::DENIED, texts::DENIED_DO).with("permission", about).said(message)
        }
        Outcome::NotApplied { message } | Outcome::Ambiguous { message } => {
            Finding::open(about, texts::PERMISSION_OPEN).said(message)
        }
    }
}

/// A key without a single permission is more likely a key that may not be used from here.
pub(super) fn all_denied(found: &mut Vec<Finding>) {
    let is_permission = |finding: &&Finding| Endpoint::ALL.iter().any(|known| known.permission() == finding.about);
    if found.iter().filter(is_permission).all(|finding| finding.state == State::Wrong) {
        found.push(Finding::wrong("key", texts::ALL_DENIED, texts::ALL_DENIED_DO));
    }
}

/// Whether Braze knows the app.
pub(super) fn of_the_app(app: &str, outcome: &Outcome<Tracked>) -> Finding {
    let unknown = |said: &Said| said.as_str().contains("APP_ID") || said.as_str().contains("app_id");
    let finding = match outcome {
        Outcome::Applied { notes, .. } => match notes.iter().find(|note| unknown(&note.message)) {
            Some(note) => Finding::wrong("app", texts::NO_APP, texts::APP_DO).said(&note.message),
            None => Finding::fine("app", texts::APP),
        },
        Outcome::Rejected { message } if unknown(message) => {
            Finding::wrong("app", texts::NO_APP, texts::APP_DO).said(message)
        }
        _ => Finding::open("app", texts::APP_OPEN),
    };
    finding.with("app", app)
}

/// Whether campaign and variation fit.
pub(super) fn of_a_variation(
    campaign: &str,
    variation: &Variation,
    groups: &[String],
    outcome: &Outcome<Created>,
) -> Option<Finding> {
    let found = match outcome {
        Outcome::Applied { .. } => Finding::fine("variation", texts::VARIATION),
        Outcome::Rejected { message } => {
            let says = |words: &str| message.as_str().to_lowercase().contains(words);
            let finding = if says("campaign") {
                Finding::wrong("campaign", texts::NO_CAMPAIGN, texts::CAMPAIGN_DO)
            } else if says("mismatched message type") {
                Finding::wrong("variation", texts::OTHER_CHANNEL, texts::OTHER_CHANNEL_DO)
            } else if says("message variant") {
                Finding::wrong("variation", texts::NO_VARIATION, texts::VARIATION_DO)
            } else if says("subscription group") {
                Finding::wrong("variation", texts::OTHER_NUMBERS, texts::NUMBERS_DO)
            } else if variation.kind == Kind::Email {
                Finding::wrong("assumption", texts::INERT_REFUSED, texts::INERT_DO)
            } else {
                // It was about something else than the variation: that fits or not.
                Finding::open("variation", texts::VARIATION_OPEN)
            };
            finding.said(message)
        }
        Outcome::NotApplied { message } | Outcome::Ambiguous { message } => {
            Finding::open("variation", texts::VARIATION_OPEN).said(message)
        }
        Outcome::KeyRefused { .. } => return None,
    };
    Some(about(found, campaign, variation, groups))
}

/// Groups that have nothing to send from: Braze is not even asked.
pub(super) fn of_no_numbers(campaign: &str, variation: &Variation, groups: &[String]) -> Finding {
    about(Finding::wrong("variation", texts::NO_NUMBERS, texts::NUMBERS_DO), campaign, variation, groups)
}

fn about(finding: Finding, campaign: &str, variation: &Variation, groups: &[String]) -> Finding {
    let numbers = variation.numbers.as_deref().unwrap_or_default();
    let finding = finding.of(variation.kind).with("campaign", campaign).with("id", &variation.id);
    finding.with("numbers", numbers).with("groups", groups.join(", "))
}
