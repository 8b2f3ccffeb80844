//! What a screen reader makes of a piece: the role of each element, its name, and whether it is there at all.
//!
//! In: a tree and its looks. Out: [`Access`], computed when a rule first asks. By WAI-ARIA 1.2, the HTML Accessibility
//! API Mappings and Accessible Name and Description Computation 1.2, without scripts and generated content.

mod attribute;
mod implicit;
mod misuse;
mod name;
mod role;

use attribute::Takes;
use attribute::is_global;
pub use misuse::Misuse;
pub use role::{Naming, Role};
use role::{TRANSPARENT, may_group};

use crate::compile::Piece;
use crate::html::{Looks, NodeId, NodeKind, Step, Tree};
use std::cell::{Cell, OnceCell};
use std::collections::BTreeMap;

/// Names are computed with this many visits for each node of the tree at most: references may go round for ever.
const VISITS_PER_NODE: usize = 24;

/// What a screen reader makes of a piece.
#[derive(Debug)]
pub struct Access<'a> {
    piece: &'a Piece,
    tree: &'a Tree,
    looks: &'a Looks,
    /// Whether all ids are in this piece.
    whole: bool,
    states: OnceCell<States>,
    ids: OnceCell<BTreeMap<&'a str, NodeId>>,
    labels: OnceCell<BTreeMap<&'a str, Vec<NodeId>>>,
    owners: OnceCell<BTreeMap<NodeId, NodeId>>,
    visits: Cell<usize>,
}

/// Elements as a screen reader meets them.
#[derive(Debug, Default)]
struct States {
    /// By the index of their nodes.
    all: Vec<State>,
    /// Those that are there, in order.
    exposed: Vec<NodeId>,
}

#[derive(Clone, Copy, Debug, Default)]
struct State {
    role: Option<&'static Role>,
    /// Whether an attribute says the role.
    explicit: bool,
    hidden: bool,
}

/// What surrounds an element while states are computed.
#[derive(Clone, Copy, Default)]
struct Around {
    hidden: bool,
    /// Whether the rows and cells here belong to no table, the items to no list.
    loose_table: bool,
    loose_list: bool,
}

impl<'a> Access<'a> {
    pub(super) fn of(piece: &'a Piece) -> Self {
        let visits = Cell::new(piece.tree.len().saturating_mul(VISITS_PER_NODE).saturating_add(1_000));
        Self {
            piece,
            tree: &piece.tree,
            looks: &piece.looks,
            whole: piece.is_alone(),
            states: OnceCell::new(),
            ids: OnceCell::new(),
            labels: OnceCell::new(),
            owners: OnceCell::new(),
            visits,
        }
    }

    /// Every element that a screen reader meets, in order.
    pub fn exposed(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.states().exposed.iter().copied()
    }

    /// Every element with one of these roles that a screen reader meets, in order.
    pub fn of_roles<'s>(&'s self, roles: &'s [&str]) -> impl Iterator<Item = NodeId> + 's {
        self.exposed().filter(move |id| self.role(*id).is_some_and(|role| roles.contains(&role.name)))
    }

    /// The role of an element; `None` where it has none that we know.
    pub fn role(&self, id: NodeId) -> Option<&'static Role> {
        self.state(id).role
    }

    /// Whether an attribute says the role of an element, and counts.
    pub fn is_explicit(&self, id: NodeId) -> bool {
        self.state(id).explicit
    }

    /// The role that an element has by itself.
    pub fn own_role(&self, id: NodeId) -> Option<&'static Role> {
        Role::of(implicit::role(self.tree, id)?)
    }

    /// Whether a screen reader does not meet an element.
    pub fn is_hidden(&self, id: NodeId) -> bool {
        self.state(id).hidden
    }

    /// Whether an element takes the focus.
    pub fn is_focusable(&self, id: NodeId) -> bool {
        !self.looks.get(id).silent && implicit::is_focusable(self.tree, id)
    }

    /// Whether the tabulator goes to an element.
    pub fn is_in_tab_order(&self, id: NodeId) -> bool {
        self.is_focusable(id) && implicit::tabindex(self.tree, id).is_none_or(|index| index >= 0)
    }

    /// Whether an element is switched off, by itself or with what holds it.
    pub fn is_disabled(&self, id: NodeId) -> bool {
        let said = |id: NodeId| self.tree.attribute(id, "aria-disabled").is_some_and(|value| value.trim() == "true");
        implicit::is_disabled(self.tree, id) || said(id) || self.tree.ancestors(id).any(said)
    }

    /// The element of this id, and whether it may be in another piece.
    pub fn by_id(&self, id: &str) -> Option<NodeId> {
        let ids = self.ids.get_or_init(|| {
            let mut ids = BTreeMap::new();
            for node in self.tree.descendants(self.tree.root()) {
                if let Some(id) = self.tree.attribute(node, "id").filter(|id| !id.is_empty()) {
                    ids.entry(id).or_insert(node);
                }
            }
            ids
        });
        ids.get(id).copied()
    }

    /// Whether all that ids refer to is in this piece.
    pub const fn is_whole(&self) -> bool {
        self.whole
    }

    /// The labels that name a control by its id.
    pub fn labels(&self, control: NodeId) -> &[NodeId] {
        let labels = self.labels.get_or_init(|| {
            let mut labels: BTreeMap<&str, Vec<NodeId>> = BTreeMap::new();
            for node in self.tree.elements("label") {
                if let Some(control) = self.tree.attribute(node, "for").filter(|id| !id.is_empty()) {
                    labels.entry(control).or_default().push(node);
                }
            }
            labels
        });
        self.tree.attribute(control, "id").and_then(|id| labels.get(id)).map_or(&[], Vec::as_slice)
    }

    fn state(&self, id: NodeId) -> State {
        self.states().all.get(id.index()).copied().unwrap_or_default()
    }

    fn states(&self) -> &States {
        self.states.get_or_init(|| {
            let mut states = States { all: vec![State::default(); self.tree.len()], exposed: Vec::new() };
            let mut stack = vec![Around::default()];
            for step in self.tree.walk(self.tree.root()) {
                match step {
                    Step::Enter(id) => {
                        let around = stack.last().copied().unwrap_or_default();
                        stack.push(self.enter(id, around, &mut states));
                    }
                    Step::Leave(_) => {
                        stack.pop();
                    }
                }
            }
            states
        })
    }

    fn enter(&self, id: NodeId, around: Around, states: &mut States) -> Around {
        let NodeKind::Element(element) = &self.tree.node(id).kind else {
            return around;
        };
        let mut inner = around;
        inner.hidden = around.hidden
            || self.tree.attribute(id, "aria-hidden").is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
            || element.attribute("inert").is_some();
        // What is invisible may hold something that is seen again; what is kept from screen readers may not.
        let hidden = inner.hidden || self.looks.get(id).silent;
        let name = element.name();
        let own = match name {
            "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "caption" if around.loose_table => None,
            "li" if around.loose_list => None,
            _ => implicit::role(self.tree, id),
        };
        let own = own.and_then(Role::of);
        let said = self.said(id);
        let (role, explicit) = match said {
            Some(said) if said.is_none() && self.is_revived(id) => (own, false),
            Some(said) => (Some(said), true),
            None if own.is_some_and(Role::is_none) && self.is_revived(id) => (Role::of("img"), false),
            None => (own, false),
        };
        match name {
            "table" => inner.loose_table = !role.is_some_and(|role| matches!(role.name, "table" | "grid" | "treegrid")),
            "ul" | "ol" | "menu" => {
                inner.loose_list = !role.is_some_and(|role| matches!(role.name, "list" | "directory"))
            }
            _ => {}
        }
        if let Some(state) = states.all.get_mut(id.index()) {
            *state = State { role, explicit, hidden };
        }
        if !hidden && id != self.tree.root() {
            states.exposed.push(id);
        }
        inner
    }

    /// The role that an attribute says: the first that there is.
    fn said(&self, id: NodeId) -> Option<&'static Role> {
        self.tree.attribute(id, "role")?.split_ascii_whitespace().find_map(Role::of)
    }

    /// Whether an element that is said to be nothing is something all the same.
    fn is_revived(&self, id: NodeId) -> bool {
        let Some(element) = self.tree.element(id) else { return false };
        implicit::is_focusable(self.tree, id)
            || element.attributes.iter().any(|attribute| {
                let name = attribute.name();
                name.starts_with("aria-")
                    && is_global(name)
                    && !matches!(name, "aria-hidden" | "aria-braillelabel" | "aria-brailleroledescription")
            })
    }
}
