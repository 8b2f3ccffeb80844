//! What was judged of a whole message, kept for as long as all that it was judged by stays as it was.
//!
//! In: what was found in each part, now and when it was last judged. Out: the findings about the whole. Only those rules
//! judge anew to which a part that changed has something to say, or that read something else that changed.

use super::packs::{self, Heard, LineHeard, Needs};
use super::rule::{Findings, Source};
use super::watch::Watch;
use super::whole::{Read, Sight, Whole};
use super::{Check, Looked, Rulebook};
use crate::channel::Channel;
use crate::compile::Part;
use crate::diag::Finding;
use crate::render::{Line, Mail};
use std::sync::Arc;

/// What was judged of a whole message.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    pieces: Vec<Arc<Looked>>,
    lines: Vec<Arc<Looked>>,
    /// What each entry of the packs said.
    entries: Vec<Vec<Finding>>,
    /// What each rule about the whole said, and what it read.
    rules: Vec<(Read, Vec<Finding>)>,
}

/// What changed since a message was last judged.
#[derive(Debug, Default)]
struct Changes {
    /// The pieces that were looked at anew: as they were, and as they are.
    pieces: Vec<Change>,
    /// The lines.
    lines: Vec<Change>,
    /// Everything has to be judged anew.
    all: bool,
}

type Change = (Arc<Looked>, Arc<Looked>);

impl Judged {
    /// Judges a message. Rulebook, kit, template and group are those of the last time; a part that was looked at anew
    /// comes in another [`Arc`]. `pieces` is in the order of [`Mail::parts`]; `lines` are the subject, the preheader and
    /// the plain text; on other channels, the text.
    pub fn judge(
        &mut self,
        mail: &Mail,
        pieces: &[&Arc<Looked>],
        lines: &[(&Line, &Arc<Looked>)],
        book: &Rulebook,
    ) -> Vec<Finding> {
        self.judge_watched(mail, pieces, lines, book, &mut Watch::default())
    }

    pub(super) fn judge_watched(
        &mut self,
        mail: &Mail,
        pieces: &[&Arc<Looked>],
        lines: &[(&Line, &Arc<Looked>)],
        book: &Rulebook,
        watch: &mut Watch,
    ) -> Vec<Finding> {
        let changes = self.take(pieces, lines);
        let rules = book.looking(|check| match check {
            Check::Whole { judge, .. } => Some(judge),
            _ => None,
        });
        let rules: Vec<_> = rules.collect();
        if changes.all {
            self.entries = vec![Vec::new(); book.listener.entries.len()];
            self.rules = vec![Default::default(); rules.len()];
        }
        let in_pieces: Vec<&[Heard]> = pieces.iter().map(|looked| looked.heard.as_slice()).collect();
        let in_lines: Vec<LineHeard> =
            lines.iter().map(|(line, looked)| LineHeard { line, heard: &looked.heard }).collect();
        packs::judge(mail, &in_pieces, &in_lines, book, &changes.entries(book), &mut self.entries);
        watch.done("entries, judging");

        for (index, ((read, told), (rule, severity, judge))) in self.rules.iter_mut().zip(&rules).enumerate() {
            if !changes.concern(index, *read) {
                continue;
            }
            let nothing = Sight::default();
            let sights: Vec<&Sight> =
                pieces.iter().map(|looked| looked.sights.get(index).unwrap_or(&nothing)).collect();
            let whole = Whole::new(mail, &sights);
            told.clear();
            let mut found = Findings::new(None, Source::Template(Part::Html.name().to_owned()), told);
            found.speak_for(&rule.notice, *severity);
            judge(&whole, book, &mut found);
            *read = whole.read();
            watch.done(rule.notice.id);
        }
        let mut drafted = Vec::new();
        for (rule, severity, look) in book.looking(|check| match check {
            Check::Draft(look) => Some(look),
            _ => None,
        }) {
            let mut found = Findings::new(None, Source::Draft("template".to_owned()), &mut drafted);
            found.speak_for(&rule.notice, severity);
            look(mail, book, &mut found);
        }
        let of_rules = || self.rules.iter().flat_map(|(_, told)| told);
        let whole: Vec<&Finding> = of_rules().filter(|finding| !book.silences(finding.notice.id)).collect();
        packs::together(&self.entries, &whole, book).chain(of_rules()).cloned().chain(drafted).collect()
    }

    /// Remembers the parts as they are now, and says what is different.
    fn take(&mut self, pieces: &[&Arc<Looked>], lines: &[(&Line, &Arc<Looked>)]) -> Changes {
        let lines: Vec<&Arc<Looked>> = lines.iter().map(|(_, looked)| *looked).collect();
        let new = self.pieces.len() != pieces.len() || self.lines.len() != lines.len();
        let (pieces, lines) = (exchange(&mut self.pieces, pieces), exchange(&mut self.lines, &lines));
        // Where a part begins or ceases to call the message off, every path meets other things.
        let all = new || pieces.iter().any(|(old, new)| old.calls_off != new.calls_off);
        Changes { pieces, lines, all }
    }
}

/// Puts the new ones into `kept`, and tells those that are others than before.
fn exchange(kept: &mut Vec<Arc<Looked>>, new: &[&Arc<Looked>]) -> Vec<Change> {
    let pairs = kept.iter().zip(new).filter(|(old, new)| !Arc::ptr_eq(old, new));
    let changes = pairs.map(|(old, new)| (Arc::clone(old), Arc::clone(new))).collect();
    *kept = new.iter().map(|looked| Arc::clone(looked)).collect();
    changes
}

impl Changes {
    /// For each entry of the packs whether it has to be judged anew.
    fn entries(&self, book: &Rulebook) -> Vec<bool> {
        let entries = &book.listener.entries;
        let mut anew = vec![self.all; entries.len()];
        for heard in (self.pieces.iter().chain(&self.lines)).flat_map(|(old, new)| old.heard.iter().chain(&new.heard)) {
            if let Some(anew) = anew.get_mut(heard.entry) {
                *anew = true;
            }
        }
        if !self.lines.is_empty() {
            // What a subject lacks is told at the subject; what leads on is no word.
            let short = book.case.channel != Channel::Email;
            let reads = |needs: &Needs| !needs.begins.is_empty() || (short && needs.may_be_linked());
            anew.iter_mut().zip(entries).for_each(|(anew, (_, entry, _))| *anew |= reads(&entry.needs));
        }
        anew
    }

    /// Whether the rule of this number, which read this the last time, has to judge anew.
    fn concern(&self, rule: usize, read: Read) -> bool {
        let sees = |looked: &Looked| looked.sights.get(rule).is_some_and(|sight| !sight.is_nothing());
        self.all
            || read.draft
            || (read.lines && !self.lines.is_empty())
            || self.pieces.iter().any(|(old, new)| read.others || sees(old) || sees(new))
    }
}
