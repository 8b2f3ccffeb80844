//! What an element is called: Accessible Name and Description Computation 1.2, for HTML without scripts.

use super::{Access, Naming};
use crate::check::facts::gather::is_inline;
use crate::html::{MASK, NodeId, NodeKind, Tree};
use crate::text::is_blank;

/// A name longer than this is not read further: nobody listens to it.
const LONGEST: usize = 2_000;

/// How deep references and contents nest at most.
const DEEPEST: usize = 450;

/// From where an element is named.
#[derive(Clone, Copy)]
struct From {
    /// As part of what holds it, not for itself.
    content: bool,
    /// By `aria-labelledby` or a label: those are not followed further.
    reference: bool,
    /// Within something hidden that was referred to.
    hidden: bool,
    depth: usize,
}

impl Access<'_> {
    /// The name of an element, in single spaces; [`MASK`] stands in it for what is not known: Liquid, what another piece
    /// holds.
    pub fn name(&self, id: NodeId) -> String {
        let mut path = Vec::new();
        let from = From { content: false, reference: false, hidden: false, depth: 0 };
        let name = tidy(&self.compute(id, from, &mut path));
        // What an author has not filled in yet is told where it is missing, not where it would be a name.
        let span = self.tree.node(id).span;
        let name = if is_blank(&name) { String::new() } else { name };
        match name.is_empty() && (self.piece.has_hole(span) || self.piece.has_gap(span)) {
            true => MASK.to_string(),
            false => name,
        }
    }

    /// The text within an element as it is read out.
    pub fn text(&self, id: NodeId) -> String {
        let mut path = Vec::new();
        let from = From { content: true, reference: false, hidden: false, depth: 0 };
        tidy(&self.content(id, from, &mut path))
    }

    fn compute(&self, id: NodeId, from: From, path: &mut Vec<NodeId>) -> String {
        let visits = self.visits.get();
        self.visits.set(visits.saturating_sub(1));
        if visits == 0 || from.depth > DEEPEST {
            return MASK.to_string();
        }
        // Only references lead back to where one has been.
        if (from.reference && path.contains(&id))
            || (self.is_hidden(id) && !from.hidden && (from.content || from.reference))
        {
            return String::new();
        }
        path.push(id);
        let name = self.steps(id, From { depth: from.depth + 1, ..from }, path);
        path.pop();
        name
    }

    fn steps(&self, id: NodeId, from: From, path: &mut Vec<NodeId>) -> String {
        let tree = self.tree;
        let attribute = |name: &str| tree.attribute(id, name).map(str::trim).filter(|value| !is_blank(value));
        if !from.reference
            && let Some(references) = attribute("aria-labelledby")
        {
            let name = self.referenced(references, from.depth, path);
            if !is_blank(&name) {
                return name;
            }
        }
        if from.content
            && let Some(value) = self.embedded(id)
        {
            return value;
        }
        if let Some(label) = attribute("aria-label") {
            return label.to_owned();
        }
        let role = self.role(id);
        let nothing = role.is_some_and(super::Role::is_none);
        if !nothing && let Some(name) = self.native(id, from, path).filter(|name| !is_blank(name)) {
            return name;
        }
        let reads_content = from.content
            || from.reference
            || role.is_some_and(|role| role.naming == Naming::Content)
            || matches!(tree.name(id), "summary" | "label" | "legend" | "caption" | "figcaption" | "option");
        if reads_content
            && !matches!(tree.name(id), "iframe" | "select" | "textarea" | "object" | "video" | "audio" | "canvas")
        {
            let name = self.content(id, from, path);
            if !is_blank(&name) {
                return name;
            }
        }
        if nothing {
            return String::new();
        }
        let placeholder = || attribute("placeholder").filter(|_| matches!(tree.name(id), "input" | "textarea"));
        attribute("title").or_else(placeholder).or_else(|| attribute("aria-placeholder")).unwrap_or_default().to_owned()
    }

    fn referenced(&self, references: &str, depth: usize, path: &mut Vec<NodeId>) -> String {
        let mut name = String::new();
        for reference in references.split_ascii_whitespace() {
            if name.len() > LONGEST {
                break;
            }
            name.push(' ');
            match self.by_id(reference) {
                // An element may name itself in a row with others.
                Some(target) => {
                    let from = From { content: false, reference: true, hidden: self.is_hidden(target), depth };
                    let itself = path.iter().position(|id| *id == target).map(|at| path.split_off(at));
                    name.push_str(&self.compute(target, from, path));
                    path.extend(itself.into_iter().flatten());
                }
                None if !self.whole || reference.contains(MASK) => name.push(MASK),
                None => {}
            }
        }
        name
    }

    /// What a control that stands within a name says: its value.
    fn embedded(&self, id: NodeId) -> Option<String> {
        let value = |name: &str| self.tree.attribute(id, name).map(str::to_owned);
        match self.role(id)?.name {
            "textbox" | "searchbox" if self.tree.name(id) == "input" => Some(value("value").unwrap_or_default()),
            "textbox" if self.tree.name(id) == "textarea" => Some(self.tree.text_within(id)),
            "slider" | "spinbutton" | "scrollbar" | "progressbar" | "meter" => {
                value("aria-valuetext").or_else(|| value("aria-valuenow")).or_else(|| value("value"))
            }
            "combobox" | "listbox" if self.tree.name(id) == "select" => {
                let mut options = self.tree.descendants(id).filter(|id| self.tree.name(*id) == "option");
                let chosen = options.clone().find(|id| self.tree.attribute(*id, "selected").is_some());
                Some(chosen.or_else(|| options.next()).map(|option| self.tree.text_within(option)).unwrap_or_default())
            }
            _ => None,
        }
    }

    /// What HTML itself has to name an element with.
    fn native(&self, id: NodeId, from: From, path: &mut Vec<NodeId>) -> Option<String> {
        let tree = self.tree;
        let attribute = |name: &str| tree.attribute(id, name).map(str::to_owned);
        let element = tree.element(id)?;
        match element.name() {
            "img" | "amp-img" | "area" => attribute("alt"),
            "input" => {
                let kind = tree.attribute(id, "type").unwrap_or_default().trim().to_ascii_lowercase();
                let labelled = self.labelled(id, from, path);
                let labelled = Some(labelled).filter(|name| !is_blank(name));
                labelled.or_else(|| match kind.as_str() {
                    "image" => attribute("alt"),
                    "button" => attribute("value"),
                    "submit" => Some(attribute("value").unwrap_or_else(|| "Submit".to_owned())),
                    "reset" => Some(attribute("value").unwrap_or_else(|| "Reset".to_owned())),
                    _ => None,
                })
            }
            "button" | "select" | "textarea" | "meter" | "progress" | "output" => Some(self.labelled(id, from, path)),
            "fieldset" => self.child(id, "legend", from, path),
            "table" => self.child(id, "caption", from, path),
            "figure" => self.child(id, "figcaption", from, path),
            "optgroup" => attribute("label"),
            _ if !element.is_html() => {
                let title = tree.children(id).find(|child| tree.name(*child) == "title")?;
                Some(tree.text_within(title))
            }
            _ => None,
        }
    }

    /// What the labels of a control say.
    fn labelled(&self, id: NodeId, from: From, path: &mut Vec<NodeId>) -> String {
        let around = self.tree.ancestors(id).find(|id| self.tree.name(*id) == "label");
        // A label that names another control by id is not this one's.
        let around = around.filter(|label| {
            self.tree.attribute(*label, "for").is_none_or(|wanted| self.tree.attribute(id, "id") == Some(wanted))
        });
        let named = self.labels(id).iter().copied().filter(|label| Some(*label) != around);
        let mut name = String::new();
        for label in named.chain(around) {
            name.push(' ');
            name.push_str(&self.compute(label, From { content: true, reference: true, hidden: false, ..from }, path));
        }
        name
    }

    fn child(&self, id: NodeId, wanted: &str, from: From, path: &mut Vec<NodeId>) -> Option<String> {
        let child = self.tree.children(id).find(|child| self.tree.name(*child) == wanted)?;
        Some(self.compute(child, From { content: true, ..from }, path))
    }

    fn content(&self, id: NodeId, from: From, path: &mut Vec<NodeId>) -> String {
        let mut name = String::new();
        for child in self.tree.children(id) {
            if name.len() > LONGEST {
                break;
            }
            match &self.tree.node(child).kind {
                NodeKind::Text(_) => name.push_str(self.tree.text(child)),
                NodeKind::Element(element) => {
                    let inline = is_inline(element.name()) || !element.is_html();
                    if is_silent(self.tree, child) {
                        continue;
                    }
                    let inner = self.compute(child, From { content: true, ..from }, path);
                    if !inline || element.name() == "img" {
                        name.push(' ');
                    }
                    name.push_str(&inner);
                    if !inline || element.name() == "img" {
                        name.push(' ');
                    }
                }
                _ => {}
            }
        }
        name
    }
}

/// Elements whose text nobody reads, whatever shows them.
fn is_silent(tree: &Tree, id: NodeId) -> bool {
    matches!(tree.name(id), "script" | "style" | "template" | "noscript")
}

/// A text in single spaces.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !tidy.is_empty() {
            tidy.push(' ');
        }
        tidy.push_str(word);
    }
    tidy
}
