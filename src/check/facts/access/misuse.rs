//! Where the attributes of WAI-ARIA are used as they must not be.

use super::{Access, Naming, Role, Takes, attribute, implicit, may_group};
use crate::html::{MASK, NodeId};
use std::collections::BTreeMap;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misuse {
    /// There is no such role.
    UnknownRole,
    /// There is no such attribute.
    UnknownAttribute,
    /// An attribute has a value that it does not take.
    BadValue,
    /// An attribute does not belong to the role of its element.
    NotSupported,
    /// An attribute that the role of an element needs is missing.
    Missing,
    /// A role stands outside of what must hold it.
    OutOfPlace,
    /// A role holds none of what it must hold, or something else.
    WrongContent,
    /// Something that is hidden, or a part of a control, takes the focus.
    TakesFocus,
    /// A role that has no name is given one.
    Named,
}

impl Access<'_> {
    /// What is wrong with an element's ARIA, each with the name of the attribute or role.
    pub fn misuses(&self, id: NodeId) -> Vec<(Misuse, String)> {
        let Some(element) = self.tree.element(id) else { return Vec::new() };
        let mut found = Vec::new();
        for attribute in &element.attributes {
            let (name, value) = (attribute.name(), self.tree.value(attribute));
            if name == "role" {
                let words = value.split_ascii_whitespace();
                if words.clone().next().is_some()
                    && words.clone().all(|word| Role::of(word).is_none())
                    && !value.contains(MASK)
                {
                    found.push((Misuse::UnknownRole, value.trim().to_owned()));
                }
            } else if name.starts_with("aria-") {
                let fault = self.attribute_misuse(id, name, value);
                found.extend(fault.map(|fault| (fault, name.to_owned())));
            }
        }
        if let Some(role) = self.role(id).filter(|_| !self.is_hidden(id)) {
            found.extend(self.missing(id, role).map(|name| (Misuse::Missing, name.to_owned())));
            if self.is_explicit(id) && !role.within.is_empty() && self.is_out_of_place(id, role) {
                found.push((Misuse::OutOfPlace, role.name.to_owned()));
            }
            if !role.owns.is_empty() && self.holds_wrongly(id, role) {
                found.push((Misuse::WrongContent, role.name.to_owned()));
            }
        }
        found
    }

    fn attribute_misuse(&self, id: NodeId, name: &str, value: &str) -> Option<Misuse> {
        let Some(takes) = attribute::takes(name) else { return Some(Misuse::UnknownAttribute) };
        if value.contains(MASK) {
            return None;
        }
        let role = self.role(id);
        let value = value.trim();
        if !self.is_hidden(id) {
            let nameless = role.is_some_and(|role| role.naming == Naming::Prohibited);
            if attribute::names(name) && nameless && !value.is_empty() && !matches!(self.tree.name(id), "body" | "html")
            {
                return Some(Misuse::Named);
            }
            if !attribute::is_global(name) && !self.supports(id, role, name) {
                return Some(Misuse::NotSupported);
            }
        }
        let refers = matches!(takes, Takes::Id | Takes::Ids);
        let known = !refers || self.refers(id, name, value);
        let fits = value.is_empty() || (takes.accepts(value) && known);
        (!fits).then_some(Misuse::BadValue)
    }

    /// Whether one of the ids in an attribute is there, or need not be.
    fn refers(&self, id: NodeId, name: &str, value: &str) -> bool {
        // What a closed control opens, what says that an entry is wrong: it may be made when it is needed.
        let closed = self.tree.attribute(id, "aria-expanded").is_some_and(|open| open.trim() != "true");
        let later = name == "aria-errormessage" || (name == "aria-controls" && closed);
        !self.whole || later || value.split_ascii_whitespace().any(|id| self.by_id(id).is_some())
    }

    fn supports(&self, id: NodeId, role: Option<&Role>, name: &str) -> bool {
        match role {
            Some(role) => role.supports.contains(&name) || role.requires.contains(&name),
            None => {
                matches!(self.tree.name(id), "input" | "summary" | "details" | "svg")
                    || self.tree.name(id).contains('-')
            }
        }
    }

    fn missing(&self, id: NodeId, role: &Role) -> Option<&'static str> {
        if !self.is_explicit(id) || self.own_role(id).is_some_and(|own| own == role) {
            return None;
        }
        let lacks = |name: &&&'static str| self.tree.attribute(id, name).is_none_or(|value| value.trim().is_empty());
        let native = self.tree.name(id) == "input"
            && matches!(self.own_role(id).map(|own| own.name), Some("checkbox" | "radio" | "slider"));
        match role.name {
            "heading" => [&"aria-level"].into_iter().find(|name| lacks(name)).copied(),
            "separator" if implicit::is_focusable(self.tree, id) => {
                [&"aria-valuenow"].into_iter().find(|name| lacks(name)).copied()
            }
            _ if native => None,
            // Open, it says what it has opened; closed, that may not be there yet.
            "combobox" if self.tree.attribute(id, "aria-expanded").is_some_and(|open| open.trim() == "true") => {
                [&"aria-controls"].into_iter().find(|name| lacks(name)).copied()
            }
            _ => role.requires.iter().find(|name| lacks(name)).copied(),
        }
    }

    fn is_out_of_place(&self, id: NodeId, role: &Role) -> bool {
        let fits = |holder: NodeId| self.role(holder).is_some_and(|holder| role.within.contains(&holder.name));
        if self.owner(id).is_some_and(fits) {
            return false;
        }
        for holder in self.tree.ancestors(id) {
            if fits(holder) {
                return false;
            }
            if let Some(owner) = self.owner(holder)
                && self.is_transparent(holder)
            {
                return !fits(owner);
            }
            let grouped = self.role(holder).is_some_and(|holder| holder.is("group")) && role.within.contains(&"group");
            if self.tree.element(holder).is_some()
                && holder != self.tree.root()
                && !self.is_transparent(holder)
                && !grouped
            {
                return true;
            }
        }
        // What surrounds a piece may hold it.
        self.whole
    }

    /// Whether an element stands between a role and what it must hold without being anything itself.
    fn is_transparent(&self, id: NodeId) -> bool {
        let nothing = self.role(id).is_none_or(|role| super::TRANSPARENT.contains(&role.name));
        let speaks = self.tree.element(id).is_some_and(|element| {
            element.attributes.iter().any(|attribute| {
                attribute.name().starts_with("aria-")
                    && attribute::is_global(attribute.name())
                    && attribute.name() != "aria-hidden"
            })
        });
        nothing && !speaks
    }

    /// The element that says that it owns this one.
    fn owner(&self, id: NodeId) -> Option<NodeId> {
        let owners = self.owners.get_or_init(|| {
            let mut owners = BTreeMap::new();
            for owner in self.exposed() {
                for owned in self.tree.attribute(owner, "aria-owns").unwrap_or_default().split_ascii_whitespace() {
                    owners.extend(self.by_id(owned).map(|owned| (owned, owner)));
                }
            }
            owners
        });
        owners.get(&id).copied()
    }

    /// Whether a role that must hold others holds something else, or nothing of them.
    fn holds_wrongly(&self, id: NodeId, role: &Role) -> bool {
        let busy = self.tree.attribute(id, "aria-busy").is_some_and(|busy| busy.trim() == "true");
        if busy || !self.whole {
            return false;
        }
        let owned = self.tree.attribute(id, "aria-owns").unwrap_or_default().split_ascii_whitespace();
        let mut open: Vec<NodeId> = owned.filter_map(|owned| self.by_id(owned)).collect();
        open.extend(self.tree.children(id));
        let (mut fitting, mut other, mut something) = (false, false, false);
        while let Some(child) = open.pop() {
            if self.tree.element(child).is_none() {
                something |= !self.tree.text(child).trim().is_empty();
                continue;
            }
            if self.is_hidden(child)
                || matches!(self.tree.name(child), "caption" | "colgroup" | "col" | "script" | "template")
            {
                continue;
            }
            something = true;
            match self.role(child) {
                Some(held) if role.owns.contains(&held.name) => {
                    fitting = true;
                    // A group is looked into: it must hold what its holder must hold.
                    if held.is("group") && role.owns.iter().any(|wanted| may_group(role.name, wanted)) {
                        fitting = self.tree.children(child).next().is_some();
                        open.extend(self.tree.children(child).filter(|inner| self.role(*inner).is_some()));
                    }
                }
                _ if self.is_transparent(child) => open.extend(self.tree.children(child)),
                Some(_) => other = true,
                None => {}
            }
        }
        something && (other || !fitting)
    }
}
