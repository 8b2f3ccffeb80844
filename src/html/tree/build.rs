//! The tree under construction: what html5ever's tree builder asks for, done to an arena of nodes.

use super::decoded::Decoded;
use super::node::{Attribute, Element, Node, NodeId, NodeKind};
use super::walk::Order;
use super::{MAX_DEPTH, Tree};
use crate::text::Span;
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{LocalName, Namespace, QualName, ns};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

/// Elements that no tag of the source made; more than this is an attack by overlapping tags.
const MAX_MADE_UP: usize = 4_000;

/// How far back a made-up element looks for the one that it continues.
const LOOK_BACK: usize = 64;

pub(super) struct Sink<'s> {
    source: &'s str,
    pub(super) nodes: RefCell<Vec<Node>>,
    /// The token being worked on.
    pub(super) token: Cell<Span>,
    /// The inside of the comment being worked on.
    pub(super) comment: Cell<Span>,
    /// Elements made since the driver last looked.
    pub(super) created: RefCell<Vec<NodeId>>,
    /// The element whose name was asked for last: how the driver learns which one is current.
    pub(super) asked: Cell<NodeId>,
    /// Texts that the tree builder was given and has not yet given back.
    pub(super) texts: RefCell<VecDeque<(Decoded, usize)>>,
    /// Elements whose attributes the tree builder was told: those that it may make again.
    pub(super) formatting: RefCell<Vec<NodeId>>,
    made_up: Cell<usize>,
    disordered: Cell<bool>,
    pub(super) stopped: Cell<Option<Span>>,
}

/// The name of an element, as the tree builder asks for it.
#[derive(Debug)]
pub(super) struct Name(Namespace, LocalName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0
    }

    fn local_name(&self) -> &LocalName {
        &self.1
    }
}

impl<'s> Sink<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self {
            source,
            nodes: RefCell::new(vec![Node { span: Span::new(0, source.len()), ..Node::document() }]),
            token: Cell::default(),
            comment: Cell::default(),
            created: RefCell::default(),
            asked: Cell::new(NodeId::new(0)),
            texts: RefCell::default(),
            formatting: RefCell::default(),
            made_up: Cell::new(0),
            disordered: Cell::new(false),
            stopped: Cell::new(None),
        }
    }

    pub(super) fn into_tree(self, source: String, root: NodeId) -> Tree {
        let (disordered, stopped) = (self.disordered.get(), self.stopped.get());
        let mut nodes = self.nodes.into_inner();
        for node in &mut nodes {
            if let NodeKind::Text(text) = &mut node.kind {
                text.reveal();
            }
        }
        let order = Order::of(&nodes);
        Tree { source, nodes, order, root, disordered, stopped }
    }

    pub(super) fn add(&self, kind: NodeKind, span: Span) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node::new(kind, span));
        NodeId::new(nodes.len() - 1)
    }

    pub(super) fn with<R>(&self, id: NodeId, work: impl FnOnce(&mut Node) -> R) -> Option<R> {
        self.nodes.borrow_mut().get_mut(id.index()).map(work)
    }

    pub(super) fn get<R>(&self, id: NodeId, look: impl FnOnce(&Node) -> R) -> Option<R> {
        self.nodes.borrow().get(id.index()).map(look)
    }

    fn stop(&self) {
        if self.stopped.get().is_none() {
            self.stopped.set(Some(self.token.get()));
        }
    }

    /// Makes `child` stand in `parent`, before `before` or last.
    fn link(&self, parent: NodeId, child: NodeId, before: Option<NodeId>) {
        let previous = match before {
            Some(next) => self.get(next, |node| node.previous).flatten(),
            None => self.get(parent, |node| node.last_child).flatten(),
        };
        let depth = self.get(parent, |node| node.depth).unwrap_or_default() + 1;
        if depth > MAX_DEPTH {
            self.stop();
        }
        self.with(child, |node| {
            (node.parent, node.previous, node.next) = (Some(parent), previous, before);
            node.depth = depth;
        });
        match previous {
            Some(previous) => self.with(previous, |node| node.next = Some(child)),
            None => self.with(parent, |node| node.first_child = Some(child)),
        };
        match before {
            Some(next) => self.with(next, |node| node.previous = Some(child)),
            None => self.with(parent, |node| node.last_child = Some(child)),
        };
    }

    fn unlink(&self, id: NodeId) {
        let Some((parent, previous, next)) =
            self.with(id, |node| (node.parent.take(), node.previous.take(), node.next.take()))
        else {
            return;
        };
        let Some(parent) = parent else { return };
        match previous {
            Some(previous) => self.with(previous, |node| node.next = next),
            None => self.with(parent, |node| node.first_child = next),
        };
        match next {
            Some(next) => self.with(next, |node| node.previous = previous),
            None => self.with(parent, |node| node.last_child = previous),
        };
    }

    fn insert(&self, parent: NodeId, child: NodeOrText<NodeId>, before: Option<NodeId>) {
        match child {
            NodeOrText::AppendNode(child) => {
                self.unlink(child);
                self.link(parent, child, before);
            }
            NodeOrText::AppendText(text) => self.insert_text(parent, &text, before),
        }
    }

    fn insert_text(&self, parent: NodeId, text: &str, before: Option<NodeId>) {
        let decoded = self.recognise(text);
        let neighbour = match before {
            Some(next) => self.get(next, |node| node.previous).flatten(),
            None => self.get(parent, |node| node.last_child).flatten(),
        };
        let joined = neighbour.and_then(|neighbour| {
            self.with(neighbour, |node| match &mut node.kind {
                NodeKind::Text(text) => {
                    text.join(&decoded, self.source);
                    node.span = text.span();
                    true
                }
                _ => false,
            })
        });
        if joined != Some(true) {
            let span = decoded.span();
            let id = self.add(NodeKind::Text(decoded), span);
            self.link(parent, id, before);
        }
    }

    /// Which of the texts that were given this is: the tree builder may have cut it up or left some out, but it keeps
    /// the order.
    fn recognise(&self, text: &str) -> Decoded {
        let mut texts = self.texts.borrow_mut();
        while let Some((given, used)) = texts.front_mut() {
            let all = given.text(self.source);
            // Nearly always it is the rest.
            let place = |rest: &str| if rest.starts_with(text) { Some(0) } else { rest.find(text) };
            if let Some(found) = all.get(*used..).and_then(place) {
                let part = Span::new(*used + found, *used + found + text.len());
                let decoded = given.part(self.source, part);
                *used = part.end;
                return decoded;
            }
            texts.pop_front();
        }
        Decoded::made_up(self.token.get().start, text)
    }

    /// The attributes of an element that the tree builder makes once more.
    fn attributes_again(&self, name: &QualName, attributes: &[html5ever::Attribute]) -> Vec<Attribute> {
        let nodes = self.nodes.borrow();
        let same = |id: &&NodeId| {
            let Some(NodeKind::Element(element)) = nodes.get(id.index()).map(|node| &node.kind) else { return false };
            let equal = |(ours, theirs): (&Attribute, &html5ever::Attribute)| {
                ours.name == theirs.name.local && ours.value.text(self.source) == &*theirs.value
            };
            element.name == *name
                && element.attributes.len() == attributes.len()
                && element.attributes.iter().zip(attributes).all(equal)
        };
        let formatting = self.formatting.borrow();
        if let Some(NodeKind::Element(element)) = formatting
            .iter()
            .rev()
            .take(LOOK_BACK)
            .find(same)
            .and_then(|id| nodes.get(id.index()))
            .map(|node| &node.kind)
        {
            return element.attributes.clone();
        }
        let at = self.token.get().start;
        let made_up = |attribute: &html5ever::Attribute| Attribute {
            name: attribute.name.local.clone(),
            name_span: Span::at(at),
            value: Decoded::made_up(at, &attribute.value),
        };
        attributes.iter().map(made_up).collect()
    }
}

impl<'s> TreeSink for Sink<'s> {
    type Handle = NodeId;
    type Output = Self;
    type ElemName<'a>
        = Name
    where
        Self: 'a;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        NodeId::new(0)
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name {
        self.asked.set(*target);
        let name = self.get(*target, |node| match &node.kind {
            NodeKind::Element(element) => Some(Name(element.name.ns.clone(), element.name.local.clone())),
            _ => None,
        });
        name.flatten().unwrap_or_else(|| Name(ns!(), LocalName::from("")))
    }

    fn create_element(&self, name: QualName, attributes: Vec<html5ever::Attribute>, _: ElementFlags) -> NodeId {
        self.made_up.set(self.made_up.get() + 1);
        if self.made_up.get() > MAX_MADE_UP {
            self.stop();
        }
        let attributes = match attributes.is_empty() {
            true => Vec::new(),
            false => self.attributes_again(&name, &attributes),
        };
        let at = Span::at(self.token.get().start);
        let element = Element { name, attributes, start_tag: at, end_tag: None };
        let id = self.add(NodeKind::Element(element), at);
        self.created.borrow_mut().push(id);
        id
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.add(NodeKind::Comment(self.comment.get()), self.token.get())
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.add(NodeKind::Comment(self.token.get()), self.token.get())
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.insert(*parent, child, None);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        self.disordered.set(true);
        match self.get(*element, |node| node.parent).flatten() {
            Some(parent) => self.insert(parent, child, Some(*element)),
            None => self.insert(*previous, child, None),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {
        let id = self.add(NodeKind::Doctype, self.token.get());
        self.link(self.get_document(), id, None);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, new: NodeOrText<NodeId>) {
        self.disordered.set(true);
        if let Some(parent) = self.get(*sibling, |node| node.parent).flatten() {
            self.insert(parent, new, Some(*sibling));
        }
    }

    fn add_attrs_if_missing(&self, _: &NodeId, _: Vec<html5ever::Attribute>) {}

    fn remove_from_parent(&self, target: &NodeId) {
        self.disordered.set(true);
        self.unlink(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.disordered.set(true);
        while let Some(child) = self.get(*node, |node| node.first_child).flatten() {
            self.unlink(child);
            self.link(*new_parent, child, None);
        }
    }

    fn allow_declarative_shadow_roots(&self, _: &NodeId) -> bool {
        false
    }
}

impl Sink<'_> {
    /// An element turned out to be a tag of the source.
    pub(super) fn is_written(&self) {
        self.made_up.set(self.made_up.get().saturating_sub(1));
    }
}
