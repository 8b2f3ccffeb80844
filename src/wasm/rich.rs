//! Rich text for JavaScript: the editor's document and a slot's Markdown, both ways, and what was pasted.

use super::convert::{Positions, from_js, to_js};
use super::error::Refused;
use super::review::{Change, Review, answer};
use crate::compile::{allowed, slots};
use crate::markdown::{Document, Mapped, clean_paste, from_document, to_document};
use crate::template::Slot;
use serde::Serialize;
use serde_json::Value;
use wasm_bindgen::prelude::*;

/// A stretch of the document and of the Markdown, in UTF-16.
#[derive(Serialize)]
struct Stretch {
    from: usize,
    to: usize,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct RichText {
    doc: Value,
    map: Vec<Stretch>,
}

#[derive(Serialize)]
struct Typed {
    markdown: String,
    map: Vec<Stretch>,
    #[serde(flatten)]
    change: Change,
}

#[wasm_bindgen]
impl Review {
    /// The document of a slot's Markdown.
    #[wasm_bindgen(js_name = richText, unchecked_return_type = "RichText")]
    pub fn rich_text(&self, path: &str, markdown: &str) -> Result<JsValue, JsValue> {
        let slot = self.slot(path)?;
        let (document, map) = to_document(markdown, &|name| knows(slot, name));
        Ok(to_js(&RichText { doc: document.to_json(), map: stretches(&map, markdown) })?)
    }

    /// A rich-text slot was typed in: sets its Markdown, and says where each stretch of the document is in it.
    #[wasm_bindgen(js_name = setRichText, unchecked_return_type = "Change & FromRichText")]
    pub fn set_rich_text(
        &mut self,
        path: &str,
        #[wasm_bindgen(unchecked_param_type = "DocNode")] doc: JsValue,
    ) -> Result<JsValue, JsValue> {
        let document = document(doc)?;
        let slot = self.slot(path)?;
        let (markdown, map) = from_document(&document, &|name| knows(slot, name));
        let map = stretches(&map, &markdown);
        let change = self.set(path, Value::String(markdown.clone()))?;
        let report = change.report();
        Ok(answer(&Typed { markdown, map, change }, report)?)
    }

    /// Pasted HTML as a document of what the slot allows. Nothing of it was ever parsed by the page.
    #[wasm_bindgen(js_name = cleanPaste, unchecked_return_type = "DocNode")]
    pub fn clean_paste(&self, path: &str, html: &str) -> Result<JsValue, JsValue> {
        let allowed = allowed(self.slot(path)?);
        Ok(to_js(&clean_paste(html, &allowed).to_json())?)
    }
}

impl Review {
    fn slot(&self, path: &str) -> Result<&Slot, Refused> {
        let template = self.inner().template();
        slots::definition(template, path)
            .ok_or_else(|| Refused::new("slot-unknown", format!("the template has no slot “{path}”")))
    }
}

fn document(doc: JsValue) -> Result<Document, Refused> {
    Document::from_json(&from_js(doc, "document")?).map_err(|error| Refused::from_error(error.code(), &error))
}

fn knows(slot: &Slot, name: &str) -> bool {
    slot.merge_tags.iter().any(|tag| tag == name)
}

fn stretches(map: &[Mapped], markdown: &str) -> Vec<Stretch> {
    let positions = Positions::new(markdown);
    let stretch = |mapped: &Mapped| {
        let source = positions.span(mapped.source);
        Stretch { from: mapped.from, to: mapped.to, start: source.start, end: source.end }
    };
    map.iter().map(stretch).collect()
}
