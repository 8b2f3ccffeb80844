//! Listening: one pass over the words of a piece, for all entries that hold.

use super::{Entry, Says, WayOut, Where, Words};
use crate::check::Rulebook;
use crate::check::facts::{AmountKind, Facts, Prose, ProseKind, reductions};
use crate::check::rule::Rule;
use crate::diag::Severity;
use crate::group::Office;
use crate::policy::Policy;
use crate::text::{BLOCK_END, Following, Phrases, Span, fold};

/// The entries that hold, and all that they listen for in one list of phrases.
#[derive(Clone, Debug, Default)]
pub struct Listener {
    /// The entries that hold, each with how gravely.
    pub(in crate::check) entries: Vec<Holding>,
    phrases: Phrases,
    meanings: Vec<Meaning>,
    /// Whether any entry listens for amounts.
    amounts: bool,
    /// Whether any entry listens for reductions.
    reductions: bool,
}

/// An entry that holds, its rule, and how gravely.
pub type Holding = (&'static Rule, &'static Entry, Severity);

/// What a phrase means to an entry.
#[derive(Clone, Debug)]
struct Meaning {
    entry: usize,
    what: What,
    /// The phrase, where it must be read word for word.
    verbatim: Option<String>,
    size: f32,
}

/// What was heard for an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    /// What sets it off.
    Says,
    /// What takes that back.
    But,
    /// Its wording of this number.
    Wording(usize),
    /// The field of the profile of this number.
    Shown(usize),
    /// Its link of this number.
    Link(usize),
    /// What a subject must begin with.
    Begins,
    /// A link by which people unsubscribe.
    WayOut,
}

/// Something that an entry listens for, heard in a piece or a line.
#[derive(Clone, Debug)]
pub struct Heard {
    pub(in crate::check) entry: usize,
    pub(super) what: What,
    /// Where, in the HTML of the piece or in the line.
    pub(super) span: Span,
    /// The words.
    pub(super) words: String,
    /// The block of the piece in which it stands.
    pub(super) block: usize,
    /// Whether a reader can read it as it must be read.
    pub(super) quality: Quality,
}

/// How wording stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quality {
    Good,
    Illegible,
    Altered,
    /// It asks for more than a click.
    Hard,
    /// It does not say what it is for.
    Unsaid,
}

impl Listener {
    /// Listens for these entries, as this policy and this group word what they need.
    pub(in crate::check) fn new(entries: Vec<Holding>, policy: &Policy, office: Option<&Office>) -> Self {
        let language = language(office);
        let mut made = Self { entries, ..Self::default() };
        let mut phrases: Vec<(String, Following)> = Vec::new();
        for (index, (_, entry, _)) in made.entries.iter().enumerate() {
            let mut listen = |phrase: &str, following, what, verbatim: bool, size| {
                let verbatim = verbatim.then(|| phrase.to_owned());
                phrases.push((phrase.to_owned(), following));
                made.meanings.push(Meaning { entry: index, what, verbatim, size });
            };
            if let Some(says) = &entry.says {
                made.amounts |= says.percent || says.money || says.struck;
                made.reductions |= says.off_above.is_some() || says.off_price;
                for phrase in in_language(says.words, language) {
                    listen(phrase, Following::Closely, What::Says, false, 0.0);
                }
                for phrase in in_language(says.but, language) {
                    listen(phrase, Following::Closely, What::But, false, 0.0);
                }
            }
            for (nth, wording) in entry.needs.wording.iter().enumerate() {
                let own = wording.setting.and_then(|name| policy.legal.strings.get(name));
                let own =
                    own.into_iter().flat_map(|text| [text.en.as_str(), text.fr.as_str()]).filter(|t| !t.is_empty());
                for phrase in in_language(wording.any, language).chain(own) {
                    listen(phrase, Following::Loosely, What::Wording(nth), wording.verbatim, wording.size);
                }
            }
            for (nth, field) in entry.needs.shown.iter().enumerate() {
                for value in field.split('|').filter_map(|field| office.and_then(|office| field_of(office, field))) {
                    listen(value, Following::Loosely, What::Shown(nth), false, super::LEAST_SIZE);
                }
            }
        }
        let list = phrases.iter().enumerate().map(|(tag, (phrase, following))| (phrase.as_str(), tag, *following));
        made.phrases = Phrases::new(list);
        made
    }

    /// Whether it listens for just these.
    pub(in crate::check) fn listens_for(&self, entries: &[Holding]) -> bool {
        let same = |(one, other): (&Holding, &Holding)| std::ptr::eq(one.1, other.1) && one.2 == other.2;
        self.entries.len() == entries.len() && self.entries.iter().zip(entries).all(same)
    }

    /// What a piece has for the entries.
    pub(in crate::check) fn piece(&self, facts: &Facts, book: &Rulebook) -> Vec<Heard> {
        let mut heard = Vec::new();
        if self.entries.is_empty() {
            return heard;
        }
        for (nth, prose) in facts.prose.iter().enumerate().filter(|(_, prose)| prose.kind != ProseKind::Link) {
            self.prose(prose, nth, Some(facts), &mut heard);
        }
        let language = language(book.office.as_ref());
        for (index, (_, entry, _)) in self.entries.iter().enumerate() {
            for (nth, wanted) in entry.needs.links.iter().enumerate() {
                let fits = |link: &&crate::check::facts::Link| {
                    let label = || fold(&link.words.text);
                    link.visible
                        && (wanted.label.is_empty()
                            || in_language(wanted.label, language).any(|phrase| label().contains(&fold(phrase))))
                        && (wanted.address.is_empty()
                            || wanted.address.iter().any(|part| link.written.to_lowercase().contains(part)))
                };
                for link in facts.links.iter().filter(fits) {
                    let (what, words) = (What::Link(nth), String::new());
                    heard.push(Heard { entry: index, what, span: link.span, words, block: 0, quality: Quality::Good });
                }
            }
        }
        self.ways_out(facts, book, &mut heard);
        heard
    }

    /// The links by which people unsubscribe, for each entry as it wants them.
    fn ways_out(&self, facts: &Facts, book: &Rulebook, heard: &mut Vec<Heard>) {
        let wants: Vec<(usize, &[WayOut])> = (self.entries.iter().enumerate())
            .map(|(index, (_, entry, _))| (index, entry.needs.way_out))
            .filter(|(_, wanted)| !wanted.is_empty())
            .collect();
        if wants.is_empty() {
            return;
        }
        for way in facts.ways_out(book) {
            for (entry, wanted) in &wants {
                let quality = match () {
                    () if wanted.contains(&WayOut::Seen) && !way.seen => Quality::Illegible,
                    () if wanted.contains(&WayOut::Easy) && !way.easy => Quality::Hard,
                    () if wanted.contains(&WayOut::Said) && !way.said => Quality::Unsaid,
                    () => Quality::Good,
                };
                let (what, words) = (What::WayOut, String::new());
                heard.push(Heard { entry: *entry, what, span: way.span, words, block: 0, quality });
            }
        }
    }

    /// What a line has for the entries.
    pub(in crate::check) fn line(&self, prose: &Prose) -> Vec<Heard> {
        let mut heard = Vec::new();
        if self.entries.is_empty() {
            return heard;
        }
        self.prose(prose, 0, None, &mut heard);
        if matches!(prose.kind, ProseKind::Subject | ProseKind::Message) {
            for (entry, (_, said, _)) in self.entries.iter().enumerate() {
                let says = said.says.as_ref().map_or(&[][..], |says| says.begins);
                for (what, list, exact) in [(What::Says, says, false), (What::Begins, said.needs.begins, true)] {
                    if let Some(part) = begins(&prose.text, list, exact) {
                        let words = part.of(&prose.text).to_owned();
                        heard.push(Heard {
                            entry,
                            what,
                            span: prose.span(part),
                            words,
                            block: 0,
                            quality: Quality::Good,
                        });
                    }
                }
            }
        }
        heard
    }

    fn prose(&self, prose: &Prose, nth: usize, facts: Option<&Facts>, heard: &mut Vec<Heard>) {
        // A message that is one text is its own body, and all of it is seen at once; its first line is what a subject is.
        let is_part = |part: &Where, at: usize| match prose.kind {
            ProseKind::Subject => *part == Where::Subject,
            ProseKind::Preheader => *part == Where::Preheader,
            ProseKind::Running | ProseKind::Aside | ProseKind::Link => *part == Where::Body,
            ProseKind::Message => {
                *part != Where::Subject || !prose.text.get(..at).is_some_and(|head| head.contains('\n'))
            }
        };
        let running = prose.kind != ProseKind::Aside;
        let blocks: Vec<usize> = match running {
            true => prose.text.match_indices(BLOCK_END).map(|(at, _)| at).collect(),
            false => Vec::new(),
        };
        // Words of images and controls are blocks of their own, after those of the running text.
        let block = |at: usize| if running { blocks.partition_point(|end| *end < at) } else { usize::MAX - nth };
        let in_part = |says: &Says, at| says.parts.is_empty() || says.parts.iter().any(|part| is_part(part, at));
        for (span, tag) in self.phrases.find(&prose.text, prose.words()) {
            let Some(meaning) = self.meanings.get(tag) else { continue };
            let says = self.entries.get(meaning.entry).and_then(|(_, entry, _)| entry.says.as_ref());
            let quality = match meaning.what {
                What::Says | What::But if says.is_none_or(|says| in_part(says, span.start)) => Quality::Good,
                What::Says | What::But => continue,
                _ if !running => continue,
                _ => meaning.quality(prose, span, facts),
            };
            heard.push(Heard {
                entry: meaning.entry,
                what: meaning.what,
                span: prose.span(span),
                words: span.of(&prose.text).to_owned(),
                block: block(span.start),
                quality,
            });
        }
        let mut hear = |span: Span, wanted: &dyn Fn(&Says) -> bool| {
            for (entry, (_, said, _)) in self.entries.iter().enumerate() {
                if said.says.as_ref().is_some_and(|says| in_part(says, span.start) && wanted(says)) {
                    heard.push(Heard {
                        entry,
                        what: What::Says,
                        span: prose.span(span),
                        words: span.of(&prose.text).to_owned(),
                        block: block(span.start),
                        quality: Quality::Good,
                    });
                }
            }
        };
        for amount in if self.amounts { prose.amounts() } else { &[] } {
            let struck = || facts.is_some_and(|facts| running && facts.is_struck(prose, amount.span));
            hear(amount.span, &|says| match amount.kind {
                AmountKind::Percent => says.percent,
                AmountKind::Money(_) => says.money || (says.struck && struck()),
            });
        }
        for off in if self.reductions { reductions(&prose.text, prose.words(), prose.amounts()) } else { Vec::new() } {
            hear(off.span, &|says| {
                says.off_above.is_some_and(|most| off.percent > most) || (says.off_price && off.off_price)
            });
        }
    }
}

impl Meaning {
    fn quality(&self, prose: &Prose, span: Span, facts: Option<&Facts>) -> Quality {
        let exact = |phrase: &str| same_signs(span.of(&prose.text), phrase);
        if self.verbatim.as_deref().is_some_and(|phrase| !exact(phrase)) {
            return Quality::Altered;
        }
        match facts.is_none_or(|facts| facts.is_legible(prose, span, self.size)) {
            true => Quality::Good,
            false => Quality::Illegible,
        }
    }
}

/// Whether two texts have the same letters and signs; white space, the form of apostrophes and a last full stop or
/// bracket aside.
fn same_signs(one: &str, other: &str) -> bool {
    let signs = |text: &str| -> String {
        let text = text.trim().trim_end_matches(['.', '!', ')', '»', '”', ' ', '\u{a0}', '\u{202f}']);
        text.chars()
            .filter(|c| !c.is_whitespace() && *c != BLOCK_END)
            .map(|c| if c == '’' { '\'' } else { c })
            .collect()
    };
    signs(one) == signs(other)
}

/// Where `text` begins with one of `list`; letter case aside, unless it must be `exact`.
fn begins(text: &str, list: &[&str], exact: bool) -> Option<Span> {
    let start = text.len() - text.trim_start().len();
    let bare = text.get(start..).unwrap_or_default();
    list.iter().find_map(|wanted| {
        let head = bare.get(..wanted.len())?;
        (head == *wanted || (!exact && head.to_lowercase() == wanted.to_lowercase()))
            .then(|| Span::new(start, start + wanted.trim_end().len()))
    })
}

/// The primary tag of the language in which a group writes; empty where that is not known.
pub(super) fn language(office: Option<&Office>) -> &str {
    let tag = office.and_then(|office| office.profile.locale.as_deref()).unwrap_or_default();
    tag.split(['-', '_']).next().unwrap_or_default()
}

/// The phrases of a language and of all languages; every phrase where the language has none or is not known.
pub(super) fn in_language<'a>(words: &'static [Words], language: &'a str) -> impl Iterator<Item = &'a str> {
    let all = language.is_empty() || !words.iter().any(|list| list.language == language);
    let lists = words.iter().filter(move |list| all || list.language == "*" || list.language == language);
    // A list for every language is enough where this one has none of its own.
    let common = words.iter().any(|list| list.language == "*");
    lists
        .filter(move |list| !(all && common && !language.is_empty()) || list.language == "*")
        .flat_map(|list| list.phrases.lines())
}

/// What a group's profile says under a name.
pub(super) fn field_of<'a>(office: &'a Office, field: &str) -> Option<&'a str> {
    let profile = &office.profile;
    let value = match field {
        "name" => Some(profile.name.as_str()),
        "legal_entity" => profile.legal_entity.as_deref(),
        "address" => profile.address.as_deref(),
        "city" => profile.city.as_deref(),
        "phone" => profile.phone.as_deref(),
        "website" => profile.website.as_deref(),
        "sender.name" => profile.sender.as_ref().map(|sender| sender.name.as_str()),
        "sender.email" => profile.sender.as_ref().map(|sender| sender.email.as_str()),
        other => profile.fields.get(other).map(String::as_str),
    };
    value.filter(|value| !value.trim().is_empty())
}
