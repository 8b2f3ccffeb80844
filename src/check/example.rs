//! A rule's examples, and the harness that proves them.
//!
//! In an example `[[ ]]` marks what must be found; an empty mark is a place where something is missing. Nothing else may
//! be found by that rule.

use super::alone::{Told, bare_kit, bare_template, complete, of_template, spoken, written_out};
use super::book::{For, Rulebook};
use super::case::Case;
use super::facts::{Lines, Plan};
use super::rule::Rule;
use super::slot;
use super::watch::Watch;
use crate::channel::Channel;
use crate::compile::slots::Filled;
use crate::compile::{Origin, Part, Piece, Surroundings, Trace};
use crate::diag::{Finding, FindingView, Source};
use crate::draft::{Draft, Schedule};
use crate::group::{Group, Office};
use crate::locale::Locale;
use crate::markdown::{self, Allowed, MergeTags};
use crate::order;
use crate::policy::Policy;
use crate::render::Line;
use crate::template::Slot;
use crate::text::{Span, apply};
use serde_json::Value;
use std::collections::BTreeMap;

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

/// What is wrong with the examples of a rule; empty where they prove it.
pub fn prove(rule: &'static Rule) -> Vec<String> {
    let mut faults = Vec::new();
    let id = rule.notice.id;
    if !rule.examples.iter().any(Example::is_bad) {
        faults.push(format!("{id}: no example in which something is found"));
    }
    if rule.examples.iter().all(Example::is_bad) {
        faults.push(format!("{id}: no example in which nothing is found"));
    }
    let notice = &rule.notice;
    for text in [notice.title, notice.message, notice.why, notice.fix] {
        let (en, fr) = (facts_in(text.en), facts_in(text.fr));
        if en != fr {
            faults.push(format!("{id}: English names {en:?}, French {fr:?}"));
        }
    }
    for (nth, example) in rule.examples.iter().enumerate() {
        if let Err(fault) = prove_one(rule, example) {
            faults.push(format!("{id}, example {}: {fault}\n    {}", nth + 1, example.given.text()));
        }
    }
    faults
}

fn prove_one(rule: &Rule, example: &Example) -> Result<(), String> {
    let (text, marks) = marked(example.given.text());
    let findings = look(rule, example, &text)?;
    let spans = |findings: &[Finding]| {
        let mut spans: Vec<Span> = findings.iter().map(|finding| finding.place.span).collect();
        order::sort(&mut spans);
        spans
    };
    match example.missing {
        true if findings.len() != 1 => return Err(format!("expected one finding, got {}", findings.len())),
        false if spans(&findings) != marks => {
            let found: Vec<String> =
                spans(&findings).iter().map(|span| format!("{span:?} “{}”", span.of(&value(example, &text)))).collect();
            return Err(format!("expected {marks:?}, found {}", found.join(", ")));
        }
        _ => {}
    }
    for finding in &findings {
        for locale in [Locale::En, Locale::Fr] {
            let view = FindingView::new(finding, locale);
            let labels = view.fixes.iter().map(|fix| fix.label.clone());
            for said in [view.title, view.message, view.why, view.hint].into_iter().chain(labels) {
                if said.trim().is_empty() || has_open_fact(&said) {
                    return Err(format!("a text says “{said}”"));
                }
            }
        }
    }
    let Some(fixed) = example.fixed else { return Ok(()) };
    let edits: Vec<_> =
        findings.iter().filter_map(|finding| finding.fixes.first()).flat_map(|fix| fix.edits.clone()).collect();
    let result = apply(&text, &edits);
    if result != fixed {
        return Err(format!("the fix gives “{result}”, not “{fixed}”"));
    }
    let left = look(rule, example, fixed)?;
    let unfixable = findings.iter().filter(|finding| finding.fixes.is_empty()).count();
    if left.len() > unfixable {
        return Err(format!("after the fix, {} findings are left", left.len()));
    }
    Ok(())
}

/// The facts that a text names, in order of their names.
fn facts_in(text: &str) -> std::collections::BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

/// What the rule finds in one of its examples: for showing what it says.
pub fn findings(rule: &'static Rule, example: &Example) -> Vec<Finding> {
    look(rule, example, &marked(example.given.text()).0).unwrap_or_default()
}

/// Whether a `{fact}` was left open. Liquid has two braces or a dollar sign.
fn has_open_fact(text: &str) -> bool {
    text.match_indices('{').any(|(at, _)| {
        let inner = text.get(at + 1..).unwrap_or_default();
        let doubled =
            text.get(..at).is_some_and(|before| before.ends_with(['{', '$'])) || inner.starts_with(['{', '%']);
        !doubled && inner.split_once('}').is_some_and(|(name, _)| name.bytes().all(|byte| byte.is_ascii_lowercase()))
    })
}

/// The string whose positions an example's findings are in.
fn value(example: &Example, text: &str) -> String {
    match example.given {
        Given::Slot(..) => serde_json::from_str::<String>(text).unwrap_or_default(),
        _ => text.to_owned(),
    }
}

/// A text without its marks, and where they were. A bracket inside a mark is the text's own: `[[[city]]]` marks
/// `[city]`. In the JSON of a slot, positions are those of the string.
fn marked(text: &str) -> (String, Vec<Span>) {
    let quoted = usize::from(text.starts_with('"'));
    let (mut plain, mut marks, mut open) = (String::new(), Vec::new(), None);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("[[") && open.is_none() {
            open = Some(plain.len());
            rest = rest.get(2..).unwrap_or_default();
        } else if let Some(start) = open.filter(|start| rest.starts_with("]]") && !has_open_bracket(&plain, *start)) {
            marks.push(Span::new(start - quoted, plain.len() - quoted));
            open = None;
            rest = rest.get(2..).unwrap_or_default();
        } else {
            plain.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    (plain, marks)
}

fn has_open_bracket(plain: &str, start: usize) -> bool {
    let inner = plain.get(start..).unwrap_or_default();
    inner.matches('[').count() > inner.matches(']').count()
}

/// What the rule finds in the example with this text instead of its own.
fn look(rule: &Rule, example: &Example, text: &str) -> Result<Vec<Finding>, String> {
    let wrong = |error: serde_json::Error| error.to_string();
    let policy: Policy = serde_json::from_str(example.policy).map_err(wrong)?;
    let profile: Group = serde_json::from_str(example.group).map_err(wrong)?;
    let office = Office { id: "example".to_owned(), above: Vec::new(), profile };
    let language = Locale::spoken(office.profile.locale.as_deref().unwrap_or_default());
    let today = jiff::civil::date(2026, 11, 23);
    let delivery = match example.delivery {
        Some(day) => day.parse().map_err(|_| format!("“{day}” is not a day"))?,
        None => today,
    };
    let kit = bare_kit(policy);
    let policy = &kit.policy;
    let mut case = Case::of(&kit, policy, &office, &bare_template(""), &Draft::default());
    case.channel = example.channel;
    let facts: BTreeMap<String, Value> = serde_json::from_str(example.facts).map_err(wrong)?;
    facts.into_iter().for_each(|(path, value)| case.tell(&path, value));
    let book = Rulebook::new(For {
        policy: Some(policy),
        office: Some(&office),
        template: "example",
        language,
        today,
        delivery,
        case: &case,
    });
    let told = Told { template: told(example.template)?, draft: told(example.draft)? };
    let mut findings = match example.given {
        Given::Line(_) => spoken(Part::Subject, text, &book, &told),
        Given::Preheader(_) => spoken(Part::Preheader, text, &book, &told),
        Given::Html(_) | Given::Liquid(_) => of_template(text, &book, &told, &mut Watch::default()),
        Given::Mail(subject, _) => complete(subject, text, &book),
        Given::Markdown(_) => super::piece(&written(text), &book).findings,
        Given::Schedule(_) => Vec::new(),
        Given::Lines(_) => of_lines(text, &book),
        Given::Slot(definition, _) => {
            let definition: Slot = serde_json::from_str(definition).map_err(wrong)?;
            let value: Value = serde_json::from_str(text).map_err(wrong)?;
            slot(&Filled { path: definition.id.clone(), slot: &definition, value: Some(&value) }, &book)
        }
    };
    let schedule: Option<Schedule> = match example.given {
        Given::Schedule(_) => Some(serde_json::from_str(text).map_err(wrong)?),
        _ => None,
    };
    let noon = "2026-11-23T12:00:00Z".parse().unwrap_or_default();
    findings.extend(super::plan(&Plan { audience: None, schedule: schedule.as_ref(), now: noon }, &book));
    findings.retain(|finding| finding.notice.id == rule.notice.id);
    Ok(findings)
}

/// What is found in lines that are written out, where it stands in the whole text.
fn of_lines(text: &str, book: &Rulebook) -> Vec<Finding> {
    let lines = written_out(text);
    let template = bare_template("");
    let mut found = super::lines(&Lines::new(lines.iter().map(|(line, _)| line), &template), book);
    for finding in &mut found {
        let source = &finding.place.source;
        let own = |(line, _): &&(Line, usize)| *source == Source::Template(line.part.name().to_owned());
        if let Some((_, from)) = lines.iter().find(own) {
            finding.place.span = finding.place.span.shift(*from);
        }
    }
    found
}

/// What an example says of its template or its draft.
fn told(json: &str) -> Result<Value, String> {
    if json.is_empty() { Ok(Value::Null) } else { serde_json::from_str(json).map_err(|error| error.to_string()) }
}

/// What the pipeline makes of a Markdown slot, with the way back to what was written.
fn written(text: &str) -> Piece {
    let slot = markdown::render(text, &Allowed::EDITOR, &MergeTags::new());
    let mut trace = Trace::default();
    let mut done = 0;
    let mut from = 0;
    let path: std::sync::Arc<str> = "slot".into();
    for stretch in &slot.trace {
        // What the pipeline wrote between belongs to the place at which it wrote it.
        let between = Origin::Slot { path: path.clone(), span: Span::at(from) };
        trace.push(Span::new(done, stretch.out.start), between);
        trace.push(stretch.out, Origin::Slot { path: path.clone(), span: stretch.from });
        (done, from) = (stretch.out.end, stretch.from.end);
    }
    trace.push(Span::new(done, slot.html.len()), Origin::Slot { path, span: Span::at(from) });
    Piece::new(
        slot.html,
        trace,
        std::sync::Arc::new(Surroundings { element: Some("td".to_owned()), ..Default::default() }),
        &[],
    )
}

#[cfg(test)]
mod tests {
    use super::super::catalogue;
    use super::*;

    #[test]
    fn marks_come_off() {
        assert_eq!(marked("A [[b]] c[[]]"), ("A b c".to_owned(), vec![Span::new(2, 3), Span::new(5, 5)]));
        assert_eq!(marked("[[[city]]]"), ("[city]".to_owned(), vec![Span::new(0, 6)]));
        assert_eq!(marked("\"[[a]]\"").1, vec![Span::new(0, 1)]);
    }

    #[test]
    fn every_rule_proves_its_examples() {
        let faults: Vec<String> = catalogue::all().flat_map(prove).collect();
        assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
    }
}
