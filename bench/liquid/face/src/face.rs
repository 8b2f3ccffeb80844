//! The verbs: check, render, specialise, uses. Each from a text, as the page would call it, or over again on a template
//! that is held, so that the copy into the module's memory can be told from the work.

use crate::diag::FindingView;
use crate::liquid::ast::Template;
use crate::liquid::eval::{World, render};
use crate::liquid::partial::{Emit, Knowledge, Known, Path, specialise};
use crate::liquid::value::Value;
use crate::liquid::{parse, uses};
use crate::locale::Locale;
use crate::text::Span;
use wasm_bindgen::prelude::*;

/// A template that is held, with the data that it is given.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Held {
    template: Template,
    data: Value,
    world: World,
}

#[wasm_bindgen]
impl Held {
    /// Reads both.
    #[wasm_bindgen(constructor)]
    pub fn new(source: &str, data: &str) -> Self {
        let data: serde_json::Value = serde_json::from_str(data).unwrap_or_default();
        let world = World::default().with_samples(&data);
        Self { template: parse(source).template, data: Value::from(&data), world }
    }

    /// Reads the template again.
    pub fn parse(&self) -> usize {
        parse(&self.template.source).template.nodes.len()
    }

    /// What it prints.
    pub fn render(&self) -> String {
        render(&self.template, &self.data, &self.world).map(|done| done.output).unwrap_or_default()
    }

    /// What is left of it when all that the data hold is known.
    pub fn specialise(&self) -> String {
        let mut print = Print { source: &self.template.source, out: String::new() };
        let _ = specialise(&self.template, &Data(&self.data), &mut print);
        print.out
    }

    /// How many uses of data it has.
    pub fn uses(&self) -> usize {
        uses::uses(&self.template).uses.len()
    }
}

/// Reads a template; how many nodes it has.
#[wasm_bindgen]
pub fn parsed(source: &str) -> usize {
    parse(source).template.nodes.len()
}

/// Its findings and uses as JSON.
#[wasm_bindgen]
pub fn check(source: &str, locale: &str) -> String {
    let parsed = parse(source);
    let locale = Locale::of_tag(locale);
    let findings: Vec<_> = parsed.diagnostics.iter().map(|finding| FindingView::new(finding, locale)).collect();
    serde_json::to_string(&(findings, uses::uses(&parsed.template))).unwrap_or_default()
}

struct Data<'d>(&'d Value);

impl Known for Data<'_> {
    fn root(&self, name: &str) -> Knowledge<'_> {
        match self.0 {
            Value::Object(object) => object.get(name).map_or(Knowledge::Foreign, Knowledge::Value),
            _ => Knowledge::Foreign,
        }
    }
}

struct Print<'t> {
    source: &'t str,
    out: String,
}

impl Emit for Print<'_> {
    fn source(&mut self, span: Span) {
        self.out += span.of(self.source);
    }

    fn value(&mut self, _: Span, value: &Value, _: &Path, _: bool) {
        value.write_output(&mut self.out);
    }

    fn written(&mut self, text: &str, _: Span) {
        self.out += text;
    }
}
