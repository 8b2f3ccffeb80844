//! Judging: what follows from what all pieces and lines have for the entries that hold.

use super::listen::{Quality, What, field_of, in_language, language};
use super::{Entry, Heard, WayOut};
use crate::channel::Channel;
use crate::check::Rulebook;
use crate::check::case::{Asked, Condition, Days};
use crate::check::facts::{Address, AmountKind, amounts};
use crate::check::rule::Rule;
use crate::compile::Part;
use crate::diag::{Finding, Place, Severity, Source};
use crate::liquid;
use crate::locale::{Fact, Text};
use crate::order;
use crate::render::{Line, Mail};
use crate::text::Span;

/// What a line has for the entries.
#[derive(Clone, Copy, Debug)]
pub struct LineHeard<'a> {
    /// The line.
    pub line: &'a Line,
    /// What was heard in it.
    pub heard: &'a [Heard],
}

pub(super) const MISSING: Text = Text { en: "is missing", fr: "manque" };
const ILLEGIBLE: Text = Text {
    en: "is there, but nobody can read it: hidden, too small or too pale",
    fr: "est là, mais personne ne peut le lire : trop petit, trop pâle ou masqué",
};
const ALTERED: Text = Text { en: "is not word for word as prescribed", fr: "n’est pas mot pour mot comme prescrit" };
const SOMETIMES: Text =
    Text { en: "is shown to some recipients only", fr: "n’apparaît que pour certains destinataires" };
const HARD: Text = Text {
    en: "asks for more than a click: to log in, to write or to call",
    fr: "demande plus qu’un clic : se connecter, écrire ou appeler",
};
const UNSAID: Text = Text {
    en: "does not say in plain words that one may unsubscribe",
    fr: "ne dit pas clairement qu’on peut se désabonner",
};
const UNDECLARED: Text = Text { en: "is not declared", fr: "n’est pas déclaré" };
const CONTRARY: Text = Text { en: "is declared otherwise", fr: "est déclaré autrement" };
const APART: Text = Text { en: "is not beside these words", fr: "n’est pas à côté de ces mots" };

/// A part of the message: a piece of the HTML by its number, or a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum In {
    Piece(usize),
    Line(usize),
}

struct Judge<'a> {
    mail: &'a Mail<'a>,
    lines: &'a [LineHeard<'a>],
    book: &'a Rulebook,
}

/// An entry that holds, and what was heard for it.
struct Case<'a> {
    rule: &'static Rule,
    entry: &'static Entry,
    severity: Severity,
    heard: Vec<(In, &'a Heard)>,
}

/// Judges anew those entries that are `anew`, by all that was heard: `pieces` in the order of [`Mail::parts`]. `told` has
/// what each entry says.
pub fn judge(
    mail: &Mail,
    pieces: &[&[Heard]],
    lines: &[LineHeard],
    book: &Rulebook,
    anew: &[bool],
    told: &mut [Vec<Finding>],
) {
    let entries = &book.listener.entries;
    let mut by_entry: Vec<Vec<(In, &Heard)>> = vec![Vec::new(); entries.len()];
    let pieces = pieces.iter().enumerate().flat_map(|(at, heard)| heard.iter().map(move |one| (In::Piece(at), one)));
    let in_lines =
        lines.iter().enumerate().flat_map(|(at, line)| line.heard.iter().map(move |one| (In::Line(at), one)));
    for (at, heard) in in_lines.chain(pieces) {
        if let Some(list) = by_entry.get_mut(heard.entry).filter(|_| anew.get(heard.entry) == Some(&true)) {
            list.push((at, heard));
        }
    }
    let judge = Judge { mail, lines, book };
    let cases = entries.iter().zip(by_entry).zip(told).zip(anew).filter(|(_, anew)| **anew);
    for ((((rule, entry, severity), heard), told), _) in cases {
        *told = judge.entry(&Case { rule, entry, severity: *severity, heard });
    }
}

impl Judge<'_> {
    fn entry(&self, case: &Case) -> Vec<Finding> {
        let said = self.said(case);
        let needs = &case.entry.needs;
        if case.entry.says.is_some() && said.is_empty() {
            return Vec::new();
        }
        if needs.is_nothing() && case.entry.says.is_none() {
            return vec![self.finding(case, self.end(), "")];
        }
        if needs.is_nothing() {
            return said
                .iter()
                .map(|(at, heard)| self.finding(case, self.place(*at, heard.span), &heard.words))
                .collect();
        }
        let words = said.first().map(|(_, heard)| heard.words.as_str()).unwrap_or_default();
        if let Some((place, state, wanted)) = self.unmet(case, &said) {
            let finding = self.finding(case, place, words).with("state", state).with("wording", wanted);
            return vec![finding];
        }
        self.undeclared(case, &said, words).into_iter().collect()
    }

    /// What sets the entry off, in order; not where another word beside it takes it back, and not where a register's
    /// entry is printed.
    fn said<'a>(&self, case: &Case<'a>) -> Vec<(In, &'a Heard)> {
        let says = || case.heard.iter().filter(|(_, heard)| heard.what == What::Says);
        let over = |one: &(In, &Heard), other: &(In, &Heard)| one.0 == other.0 && one.1.span.overlaps(other.1.span);
        let buts = case.heard.iter().filter(|(_, heard)| heard.what == What::But);
        // Words of which those that are said are a part take back these alone: of a `sugar-free` treat the `free` is another.
        let buts: Vec<_> = buts.map(|but| (but, says().any(|says| over(but, says)))).collect();
        let mut said: Vec<(In, &Heard)> = says()
            .filter(|says| {
                !buts.iter().any(|(but, is_narrow)| match is_narrow {
                    true => over(but, says),
                    false => but.0 == says.0 && but.1.block == says.1.block,
                })
            })
            .filter(|(at, heard)| !matches!(self.place(*at, heard.span).source, Source::Group(_)))
            .filter(|(_, heard)| !self.is_declared(case, &heard.words))
            .copied()
            .collect();
        // Of two that overlap, the longer is what is said.
        let all = said.clone();
        said.retain(|(at, heard)| {
            !all.iter().any(|(there, other)| {
                there == at && other.span.overlaps(heard.span) && other.span.len() > heard.span.len()
            })
        });
        said.dedup_by(|(a, one), (b, other)| a == b && one.span == other.span);
        said
    }

    /// Whether the amount in these words is one of those that the entry takes for right.
    fn is_declared(&self, case: &Case, words: &str) -> bool {
        let right = case.entry.says.as_ref().map_or(&[][..], |says| says.other_than);
        // The sign of the money may stand after the words that were heard.
        let said = if right.is_empty() { None } else { amounts(&format!("{words} €")).pop() };
        said.is_some_and(|said| {
            let near = if said.kind == AmountKind::Percent { 0.5 } else { 0.005 };
            let declared = right.iter().filter_map(|path| self.book.case.number(path));
            declared.into_iter().any(|own| (own - said.value).abs() <= near)
        })
    }

    /// The first thing that is needed and not met: where, how it stands, what it is.
    fn unmet(&self, case: &Case, said: &[(In, &Heard)]) -> Option<(Place, Text, String)> {
        let needs = &case.entry.needs;
        let tag = language(self.book.office.as_ref());
        for (nth, wording) in needs.wording.iter().enumerate().filter(|(_, one)| self.all_hold(one.when)) {
            let own = wording.setting.and_then(|name| self.book.policy.legal.strings.get(name));
            let own = own.map(|text| if tag == "fr" { &text.fr } else { &text.en }).filter(|text| !text.is_empty());
            let wanted =
                || own.cloned().or_else(|| in_language(wording.any, tag).next().map(str::to_owned)).unwrap_or_default();
            let found = self.of(case, What::Wording(nth));
            let lacking = said.iter().find(|(at, one)| {
                !found
                    .iter()
                    .any(|(there, heard)| there == at && heard.block == one.block && heard.quality == Quality::Good)
            });
            let stands = match (wording.beside && !said.is_empty(), lacking) {
                (true, Some((at, one))) if found.iter().any(|(_, heard)| heard.quality == Quality::Good) => {
                    Some((self.place(*at, one.span), APART))
                }
                (true, Some((at, one))) => {
                    Some((self.place(*at, one.span), self.state(&found).map_or(MISSING, |(_, state)| state)))
                }
                (true, None) => None,
                (false, _) if wording.anywhere && found.iter().any(|(at, _)| matches!(at, In::Line(_))) => None,
                (false, _) => self.seen(&found, said),
            };
            if let Some((place, state)) = stands.filter(|_| !(wording.linked && self.leads_on())) {
                return Some((place, state, wanted()));
            }
        }
        let links = needs.links.iter().enumerate().filter(|(_, one)| self.all_hold(one.when));
        for (nth, link) in links.filter(|_| !self.leads_on()) {
            if let Some((place, state)) = self.seen(&self.of(case, What::Link(nth)), said) {
                let label = in_language(link.label, tag).next().or(link.address.first().copied());
                return Some((place, state, label.unwrap_or_default().to_owned()));
            }
        }
        // Where no group is known, nobody knows what it must show.
        let office = self.book.office.as_ref();
        for (nth, field, office) in needs.shown.iter().enumerate().filter_map(|(nth, one)| Some((nth, one, office?))) {
            let Some(value) = field.split('|').find_map(|field| field_of(office, field)) else {
                let first = field.split('|').next().unwrap_or_default();
                let place = Place { source: Source::Group(first.to_owned()), span: Span::at(0) };
                return Some((place, MISSING, first.to_owned()));
            };
            if let Some((place, state)) = self.seen(&self.of(case, What::Shown(nth)), said) {
                return Some((place, state, value.to_owned()));
            }
        }
        if !needs.begins.is_empty() && self.of(case, What::Begins).is_empty() {
            let subject = self.lines.first().map(|line| line.line.place(Span::at(0)));
            return Some((
                subject.unwrap_or_else(|| self.end()),
                MISSING,
                needs.begins.first().copied().unwrap_or_default().to_owned(),
            ));
        }
        let ways = self.of(case, What::WayOut);
        match needs.way_out.contains(&WayOut::There) {
            _ if needs.way_out.is_empty() => None,
            true => self.seen(&ways, said),
            // Whether everybody has one is another rule's business.
            false => {
                let bad: Vec<_> = ways.iter().copied().filter(|(_, heard)| heard.quality != Quality::Good).collect();
                let concerns = bad.len() == ways.len() || self.everybody_meets(&ways);
                self.seen(&ways, said).and_then(|_| self.state(&bad)).filter(|_| concerns)
            }
        }
        .map(|(place, state)| (place, state, String::new()))
    }

    /// Whether it is a message with little room that leads on to a page.
    fn leads_on(&self) -> bool {
        let channel = self.book.case.channel;
        let opens = |part: &Part| part.channel() == channel && part.is_followed();
        channel != Channel::Email
            && (Part::ALL.iter().any(|part| opens(part) && part.of(self.mail.template).is_some())
                || self.lines.iter().any(|heard| !Address::written(heard.line).is_empty()))
    }

    /// Whether all of these conditions are so.
    fn all_hold(&self, asked: &[Asked]) -> bool {
        let days = Days { today: self.book.today, delivery: self.book.delivery };
        asked.iter().all(|asked| self.book.case.holds(asked, days))
    }

    /// A needed fact that nothing declares and nobody confirmed. Against what is declared no word of a person helps.
    fn undeclared(&self, case: &Case, said: &[(In, &Heard)], words: &str) -> Option<Finding> {
        let needs = &case.entry.needs;
        if !self.all_hold(needs.facts_when) {
            return None;
        }
        let days = Days { today: self.book.today, delivery: self.book.delivery };
        let holds = |asked: &&Asked| self.book.case.holds(asked, days);
        let one_of = needs.any_facts.first().filter(|_| !needs.any_facts.iter().any(|asked| holds(&asked)));
        let mut open = needs.facts.iter().filter(|asked| !holds(asked));
        let told = |path: &str| self.book.case.values(path).next().is_some();
        let declared = |asked: &&Asked| is_choice(asked) && asked.path.split('|').any(told);
        let contrary = open.clone().find(declared);
        let lacking = contrary.or(open.next()).or(one_of);
        let asks_anyway = needs.asks.is_some() && needs.facts.is_empty() && needs.any_facts.is_empty();
        if lacking.is_none() && !asks_anyway {
            return None;
        }
        let about = about(said);
        let id = case.rule.notice.id;
        let mut attested = self.book.case.attested.iter().filter(|_| contrary.is_none());
        if attested.any(|word| word.rule == id && word.about == about && !word.by.trim().is_empty()) {
            return None;
        }
        let place = match (said.first(), lacking.map(|asked| asked.path.split('.').next().unwrap_or_default())) {
            (Some((at, heard)), _) => self.place(*at, heard.span),
            (None, Some(subject @ ("audience" | "offer" | "schedule"))) => {
                Place { source: Source::Draft(subject.to_owned()), span: Span::at(0) }
            }
            (None, _) => self.once(case.entry),
        };
        let finding = self.finding(case, place, words).with("about", about);
        let wanted = lacking.map(|asked| asked.path).unwrap_or_default();
        let state = if contrary.is_some() { CONTRARY } else { UNDECLARED };
        let mut finding = finding.with("state", state).with("wording", wanted.to_owned());
        finding.asks = needs.asks.filter(|_| contrary.is_none());
        Some(finding)
    }

    fn of<'a>(&self, case: &Case<'a>, what: What) -> Vec<(In, &'a Heard)> {
        case.heard.iter().filter(|(_, heard)| heard.what == what).copied().collect()
    }

    /// Whether everybody reads it; else where to say so, and how it stands.
    fn seen(&self, found: &[(In, &Heard)], said: &[(In, &Heard)]) -> Option<(Place, Text)> {
        let good: Vec<_> = found.iter().copied().filter(|(_, heard)| heard.quality == Quality::Good).collect();
        if self.everybody_meets(&good) {
            return None;
        }
        let here = || said.first().map_or_else(|| self.end(), |(at, heard)| self.place(*at, heard.span));
        Some(self.state(found).unwrap_or_else(|| (here(), MISSING)))
    }

    /// Whether everybody meets one of these, whichever way Braze's conditions turn out.
    fn everybody_meets(&self, found: &[(In, &Heard)]) -> bool {
        let in_pieces: Vec<(usize, Span)> = (found.iter())
            .filter_map(|(at, heard)| match at {
                In::Piece(part) => Some((*part, heard.span)),
                In::Line(_) => None,
            })
            .collect();
        if !in_pieces.is_empty() && self.mail.on_every_path(&in_pieces) {
            return true;
        }
        // A text message and a push notification are nothing but a line.
        self.book.case.channel != Channel::Email
            && self.lines.iter().enumerate().any(|(nth, line)| {
                let here: Vec<Span> =
                    found.iter().filter(|(at, _)| *at == In::Line(nth)).map(|(_, heard)| heard.span).collect();
                !here.is_empty() && liquid::uses::on_every_path(&line.line.liquid, &here)
            })
    }

    fn state(&self, found: &[(In, &Heard)]) -> Option<(Place, Text)> {
        let best = found.iter().find(|(_, heard)| heard.quality == Quality::Good).or(found.first());
        best.map(|(at, heard)| {
            let state = match heard.quality {
                Quality::Good => SOMETIMES,
                Quality::Illegible => ILLEGIBLE,
                Quality::Altered => ALTERED,
                Quality::Hard => HARD,
                Quality::Unsaid => UNSAID,
            };
            (self.place(*at, heard.span), state)
        })
    }

    fn finding(&self, case: &Case, place: Place, words: &str) -> Finding {
        let finding = Finding::new(&case.rule.notice, place);
        Finding { severity: case.severity, ..finding }.with("term", Fact::from(words))
    }

    fn place(&self, at: In, span: Span) -> Place {
        match at {
            In::Piece(part) => self.mail.parts.get(part).map(|part| part.piece.place(span)),
            In::Line(line) => self.lines.get(line).map(|line| line.line.place(span)),
        }
        .unwrap_or_else(|| self.end())
    }

    /// Where something is told once that every channel lacks: of several the first text of all that the entry is about.
    fn once(&self, entry: &Entry) -> Place {
        let mut others = self.book.case.values("message.other_channels").peekable();
        if others.peek().is_none() {
            return self.end();
        }
        let names: Vec<&str> = others.chain([self.book.case.channel.name()]).collect();
        let concerns = |channel: Channel| entry.channels.contains(&channel) && names.contains(&channel.name());
        let first = |part: &&Part| concerns(part.channel()) && part.of(self.mail.template).is_some();
        let name = Part::ALL.iter().find(first).map_or("", |part| part.name());
        Place { source: Source::Template(name.to_owned()), span: Span::at(0) }
    }

    /// Where something that is missing belongs: of a card and of a WhatsApp message into the text, not after the button.
    fn end(&self) -> Place {
        let text = match self.book.case.channel {
            Channel::ContentCard => Some(Part::CardDescription),
            Channel::WhatsApp => Some(Part::WhatsAppBody),
            _ => None,
        };
        let text = text.and_then(|part| Some((part, part.of(self.mail.template)?)));
        text.map_or_else(
            || self.mail.end(),
            |(part, text)| Place { source: Source::Template(part.name().to_owned()), span: Span::at(text.len()) },
        )
    }
}

/// Whether a fact is asked to be one of some words, so that another word there says no.
const fn is_choice(asked: &Asked) -> bool {
    matches!(asked.condition, Condition::OneOf(_))
}

/// What a person is asked about: the words that set the rule off, each once, in order.
fn about(said: &[(In, &Heard)]) -> String {
    let mut words: Vec<&str> = said.iter().map(|(_, heard)| heard.words.trim()).collect();
    order::sort(&mut words);
    words.dedup();
    words.join(" · ")
}
