//! What the entries say together, where several laws say the same of the same words.

use super::Entry;
use super::judge::MISSING;
use crate::check::Rulebook;
use crate::check::rule::Rule;
use crate::diag::Finding;
use crate::locale::Locale;
use std::cmp::Reverse;

/// What is told of all that each entry says: one that stands for a wider law's silences that, what two laws miss alike is
/// told once, and one gives way to what rules about the `whole` say at the same words. What a brand allowed under one law,
/// the other may still refuse.
pub fn together<'a>(
    told: &'a [Vec<Finding>],
    whole: &[&Finding],
    book: &Rulebook,
) -> impl Iterator<Item = &'a Finding> {
    let entries = || book.listener.entries.iter().zip(told);
    let speaking = entries().filter(|((rule, ..), told)| !told.is_empty() && !book.silences(rule.notice.id));
    let silent: Vec<&str> = speaking.flat_map(|((_, entry, _), _)| entry.instead_of).copied().collect();
    let all = entries().flat_map(|((rule, entry, _), told)| {
        told.iter().filter(|finding| !gives_way(entry, finding, whole)).map(|finding| (*rule, finding))
    });
    let all: Vec<(&Rule, &Finding)> = all.filter(|(_, finding)| !silent.contains(&finding.notice.id)).collect();
    // An entry misses one thing at a time: these are few, however often the message says what it must not.
    let missing: Vec<Missing> =
        all.iter().enumerate().filter_map(|(at, (rule, one))| Missing::of(at, rule, one)).collect();
    let speak: Vec<&Missing> = missing.iter().filter(|one| !book.silences(one.rule.notice.id)).collect();
    let mut told_elsewhere = vec![false; all.len()];
    for one in &missing {
        if let Some(elsewhere) = told_elsewhere.get_mut(one.at) {
            *elsewhere = speak.iter().any(|other| other.is_alike(one) && other.weight() > one.weight());
        }
    }
    all.into_iter().zip(told_elsewhere).filter(|(_, elsewhere)| !elsewhere).map(|((_, finding), _)| finding)
}

/// Whether a rule about the whole message that the entry gives way to has found something at these words.
fn gives_way(entry: &Entry, finding: &Finding, whole: &[&Finding]) -> bool {
    let mut others = whole.iter().filter(|other| entry.gives_way_to.contains(&other.notice.id));
    others.any(|other| other.place.source == finding.place.source && other.place.span.overlaps(finding.place.span))
}

/// A wording that a law misses.
struct Missing<'a> {
    at: usize,
    rule: &'a Rule,
    finding: &'a Finding,
    wording: &'a str,
}

impl<'a> Missing<'a> {
    fn of(at: usize, rule: &'a Rule, finding: &'a Finding) -> Option<Self> {
        let fact = |name| finding.facts.get(name, Locale::En).unwrap_or_default();
        (fact("state") == MISSING.en).then(|| Self { at, rule, finding, wording: fact("wording") })
    }

    /// Whether another law misses the same wording at the same place.
    fn is_alike(&self, other: &Self) -> bool {
        self.finding.notice.id != other.finding.notice.id
            && self.finding.place == other.finding.place
            && self.wording == other.wording
    }

    /// The graver first, then the law of the country before the Union's, then what no brand can waive.
    fn weight(&self) -> impl Ord + use<> {
        let notice = self.finding.notice;
        (self.finding.severity, !notice.jurisdictions.contains(&"EU"), !notice.waivable, Reverse(self.at))
    }
}
