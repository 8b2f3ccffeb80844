//! Frequency caps: how many messages a person gets at most in so many days.

use super::channel::Channel;
use super::people::Number;
use super::{Outcome, Workspace};

const DAY: i64 = 86_400_000;

impl Workspace {
    /// Whether this person has had enough by now (milliseconds).
    pub(super) fn is_capped(&self, person: Number, channel: Channel, now: i64) -> bool {
        self.settings.frequency_caps.iter().any(|cap| {
            let counts = |word: &str| cap.channel.as_deref().is_none_or(|only| only == word);
            if !counts(channel.word()) {
                return false;
            }
            let since = now.saturating_sub(i64::from(cap.days).saturating_mul(DAY));
            let had = self.inbox(person).rev().take_while(|had| had.at > since).filter(|had| {
                let message = had.content.messages.get(usize::from(had.message));
                had.outcome == Outcome::Sent && message.is_some_and(|message| counts(message.channel.word()))
            });
            had.take(cap.most).count() >= cap.most
        })
    }
}
