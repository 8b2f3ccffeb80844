//! Runs the tokeniser into the tree builder and gives every element its place.

use super::Tree;
use super::build::Sink;
use super::charref::{Content, decode};
use super::decoded::Decoded;
use super::lexer::{Kind, Lexer, Mode, RawTag};
use super::mask::Masks;
use super::node::{Attribute, NodeId, NodeKind};
use super::open::OpenElements;
use crate::text::Span;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, QualName, ns};

/// Elements that the tree builder opens again after tags that overlap: it must know their attributes.
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// How many children are looked through for the element that a repeated tag adds to, and how many attributes it may
/// come to have: so that no heap of tags takes more than linear time.
const MERGE_LOOK: usize = 64;
const MERGE_MOST: usize = 64;

pub(super) fn parse(original: &str, context: Option<&str>, masks: &[Span]) -> Tree {
    let (source, masks) = Masks::fill(original, masks);
    let sink = Sink::new(&source);
    // Scripts do not run in mail, so `<noscript>` is markup.
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let (builder, mode, context_node) = match context {
        None => (TreeBuilder::new(sink, options), Mode::Data, None),
        Some(context) => {
            let name = QualName::new(None, ns!(html), LocalName::from(context));
            let element = super::Element { name, attributes: Vec::new(), start_tag: Span::at(0), end_tag: None };
            let context_node = sink.add(NodeKind::Element(element), Span::at(0));
            let builder = TreeBuilder::new_for_fragment(sink, context_node, None, options);
            (builder, mode_inside(context), Some(context_node))
        }
    };
    let open = OpenElements::new(context_node);
    let mut driver = Driver { source: &source, masks: &masks, builder, open, body_end: None, html_end: None };
    let mut lexer = Lexer::new(&source, &masks);
    lexer.mode = mode;
    driver.run(&mut lexer);
    let root = driver.root(context.is_some());
    let tree = driver.builder.sink.into_tree(String::new(), root);
    Tree { source, ..tree }
}

fn mode_inside(context: &str) -> Mode {
    match context {
        "title" | "textarea" => Mode::Rcdata(context.to_owned()),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Mode::Rawtext(context.to_owned()),
        "script" => Mode::Script,
        "plaintext" => Mode::Plaintext,
        _ => Mode::Data,
    }
}

/// What the tree builder says about the text after a start tag.
enum Raw {
    Kind(RawKind),
    Plaintext,
}

struct Driver<'s> {
    source: &'s str,
    masks: &'s Masks,
    builder: TreeBuilder<NodeId, Sink<'s>>,
    open: OpenElements,
    body_end: Option<Span>,
    html_end: Option<Span>,
}

impl Driver<'_> {
    fn run(&mut self, lexer: &mut Lexer<'_>) {
        loop {
            let foreign = lexer.at_cdata() && self.builder.adjusted_current_node_present_but_not_in_html_namespace();
            let Some(lexeme) = lexer.next(foreign) else { break };
            let span = lexeme.span;
            self.sink().token.set(span);
            match lexeme.kind {
                Kind::Text { references } => {
                    self.text(span, if references { Content::Text } else { Content::Raw });
                }
                Kind::Cdata(inside) => self.text(inside, Content::Raw),
                Kind::Start(tag) => {
                    if let Some(mode) = self.start(span, &tag) {
                        lexer.mode = mode;
                    }
                }
                Kind::End(tag) => self.end(span, &tag),
                Kind::Comment(inside) => {
                    self.sink().comment.set(inside);
                    self.give(Token::CommentToken(StrTendril::new()));
                    self.close(span.start, None);
                }
                Kind::Doctype(inside) => {
                    self.give(Token::DoctypeToken(doctype(inside.of(self.source))));
                }
                Kind::Nothing => {}
            }
            if self.sink().stopped.get().is_some() {
                break;
            }
        }
        let end = self.source.len();
        self.sink().token.set(Span::at(end));
        self.give(Token::EOFToken);
        for id in self.open.close_all() {
            self.set_end(id, end, None);
        }
    }

    fn sink(&self) -> &Sink<'_> {
        &self.builder.sink
    }

    /// Hands a token to the tree builder; how the text after it is to be read.
    fn give(&self, token: Token) -> Option<Raw> {
        if !matches!(token, Token::CharacterTokens(_)) {
            // Text that waited in a table is given back before the token after it; what is older was thrown away.
            let result = self.builder.process_token(token, 1);
            self.sink().texts.borrow_mut().clear();
            return match result {
                TokenSinkResult::RawData(kind) => Some(Raw::Kind(kind)),
                TokenSinkResult::Plaintext => Some(Raw::Plaintext),
                _ => None,
            };
        }
        let _ = self.builder.process_token(token, 1);
        None
    }

    fn text(&mut self, span: Span, content: Content) {
        let decoded = decode(self.source, span, self.masks, content);
        let text = StrTendril::from_slice(decoded.text(self.source));
        if !text.is_empty() {
            self.sink().texts.borrow_mut().push_back((decoded, 0));
            self.give(Token::CharacterTokens(text));
            self.close(span.start, None);
        }
    }

    fn start(&mut self, span: Span, tag: &RawTag) -> Option<Mode> {
        let name = local(tag.name.of(self.source));
        let attributes = self.attributes(tag);
        let told = FORMATTING.contains(&&*name) || matches!(&*name, "input" | "annotation-xml");
        let attrs = match told {
            true => attributes.iter().map(|attribute| self.told(attribute)).collect(),
            false => Vec::new(),
        };
        let raw = self.give(Token::TagToken(Tag {
            kind: TagKind::StartTag,
            name: name.clone(),
            self_closing: tag.self_closing,
            attrs,
            had_duplicate_attributes: false,
        }));
        let created = self.sink().created.borrow().clone();
        let is_it = |id: &&NodeId| self.with_name(**id, |other| same_name(other, &name));
        if let Some(own) = created.iter().rev().find(is_it).copied() {
            self.sink().is_written();
            self.sink().with(own, |node| {
                node.span = span;
                if let NodeKind::Element(element) = &mut node.kind {
                    element.start_tag = span;
                    element.attributes = attributes;
                }
            });
            if told {
                self.sink().formatting.borrow_mut().push(own);
            }
            self.close(span.start, None);
            if !self.open.contains(own) {
                self.set_end(own, span.end, None);
            }
        } else {
            if matches!(&*name, "html" | "body") {
                self.merge(&name, attributes);
            }
            self.close(span.start, None);
        }
        match raw? {
            Raw::Kind(RawKind::Rcdata) => Some(Mode::Rcdata(name.to_string())),
            Raw::Kind(RawKind::ScriptData | RawKind::ScriptDataEscaped(_)) => Some(Mode::Script),
            Raw::Kind(RawKind::Rawtext) => Some(Mode::Rawtext(name.to_string())),
            Raw::Plaintext => Some(Mode::Plaintext),
        }
    }

    /// A second `<html>` or `<body>` makes no element; what the first does not say, it adds.
    fn merge(&self, name: &LocalName, attributes: Vec<Attribute>) {
        let sink = self.sink();
        let child = |parent: NodeId, name: &str| {
            let mut next = sink.with(parent, |node| node.first_child).flatten();
            std::iter::from_fn(|| {
                let id = next?;
                next = sink.with(id, |node| node.next).flatten();
                Some(id)
            })
            .take(MERGE_LOOK)
            .find(|id| self.with_name(*id, |other| &**other == name))
        };
        let html = child(NodeId::new(0), "html");
        let own = if &**name == "html" { html } else { html.and_then(|html| child(html, "body")) };
        let Some(own) = own else { return };
        sink.with(own, |node| {
            if let NodeKind::Element(element) = &mut node.kind {
                for attribute in attributes {
                    let known = element.attribute(attribute.name()).is_some();
                    if !known && element.attributes.len() < MERGE_MOST {
                        element.attributes.push(attribute);
                    }
                }
            }
        });
    }

    fn end(&mut self, span: Span, tag: &RawTag) {
        let name = local(tag.name.of(self.source));
        match &*name {
            "body" => self.body_end = Some(span),
            "html" => self.html_end = Some(span),
            _ => {}
        }
        self.give(Token::TagToken(Tag {
            kind: TagKind::EndTag,
            name: name.clone(),
            self_closing: tag.self_closing,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        }));
        self.close(span.start, Some((&name, span)));
    }

    /// What is no longer open ends at `at`, or with the end tag that names it.
    fn close(&mut self, at: usize, tag: Option<(&LocalName, Span)>) {
        let created = std::mem::take(&mut *self.sink().created.borrow_mut());
        let mut tag = tag;
        // Outermost first: the end tag closes that one, and what was left open in it along with it.
        for id in self.open.update(&self.builder, &created) {
            let named = tag.filter(|(name, _)| self.with_name(id, |other| closes(name, other)));
            match named {
                Some((_, span)) => {
                    tag = None;
                    self.set_end(id, span.end, Some(span));
                }
                None => self.set_end(id, at, None),
            }
        }
    }

    fn set_end(&self, id: NodeId, end: usize, tag: Option<Span>) {
        let own_tag = tag.or_else(|| {
            let of = |name: &str| self.with_name(id, |other| &**other == name);
            self.body_end.filter(|_| of("body")).or(self.html_end.filter(|_| of("html")))
        });
        self.sink().with(id, |node| {
            let end = own_tag.map_or(end, |tag| tag.end);
            node.span = Span::new(node.span.start, end.max(node.span.end));
            if let NodeKind::Element(element) = &mut node.kind {
                element.end_tag = own_tag;
            }
        });
    }

    fn with_name(&self, id: NodeId, look: impl FnOnce(&LocalName) -> bool) -> bool {
        let looked = self.sink().get(id, |node| match &node.kind {
            NodeKind::Element(element) => look(&element.name.local),
            _ => false,
        });
        looked == Some(true)
    }

    fn attributes(&self, tag: &RawTag) -> Vec<Attribute> {
        let mut attributes: Vec<Attribute> = Vec::with_capacity(tag.attributes.len());
        for raw in &tag.attributes {
            let name = local(raw.name.of(self.source));
            if attributes.iter().any(|other| other.name == name) {
                continue;
            }
            let value = match raw.value {
                Some(span) => {
                    let mut value = decode(self.source, span, self.masks, Content::Attribute);
                    value.reveal();
                    value
                }
                None => Decoded::verbatim(Span::at(raw.name.end)),
            };
            attributes.push(Attribute { name, name_span: raw.name, value });
        }
        attributes
    }

    fn told(&self, attribute: &Attribute) -> html5ever::Attribute {
        html5ever::Attribute {
            name: QualName::new(None, ns!(), attribute.name.clone()),
            value: StrTendril::from_slice(attribute.value.text(self.source)),
        }
    }

    fn root(&self, fragment: bool) -> NodeId {
        let document = NodeId::new(0);
        match fragment {
            true => self.sink().get(document, |node| node.first_child).flatten().unwrap_or(document),
            false => document,
        }
    }
}

fn same_name(one: &LocalName, other: &LocalName) -> bool {
    one == other || one.eq_ignore_ascii_case(other) || (&**one == "img" && &**other == "image")
}

/// Whether an end tag of this name closes that element: one heading's closes any.
fn closes(tag: &LocalName, element: &LocalName) -> bool {
    let heading = |name: &str| matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    same_name(tag, element) || (heading(tag) && heading(element))
}

fn local(name: &str) -> LocalName {
    match name.bytes().any(|byte| byte.is_ascii_uppercase() || byte == 0) {
        true => LocalName::from(name.to_ascii_lowercase().replace('\0', "\u{fffd}")),
        false => LocalName::from(name),
    }
}

/// What stands after `<!DOCTYPE`, as far as it decides how tables and paragraphs mix.
pub(super) fn doctype(text: &str) -> Doctype {
    let text = text.trim_start_matches(|c: char| c.is_ascii_whitespace());
    let (name, rest) = text.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((text, ""));
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
    let (public, rest) = match rest.get(..6) {
        Some(word) if word.eq_ignore_ascii_case("public") => quoted(rest.get(6..).unwrap_or_default()),
        Some(word) if word.eq_ignore_ascii_case("system") => (None, rest.get(6..).unwrap_or_default()),
        _ => (None, ""),
    };
    let (system, _) = quoted(rest);
    Doctype {
        name: Some(name).filter(|name| !name.is_empty()).map(|name| name.to_ascii_lowercase().into()),
        public_id: public.map(Into::into),
        system_id: system.map(Into::into),
        force_quirks: name.is_empty(),
    }
}

fn quoted(text: &str) -> (Option<&str>, &str) {
    let text = text.trim_start_matches(|c: char| c.is_ascii_whitespace());
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            let (value, rest) = inside.split_once(quote).unwrap_or((inside, ""));
            return (Some(value), rest);
        }
    }
    (None, text)
}
