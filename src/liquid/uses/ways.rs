//! Every way through a template, one by one, up to a bound: which arms it takes, and whether it can be taken at all.

use super::facts::Facts;
use super::paths::{Guard, GuardKind, place_meets};
use crate::liquid::ast::{BrazeTag, Kind, Node, Template};
use crate::liquid::limits;
use crate::liquid::partial::each;
use crate::order;
use crate::text::Span;
use serde::Serialize;
use std::collections::BTreeSet;

/// The ways through a template.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ways {
    /// One for each combination of arms; a loop is gone through once, or not at all.
    pub ways: Vec<Way>,
    /// These are all. Otherwise there are more than were asked for, and these stop where that became clear.
    pub complete: bool,
}

/// One way through a template.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Way {
    /// The arms and loops that it takes, in order.
    pub taken: Vec<Guard>,
    /// Nothing that it assumes contradicts itself.
    pub reachable: bool,
    /// It ends by calling off the message.
    pub aborts: bool,
}

/// The ways through `template`, at most about `most` of them.
///
/// ```
/// use countersign::liquid::{parse, uses::ways};
/// let template = parse("{% if ${a} %}x{% endif %}{% unless ${a} %}y{% endunless %}").template;
/// let found = ways(&template, 100);
/// assert_eq!(found.ways.len(), 4);
/// assert_eq!(found.ways.iter().filter(|way| way.reachable).count(), 2);
/// ```
pub fn ways(template: &Template, most: usize) -> Ways {
    let (states, complete) = explore(template, &[], most);
    Ways { ways: states.into_iter().map(|state| state.way).collect(), complete }
}

/// Whether every way that can be taken meets one of the sorted `spans` or calls the message off; false where there are
/// too many to say.
pub(super) fn all_meet(template: &Template, spans: &[Span], most: usize) -> bool {
    let (states, complete) = explore(template, spans, most);
    complete && states.iter().all(|state| state.met || state.way.aborts || !state.way.reachable)
}

#[derive(Clone, Debug)]
struct State {
    way: Way,
    facts: Facts,
    met: bool,
}

impl State {
    /// What it takes to copy it.
    const fn weight(&self) -> usize {
        2 + self.way.taken.len() / 4 + 6 * self.facts.len()
    }

    /// It goes on no further.
    const fn ended(&self) -> bool {
        self.way.aborts || !self.way.reachable
    }
}

struct Explore<'t> {
    template: &'t Template,
    spans: &'t [Span],
    most: usize,
    full: bool,
    /// Of [`limits::ANALYSIS`]: what is left of them.
    left: usize,
}

fn explore(template: &Template, spans: &[Span], most: usize) -> (Vec<State>, bool) {
    let mut explore = Explore { template, spans, most, full: false, left: limits::ANALYSIS };
    let start = State { way: Way { reachable: true, ..Way::default() }, facts: Facts::default(), met: false };
    let states = explore.nodes(&template.nodes, vec![start]);
    (states, !explore.full)
}

impl Explore<'_> {
    /// Where it has taken too long, what has been found is all there will be.
    const fn spend(&mut self, steps: usize) {
        self.left = self.left.saturating_sub(steps);
        self.full = self.full || self.left == 0;
    }

    fn nodes(&mut self, nodes: &[Node], mut states: Vec<State>) -> Vec<State> {
        for node in nodes {
            if self.full {
                return states;
            }
            self.spend(1 + states.len() / 8);
            states = self.node(node, states);
            self.full = self.full || states.len() > self.most;
        }
        states
    }

    fn node(&mut self, node: &Node, mut states: Vec<State>) -> Vec<State> {
        match &node.kind {
            Kind::Assign { name, .. } | Kind::Increment(name) | Kind::Decrement(name) => {
                let name = order::set([self.template.text(*name)]);
                for state in &mut states {
                    self.spend(1 + state.facts.len());
                    state.facts.forget_all(&name);
                }
                states
            }
            Kind::Capture { .. } | Kind::TableRow(_) | Kind::IfChanged(_) => {
                for state in &mut states {
                    self.forget_assigned(node, state);
                }
                states
            }
            Kind::If(inner) => self.split(states, |explore, mut state, out| {
                for (index, arm) in inner.arms.iter().enumerate() {
                    let asked = arm.condition.as_ref().map_or(0, |condition| 1 + condition.rest.len());
                    explore.spend(state.weight() + 8 * asked);
                    if explore.full {
                        break;
                    }
                    let turned = inner.unless && index == 0;
                    let kind = if arm.condition.is_some() { GuardKind::Condition } else { GuardKind::Else };
                    let mut inside = state.clone();
                    inside.way.taken.push(Guard { head: arm.head, kind });
                    let Some(condition) = &arm.condition else {
                        out.extend(explore.nodes(&arm.body.nodes, vec![inside]));
                        return;
                    };
                    inside.way.reachable &= inside.facts.assume(explore.template, condition, !turned);
                    out.extend(explore.nodes_unless_ended(&arm.body.nodes, inside));
                    state.way.reachable &= state.facts.assume(explore.template, condition, turned);
                    if !state.way.reachable {
                        break;
                    }
                }
                out.push(state);
            }),
            Kind::Case(inner) => self.split(states, |explore, state, out| {
                for arm in &inner.arms {
                    explore.spend(state.weight());
                    if explore.full {
                        break;
                    }
                    let kind = if arm.values.is_some() { GuardKind::When } else { GuardKind::Else };
                    let mut inside = state.clone();
                    inside.way.taken.push(Guard { head: arm.head, kind });
                    out.extend(explore.nodes(&arm.body.nodes, vec![inside]));
                }
                if inner.arms.iter().all(|arm| arm.values.is_some()) {
                    out.push(state);
                }
            }),
            Kind::For(inner) => self.split(states, |explore, state, out| {
                explore.spend(state.weight());
                let mut inside = state.clone();
                inside.way.taken.push(Guard { head: inner.head, kind: GuardKind::Loop });
                // What holds in one turn need not hold in the next, nor after the loop.
                explore.forget_assigned(node, &mut inside);
                let mut turned = explore.nodes(&inner.body.nodes, vec![inside]);
                for state in &mut turned {
                    explore.forget_assigned(node, state);
                }
                out.extend(turned);
                match &inner.otherwise {
                    Some((head, block)) => {
                        let mut other = state;
                        other.way.taken.push(Guard { head: *head, kind: GuardKind::Else });
                        out.extend(explore.nodes(&block.nodes, vec![other]));
                    }
                    None => out.push(state),
                }
            }),
            Kind::Liquid(nodes) => self.nodes(nodes, states),
            Kind::Braze(braze) if braze.tag == BrazeTag::AbortMessage => {
                states.iter_mut().filter(|state| state.way.reachable).for_each(|state| state.way.aborts = true);
                states
            }
            Kind::Braze(braze) if braze.body.is_some() => match &braze.body {
                Some(body) => self.nodes(&body.nodes, states),
                None => states,
            },
            _ => {
                if matches!(node.kind, Kind::Braze(_) | Kind::Partial(_)) {
                    // Such a tag may give any variable a value.
                    states.iter_mut().for_each(|state| state.facts.forget_variables());
                }
                if place_meets(node, self.spans) {
                    states.iter_mut().filter(|state| !state.ended()).for_each(|state| state.met = true);
                }
                states
            }
        }
    }

    /// Variables that `node` assigns somewhere in it, and those of its loops.
    fn forget_assigned(&mut self, node: &Node, state: &mut State) {
        if self.full {
            return;
        }
        let (mut seen, mut names, mut any) = (0, BTreeSet::new(), false);
        each(std::slice::from_ref(node), &mut |node| {
            seen += 1;
            match &node.kind {
                Kind::Assign { name, .. }
                | Kind::Capture { name, .. }
                | Kind::Increment(name)
                | Kind::Decrement(name) => {
                    names.insert(self.template.text(*name));
                }
                Kind::For(inner) => names.extend([self.template.text(inner.name), "forloop"]),
                Kind::TableRow(inner) => names.extend([self.template.text(inner.name), "tablerowloop"]),
                // Such a tag may give any variable a value.
                Kind::Braze(_) | Kind::Partial(_) => any = true,
                _ => {}
            }
        });
        state.facts.forget_all(&names);
        if any {
            state.facts.forget_variables();
        }
        self.spend(2 * seen + state.facts.len());
    }

    fn nodes_unless_ended(&mut self, nodes: &[Node], state: State) -> Vec<State> {
        if state.ended() { vec![state] } else { self.nodes(nodes, vec![state]) }
    }

    /// Every state that goes on becomes several.
    fn split(&mut self, states: Vec<State>, mut each: impl FnMut(&mut Self, State, &mut Vec<State>)) -> Vec<State> {
        let mut out = Vec::new();
        for state in states {
            if state.ended() || self.full {
                out.push(state);
                continue;
            }
            each(self, state, &mut out);
            self.full = self.full || out.len() > self.most;
        }
        out
    }
}
