//! The document as JSON, in ProseMirror's names. What comes in is a stranger's: every mistake is an error.

use super::{Block, Document, Inline, InlineKind, Link, List, MAX_LEVEL, Marks};
use crate::text::Span;
use serde_json::{Map, Value, json};

/// More nodes than a slot can hold.
const MAX_NODES: usize = 20_000;

/// Why JSON is no document of ours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// Something is not as ProseMirror writes it.
    #[error("a document has {expected} here, not {found}")]
    Shape {
        /// What belongs there.
        expected: &'static str,
        /// What stands there, shortened.
        found: String,
    },
    /// A node or mark that the editor does not have.
    #[error("a document has no “{0}”")]
    Unknown(String),
    /// Nested too deep, or too many nodes.
    #[error("the document is too large")]
    TooLarge,
}

impl DocumentError {
    /// A stable name for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Shape { .. } => "document-shape",
            Self::Unknown(_) => "document-unknown-node",
            Self::TooLarge => "document-too-large",
        }
    }
}

fn shape(expected: &'static str, found: &Value) -> DocumentError {
    DocumentError::Shape { expected, found: found.to_string().chars().take(60).collect() }
}

impl Document {
    /// Reads a document as `doc.toJSON()` writes it.
    pub fn from_json(json: &Value) -> Result<Self, DocumentError> {
        let mut reader = Reader { nodes: 0, at: 0 };
        match kind(json)? {
            "doc" => Ok(Self { blocks: reader.blocks(json, 0)? }),
            other => Err(DocumentError::Unknown(other.to_owned())),
        }
    }

    /// Writes it as `Node.fromJSON(schema, …)` reads it.
    pub fn to_json(&self) -> Value {
        json!({ "type": "doc", "content": blocks(&self.blocks) })
    }
}

struct Reader {
    nodes: usize,
    at: usize,
}

fn kind(node: &Value) -> Result<&str, DocumentError> {
    node.get("type").and_then(Value::as_str).ok_or_else(|| shape("a node", node))
}

fn content(node: &Value) -> Result<&[Value], DocumentError> {
    match node.get("content") {
        None | Some(Value::Null) => Ok(&[]),
        Some(Value::Array(content)) => Ok(content),
        Some(other) => Err(shape("a list of nodes", other)),
    }
}

fn attribute<'a>(node: &'a Value, name: &str) -> Option<&'a Value> {
    node.get("attrs")?.get(name).filter(|value| !value.is_null())
}

impl Reader {
    fn count(&mut self, level: usize) -> Result<(), DocumentError> {
        self.nodes += 1;
        match self.nodes > MAX_NODES || level > MAX_LEVEL * 2 {
            true => Err(DocumentError::TooLarge),
            false => Ok(()),
        }
    }

    fn blocks(&mut self, holder: &Value, level: usize) -> Result<Vec<Block>, DocumentError> {
        content(holder)?.iter().map(|node| self.block(node, level + 1)).collect()
    }

    fn block(&mut self, node: &Value, level: usize) -> Result<Block, DocumentError> {
        self.count(level)?;
        self.at += 1;
        let block = match kind(node)? {
            "paragraph" => Block::Paragraph(self.inlines(node)?),
            "heading" => {
                let wanted = attribute(node, "level").and_then(Value::as_u64).unwrap_or(2);
                Block::Heading(if wanted > 2 { 3 } else { 2 }, self.inlines(node)?)
            }
            name @ ("bullet_list" | "ordered_list") => {
                let first =
                    attribute(node, "order").and_then(Value::as_u64).and_then(|order| u32::try_from(order).ok());
                let tight = attribute(node, "tight").and_then(Value::as_bool).unwrap_or(true);
                let first = (name == "ordered_list").then(|| first.unwrap_or(1));
                let mut items = Vec::new();
                for item in content(node)? {
                    self.count(level)?;
                    if kind(item)? != "list_item" {
                        return Err(shape("an item", item));
                    }
                    self.at += 1;
                    items.push(self.blocks(item, level + 1)?);
                    self.at += 1;
                }
                Block::List(List { first, tight, items })
            }
            other => return Err(DocumentError::Unknown(other.to_owned())),
        };
        self.at += 1;
        Ok(block)
    }

    fn inlines(&mut self, holder: &Value) -> Result<Vec<Inline>, DocumentError> {
        let mut inlines = Vec::new();
        for node in content(holder)? {
            self.count(0)?;
            let kind = match kind(node)? {
                "text" => {
                    let text = node.get("text").and_then(Value::as_str);
                    InlineKind::Text(text.ok_or_else(|| shape("a text", node))?.to_owned())
                }
                "hard_break" => InlineKind::Break,
                "merge_tag" => {
                    let name = attribute(node, "name").and_then(Value::as_str);
                    let name = name.filter(|name| super::super::lift::is_name(name));
                    InlineKind::MergeTag(name.ok_or_else(|| shape("a merge tag's name", node))?.to_owned())
                }
                other => return Err(DocumentError::Unknown(other.to_owned())),
            };
            let mut inline = Inline { kind, marks: marks(node)?, at: self.at, source: Span::at(0) };
            // No browser has lone surrogates in a Rust string, so the count is ProseMirror's.
            self.at += inline.size();
            if inline.kind == InlineKind::Break {
                inline.marks = Marks::default();
            }
            inlines.push(inline);
        }
        Ok(inlines)
    }
}

fn marks(node: &Value) -> Result<Marks, DocumentError> {
    let mut marks = Marks::default();
    let listed = match node.get("marks") {
        None | Some(Value::Null) => return Ok(marks),
        Some(Value::Array(listed)) => listed,
        Some(other) => return Err(shape("a list of marks", other)),
    };
    for mark in listed {
        match kind(mark)? {
            "strong" => marks.strong = true,
            "em" => marks.em = true,
            "link" => {
                let href = attribute(mark, "href").and_then(Value::as_str).unwrap_or_default().to_owned();
                let title = attribute(mark, "title").and_then(Value::as_str).filter(|title| !title.is_empty());
                marks.link = Some(Link { href, title: title.map(str::to_owned) });
            }
            other => return Err(DocumentError::Unknown(other.to_owned())),
        }
    }
    Ok(marks)
}

fn blocks(of: &[Block]) -> Vec<Value> {
    if of.is_empty() {
        return vec![json!({ "type": "paragraph" })];
    }
    of.iter().map(block).collect()
}

fn block(block: &Block) -> Value {
    match block {
        Block::Paragraph(content) => node("paragraph", None, inlines(content)),
        Block::Heading(level, content) => node("heading", Some(json!({ "level": level })), inlines(content)),
        Block::List(list) => {
            let items = list.items.iter().map(|item| node("list_item", None, blocks(item))).collect();
            match list.first {
                Some(first) => node("ordered_list", Some(json!({ "order": first, "tight": list.tight })), items),
                None => node("bullet_list", Some(json!({ "tight": list.tight })), items),
            }
        }
    }
}

fn node(name: &str, attrs: Option<Value>, content: Vec<Value>) -> Value {
    let mut node = Map::new();
    node.insert("type".to_owned(), name.into());
    if let Some(attrs) = attrs {
        node.insert("attrs".to_owned(), attrs);
    }
    if !content.is_empty() {
        node.insert("content".to_owned(), content.into());
    }
    Value::Object(node)
}

/// Neighbouring words of the same formatting are one node, as ProseMirror wants it.
fn inlines(content: &[Inline]) -> Vec<Value> {
    let mut nodes: Vec<Value> = Vec::new();
    let mut words: Option<(String, &Marks)> = None;
    for inline in content {
        if let InlineKind::Text(text) = &inline.kind {
            match &mut words {
                Some((all, marks)) if **marks == inline.marks => all.push_str(text),
                _ => {
                    nodes.extend(words.take().map(text_node));
                    words = Some((text.clone(), &inline.marks));
                }
            }
            continue;
        }
        nodes.extend(words.take().map(text_node));
        nodes.push(match &inline.kind {
            InlineKind::MergeTag(name) => {
                with_marks(node("merge_tag", Some(json!({ "name": name })), Vec::new()), &inline.marks)
            }
            _ => node("hard_break", None, Vec::new()),
        });
    }
    nodes.extend(words.take().map(text_node));
    nodes
}

fn text_node((text, marks): (String, &Marks)) -> Value {
    with_marks(json!({ "type": "text", "text": text }), marks)
}

/// In the order in which the editor's schema lists them.
fn with_marks(mut node: Value, marks: &Marks) -> Value {
    let mut listed = Vec::new();
    if let Some(link) = &marks.link {
        listed.push(json!({ "type": "link", "attrs": { "href": link.href, "title": link.title } }));
    }
    if marks.em {
        listed.push(json!({ "type": "em" }));
    }
    if marks.strong {
        listed.push(json!({ "type": "strong" }));
    }
    if let (Some(node), false) = (node.as_object_mut(), listed.is_empty()) {
        node.insert("marks".to_owned(), listed.into());
    }
    node
}
