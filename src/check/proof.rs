//! The harness that proves a rule's examples: what is found is what they mark, and the fixes make of it what they say.

use super::alone::{Told, bare_kit, bare_template, complete, of_template, spoken, written_out};
use super::book::{For, Rulebook};
use super::case::Case;
use super::example::{Example, Given};
use super::facts::{Lines, Plan};
use super::rule::Rule;
use super::slot;
use super::watch::Watch;
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
