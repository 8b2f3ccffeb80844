//! Questions about nodes: their blocks, their expressions, whether they may fail.

use crate::liquid::ast::{Condition, Expr, ExprKind, Filtered, Kind, Node, Offset, Operator, Piece, Root, Step, Word};

/// Calls `see` for every node, outer ones first.
pub(in crate::liquid) fn each<'n>(nodes: &'n [Node], see: &mut dyn FnMut(&'n Node)) {
    for node in nodes {
        see(node);
        for block in blocks(node) {
            each(block, see);
        }
    }
}

/// The insides of a node.
pub(in crate::liquid) fn blocks(node: &Node) -> Vec<&[Node]> {
    match &node.kind {
        Kind::Capture { body, .. } | Kind::IfChanged(body) => vec![&body.nodes],
        Kind::If(inner) => inner.arms.iter().map(|arm| arm.body.nodes.as_slice()).collect(),
        Kind::Case(inner) => inner.arms.iter().map(|arm| arm.body.nodes.as_slice()).collect(),
        Kind::For(inner) => std::iter::once(&inner.body)
            .chain(inner.otherwise.iter().map(|(_, block)| block))
            .map(|b| b.nodes.as_slice())
            .collect(),
        Kind::TableRow(inner) => vec![&inner.body.nodes],
        Kind::Braze(braze) => braze.body.iter().map(|body| body.nodes.as_slice()).collect(),
        Kind::Liquid(nodes) => vec![nodes],
        _ => Vec::new(),
    }
}

/// Whether `test` holds for one of the expressions of a node's own tags (not of the nodes inside it).
pub(super) fn expressions(node: &Node, test: &mut dyn FnMut(&Expr) -> bool) -> bool {
    match &node.kind {
        Kind::Output(filtered) | Kind::Assign { value: filtered, .. } => in_filtered(filtered, test),
        Kind::If(inner) => inner.arms.iter().filter_map(|arm| arm.condition.as_ref()).any(|condition| {
            let rest = condition.rest.iter().map(|(_, comparison)| comparison);
            std::iter::once(&condition.first).chain(rest).any(|comparison| {
                test(&comparison.left) || comparison.right.as_ref().is_some_and(|(_, right)| test(right))
            })
        }),
        Kind::Case(inner) => {
            test(&inner.subject) || inner.arms.iter().flat_map(|arm| arm.values.iter().flatten()).any(test)
        }
        Kind::For(inner) => {
            let offset = match &inner.offset {
                Some(Offset::At(offset)) => Some(offset),
                _ => None,
            };
            test(&inner.over) || inner.limit.iter().chain(offset).any(test)
        }
        Kind::TableRow(inner) => {
            test(&inner.over) || inner.cols.iter().chain(&inner.limit).chain(&inner.offset).any(test)
        }
        Kind::Cycle(cycle) => cycle.group.iter().chain(&cycle.values).any(test),
        Kind::Partial(partial) => {
            test(&partial.name)
                || partial
                    .with
                    .iter()
                    .map(|(_, with)| with)
                    .chain(partial.arguments.iter().map(|(_, value)| value))
                    .any(test)
        }
        Kind::Braze(braze) => {
            let mut words = braze.words.iter().chain(braze.options.iter().flat_map(|option| &option.words));
            words.any(|word: &Word| {
                word.pieces
                    .iter()
                    .any(|piece| matches!(piece, Piece::Output(_, filtered) if in_filtered(filtered, test)))
            })
        }
        _ => false,
    }
}

fn in_filtered(filtered: &Filtered, test: &mut dyn FnMut(&Expr) -> bool) -> bool {
    test(&filtered.base)
        || filtered.filters.iter().any(|filter| {
            let named = filter.named.iter().map(|(_, arg)| arg);
            filter.args.iter().chain(named).any(&mut *test)
        })
}

/// Whether working a value out may end in an error, which leaves a variable as it was.
pub(super) fn may_fail(filtered: &Filtered) -> bool {
    !filtered.filters.is_empty() || expression_may_fail(&filtered.base)
}

pub(super) fn expression_may_fail(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(_) | ExprKind::Missing => false,
        ExprKind::Range(_) => true,
        ExprKind::Braces(filtered) => may_fail(filtered),
        ExprKind::Path(path) => {
            matches!(&path.root, Root::Dynamic(name) if expression_may_fail(name))
                || path.steps.iter().any(|step| matches!(step, Step::Index(index) if expression_may_fail(index)))
        }
    }
}

/// Whether a condition may end in an error, which is printed where its block is not blank.
pub(super) fn condition_may_fail(condition: &Condition) -> bool {
    let rest = condition.rest.iter().map(|(_, comparison)| comparison);
    std::iter::once(&condition.first).chain(rest).any(|comparison| {
        use Operator::{Greater, GreaterOrEqual, Less, LessOrEqual};
        let right = comparison.right.as_ref();
        expression_may_fail(&comparison.left)
            || right.is_some_and(|(operator, right)| {
                matches!(operator, Less | LessOrEqual | Greater | GreaterOrEqual) || expression_may_fail(right)
            })
    })
}

/// Whether `nodes` hold a `break` or `continue` that leaves the loop around them.
pub(super) fn interrupts(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match &node.kind {
        Kind::Break | Kind::Continue => true,
        Kind::For(inner) => inner.otherwise.iter().any(|(_, block)| interrupts(&block.nodes)),
        Kind::TableRow(_) => false,
        _ => blocks(node).into_iter().any(interrupts),
    })
}
