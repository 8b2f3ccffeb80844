//! What must hold of any bytes at all. A target panics where it does not.

use arbitrary::{Result, Unstructured};
use countersign::diag::Severity;
use countersign::liquid::ast::{Kind, Node, Template};
use countersign::liquid::eval::{Rendered, World, render};
use countersign::liquid::lengths::{Lengths, lengths};
use countersign::liquid::partial::{Emit, Knowledge, Known, PartialError, Path, constructs, specialise};
use countersign::liquid::uses::{on_every_path, uses, ways};
use countersign::liquid::value::Value;
use countersign::liquid::{limits, parse};
use countersign::text::Span;
use crate_author::{NAMES, Taste, template};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::author as crate_author;

/// Takes bytes, and panics where something does not hold of them.
pub type Target = fn(&[u8]);

/// The targets by name.
pub const TARGETS: &[(&str, Target)] =
    &[("liquid_parse", liquid_parse), ("liquid_partial", liquid_partial), ("liquid_eval", liquid_eval)];

/// The first byte says how the others are read: as a template, or as choices of an author.
fn written(data: &[u8], taste: Taste) -> String {
    match data.split_first() {
        None => String::new(),
        Some((first, rest)) if first % 4 == 0 => String::from_utf8_lossy(rest).into_owned(),
        Some((_, rest)) => template(&mut Unstructured::new(rest), taste).unwrap_or_default(),
    }
}

/// Reading never fails, every span lies in the source, every fix applies.
pub fn liquid_parse(data: &[u8]) {
    let source = written(data, Taste::Anything);
    let parsed = parse(&source);
    let inside = |span: Span, what: &str| {
        assert!(span.start <= span.end && source.get(span.start..span.end).is_some(), "{what} {span:?} of {source:?}");
    };
    assert_eq!(&*parsed.template.source, source);
    let end = tiled(&parsed.template.nodes, 0, &source);
    assert_eq!(end, source.len(), "the nodes end early: {source:?}");
    assert!(parsed.diagnostics.len() <= limits::FINDINGS + 1);
    let mut last = 0;
    for finding in &parsed.diagnostics {
        inside(finding.place.span, "a finding");
        assert!(finding.place.span.start >= last, "the findings are in no order: {source:?}");
        last = finding.place.span.start;
        for fix in &finding.fixes {
            let mut edits = fix.edits.clone();
            edits.sort_by_key(|edit| edit.span);
            let (mut fixed, mut at) = (String::new(), 0);
            for edit in &edits {
                inside(edit.span, "an edit");
                assert!(edit.span.start >= at, "edits overlap: {source:?}");
                fixed.push_str(&source[at..edit.span.start]);
                fixed.push_str(&edit.insert);
                at = edit.span.end;
            }
            fixed.push_str(&source[at..]);
            parse(&fixed);
        }
    }
    known_of(&parsed.template, &inside);
}

/// What the analysis tells lies in the source too.
fn known_of(template: &Template, inside: &dyn Fn(Span, &str)) {
    let found = uses(template);
    for one in &found.uses {
        inside(one.span, "a use");
        one.guards.iter().for_each(|guard| inside(guard.head, "a guard"));
    }
    found.aborts.iter().for_each(|abort| inside(abort.span, "an abort"));
    let printed = lengths(template, &|_, name| (name.len() < 9).then(|| Lengths::between(0, name.len())));
    printed.outputs.iter().for_each(|one| inside(one.span, "an output"));
    let found = ways(template, 64);
    found.ways.iter().flat_map(|way| &way.taken).for_each(|guard| inside(guard.head, "a guard"));
    let found = constructs(template, "a");
    found.iter().for_each(|one| inside(one.span, "a construct"));
    on_every_path(template, &found.iter().map(|one| one.span).collect::<Vec<_>>());
}

/// The nodes follow each other without a gap; what is in a block lies in its node.
fn tiled(nodes: &[Node], start: usize, source: &str) -> usize {
    let mut at = start;
    for node in nodes {
        assert_eq!(node.span.start, at, "a gap before a node: {source:?}");
        assert!(source.get(node.span.start..node.span.end).is_some(), "{:?} of {source:?}", node.span);
        at = node.span.end;
        let blocks: Vec<_> = match &node.kind {
            Kind::Text { shown } | Kind::Raw(shown) => {
                assert!(node.span.contains(*shown) && source.get(shown.start..shown.end).is_some(), "{source:?}");
                continue;
            }
            Kind::Capture { body, .. } | Kind::IfChanged(body) => vec![body],
            Kind::If(inner) => inner.arms.iter().map(|arm| &arm.body).collect(),
            Kind::Case(inner) => inner.arms.iter().map(|arm| &arm.body).collect(),
            Kind::For(inner) => std::iter::once(&inner.body).chain(inner.otherwise.iter().map(|(_, b)| b)).collect(),
            Kind::TableRow(inner) => vec![&inner.body],
            _ => continue,
        };
        let mut before = node.span.start;
        for block in blocks {
            assert!(block.span.start >= before && node.span.contains(block.span), "a block outside: {source:?}");
            before = block.span.end;
            if !block.nodes.is_empty() {
                let end = tiled(&block.nodes, block.span.start, source);
                assert_eq!(end, block.span.end, "a block ends early: {source:?}");
            }
        }
    }
    at
}

/// A value by chance.
fn any(choices: &mut Unstructured<'_>, depth: usize) -> Result<Json> {
    Ok(match choices.arbitrary::<u8>()? % if depth == 0 { 12 } else { 16 } {
        0 => Json::Null,
        1 => json!(true),
        2 => json!(false),
        3 => json!(choices.arbitrary::<i8>()?),
        4 => json!(choices.arbitrary::<i64>()?),
        5 => json!(choices.arbitrary::<f64>()?),
        6 => json!(u64::MAX),
        7 => json!(choices.arbitrary::<f32>()?),
        8 => json!(
            [
                "",
                " ",
                "a",
                "é\u{301}",
                "12.50",
                "-3",
                "2024-02-29",
                "now",
                "a,b,,c",
                "<b>&amp;</b>",
                "[1,{\"k\":2}]",
                "日本語",
                "x y\n z"
            ][usize::from(choices.arbitrary::<u8>()?) % 13]
        ),
        9..=11 => {
            let length = usize::from(choices.arbitrary::<u8>()?) % 24;
            json!(String::from_utf8_lossy(choices.bytes(length.min(choices.len()))?).replace(['{', '}', '%'], "_"))
        }
        12 | 13 => {
            let length = usize::from(choices.arbitrary::<u8>()?) % 5;
            Json::Array((0..length).map(|_| any(choices, depth - 1)).collect::<Result<_>>()?)
        }
        _ => {
            let length = usize::from(choices.arbitrary::<u8>()?) % 4;
            let name = |at: usize| ["k", "v", "n", "w"][at % 4].to_owned();
            Json::Object((0..length).map(|at| Ok((name(at), any(choices, depth - 1)?))).collect::<Result<_>>()?)
        }
    })
}

/// Data for the names of the author: by chance where there are bytes for it, else the same for all.
fn data(choices: &mut Unstructured<'_>) -> Map<String, Json> {
    let mut data = Map::new();
    for (name, usual) in USUAL.iter() {
        let chance = choices.arbitrary::<u8>().unwrap_or(0) % 3 == 1;
        let value = if chance { any(choices, 3).unwrap_or_default() } else { usual.clone() };
        data.insert((*name).to_owned(), value);
    }
    data
}

static USUAL: LazyLock<Vec<(&'static str, Json)>> = LazyLock::new(|| {
    vec![
        ("a", json!(" A b ")),
        ("b", json!("")),
        ("n", json!(2)),
        ("f", json!(2.5)),
        ("t", json!(true)),
        ("l", json!([{"k": "K1", "n": 2}, {"k": " ", "n": 1}, {"k": null}])),
        ("h", json!({"k": "v", "v": {"w": [1, [2, "x"]]}, "size": 7})),
        ("s", json!("h")),
    ]
});

/// How the bytes are shared out: a few for the data, the others for the template.
fn shared(bytes: &[u8]) -> (Map<String, Json>, u8, &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return (data(&mut Unstructured::new(&[])), 0, bytes) };
    let (own, rest) = rest.split_at(rest.len().min(usize::from(*first)));
    let mut choices = Unstructured::new(own);
    let mask = choices.arbitrary().unwrap_or(0xA5);
    (data(&mut choices), mask, rest)
}

/// Rendering stays within its bounds, tells where each byte came from, and says the same twice.
pub fn liquid_eval(bytes: &[u8]) {
    let (data, _, rest) = shared(bytes);
    let source = written(rest, Taste::Anything);
    let mut data = Json::Object(data);
    data["custom_attribute"] = json!({"a b": data["n"], "l": data["l"]});
    data["first_name"] = data["s"].clone();
    let samples = json!({
        "content_blocks": {"p": "{{ a }}{% break %}{{ x }}"}, "partials": {"p": "{{ a }}{{ i }}{% assign x = i %}"},
        "connected_content": {"https://x.y": {"n": [1]}}, "catalogs": {"c": {"1": {"n": 1}}}, "promotions": {"p": "CODE"},
    });
    let value = Value::from(&data);
    let template = parse(&source).template;
    let once = render(&template, &value, &World::default().with_samples(&samples));
    let twice = render(&template, &value, &World::default().with_samples(&samples));
    match (&once, &twice) {
        (Err(one), Err(other)) => assert_eq!(one, other, "{source:?}"),
        (Ok(one), Ok(other)) => {
            assert_eq!((&one.output, one.steps), (&other.output, other.steps), "not the same twice: {source:?}");
            within(one, &source);
        }
        _ => panic!("not the same twice: {source:?}"),
    }
}

fn within(done: &Rendered, source: &str) {
    assert!(done.output.len() <= limits::OUTPUT && done.steps <= limits::STEPS);
    let mut end = 0;
    for stretch in &done.trace {
        assert_eq!(stretch.output.start, end, "the trace has a gap: {source:?}");
        assert!(source.get(stretch.source.start..stretch.source.end).is_some(), "{source:?}");
        let output = done.output.get(stretch.output.start..stretch.output.end);
        assert!(output.is_some(), "the trace cuts a letter: {source:?}");
        assert!(!stretch.verbatim || output == source.get(stretch.source.start..stretch.source.end), "{source:?}");
        end = stretch.output.end;
    }
    assert_eq!(end, done.output.len(), "the trace ends early: {source:?}");
}

/// The names that are known, with their values.
pub struct Few(pub BTreeMap<String, Value>);

impl Known for Few {
    fn root(&self, name: &str) -> Knowledge<'_> {
        self.0.get(name).map_or(Knowledge::Foreign, Knowledge::Value)
    }

    fn any(&self) -> bool {
        !self.0.is_empty()
    }
}

/// The residue as text; values are printed as Liquid prints them.
pub struct Residue<'t> {
    /// The template.
    pub source: &'t str,
    /// What is left of it.
    pub text: String,
    /// In how many pieces it came.
    pub pieces: usize,
    /// A value has braces in it, which may come to be read as Liquid.
    pub braces: bool,
}

impl<'t> Residue<'t> {
    /// Nothing yet.
    pub const fn new(source: &'t str) -> Self {
        Self { source, text: String::new(), pieces: 0, braces: false }
    }

    /// Of `source` with the values of `known`.
    pub fn of(source: &'t str, known: &Few) -> std::result::Result<Self, PartialError> {
        let mut residue = Self::new(source);
        specialise(&parse(source).template, known, &mut residue)?;
        Ok(residue)
    }
}

impl Emit for Residue<'_> {
    fn source(&mut self, span: Span) {
        self.pieces += 1;
        self.text.push_str(span.of(self.source));
    }

    fn value(&mut self, _: Span, value: &Value, _: &Path, _: bool) {
        self.pieces += 1;
        let start = self.text.len();
        value.write_output(&mut self.text);
        self.braces |= self.text[start..].contains(['{', '}', '%']);
    }

    fn written(&mut self, text: &str, _: Span) {
        self.pieces += 1;
        self.text.push_str(text);
    }
}

/// The residue, rendered with the rest of the data, prints what the whole prints.
pub fn liquid_partial(bytes: &[u8]) {
    let (data, mask, rest) = shared(bytes);
    let source = written(rest, Taste::Splittable);
    // What other templates do with our variables, and a `break` that Ruby sees late, are no part of the law.
    let out_of_law = ["content_blocks", "include", "render", "break", "continue", "abort_message"];
    if rest.first().is_some_and(|first| first % 4 == 0) && out_of_law.iter().any(|word| source.contains(word)) {
        return;
    }
    // Neither is what broken markup turns into when it is cut: whoever compiles a template has refused it before.
    if parse(&source).diagnostics.iter().any(|finding| finding.severity == Severity::Error) {
        return;
    }
    let (mut known, mut later) = (BTreeMap::new(), Map::new());
    for (at, name) in NAMES.iter().enumerate() {
        let Some(value) = data.get(*name) else { continue };
        // What data print must not come to be read as Liquid; the host sees to that.
        if mask >> (at % 8) & 1 == 1 && !value.to_string().contains(['{', '}', '%']) {
            known.insert((*name).to_owned(), Value::from(value));
        } else {
            later.insert((*name).to_owned(), value.clone());
        }
    }
    let (whole, later) = (Value::from(Json::Object(data)), Value::from(Json::Object(later)));
    let world = World::default();
    let Ok(want) = render(&parse(&source).template, &whole, &world) else { return };
    let names: Vec<String> = known.keys().cloned().collect();
    let Ok(residue) = Residue::of(&source, &Few(known)) else { return };
    if residue.braces {
        return;
    }
    let got = render(&parse(&residue.text).template, &later, &world).map(|done| done.output);
    assert_eq!(got.as_ref(), Ok(&want.output), "template {source:?}\nknown {names:?}\nresidue {:?}", residue.text);
}
