//! Tables of data: their cells in rows and columns, and which header stands for which of them.

use super::Access;
use crate::html::{NodeId, Tree};
use crate::order;
use std::collections::BTreeSet;

/// More places than this are not laid out: no mail has such a table, and spans would make them.
const MOST_PLACES: usize = 20_000;

/// A cell with its place.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// The element.
    pub id: NodeId,
    /// The first row that it takes.
    pub row: usize,
    /// The first column that it takes.
    pub column: usize,
    /// How many rows it takes.
    pub rows: usize,
    /// How many columns it takes.
    pub columns: usize,
    /// Whether it is a header.
    pub heads: bool,
    /// Whether it is the header of a column.
    pub heads_column: bool,
    /// Whether it is the header of a row.
    pub heads_row: bool,
}

/// What is within a table but not within a table in it, in order.
pub fn own(tree: &Tree, table: NodeId) -> Vec<NodeId> {
    let mut own = Vec::new();
    let mut open = vec![table];
    while let Some(id) = open.pop() {
        if id != table {
            own.push(id);
        }
        if id == table || tree.name(id) != "table" {
            let start = open.len();
            open.extend(tree.children(id).filter(|child| tree.element(*child).is_some()));
            if let Some(new) = open.get_mut(start..) {
                new.reverse();
            }
        }
    }
    own
}

/// The cells of a table as a screen reader meets them, row by row. Empty where it is too large to lay out.
pub fn cells(tree: &Tree, access: &Access, table: NodeId) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    // Headers that do not say of what: it follows from where the data are.
    let mut open = Vec::new();
    let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
    let (mut row, mut column, mut begun) = (0usize, 0usize, false);
    for id in own(tree, table) {
        let Some(role) = access.role(id).filter(|_| !access.is_hidden(id)) else { continue };
        match role.name {
            "row" => {
                row += usize::from(begun);
                (column, begun) = (0, true);
            }
            "cell" | "gridcell" | "columnheader" | "rowheader" => {
                while taken.contains(&(row, column)) {
                    column += 1;
                }
                let (rows, columns) = (span(tree, id, "rowspan"), span(tree, id, "colspan"));
                if taken.len() + rows * columns > MOST_PLACES {
                    return Vec::new();
                }
                taken.extend(
                    (row..row + rows).flat_map(|row| (column..column + columns).map(move |column| (row, column))),
                );
                let scope = tree.attribute(id, "scope").unwrap_or_default().trim().to_ascii_lowercase();
                let is = |name: &str| role.is(name);
                let auto = tree.name(id) == "th" && !matches!(scope.as_str(), "row" | "rowgroup" | "col" | "colgroup");
                let auto = auto && !access.is_explicit(id);
                open.extend(auto.then_some(cells.len()));
                cells.push(Cell {
                    id,
                    row,
                    column,
                    rows,
                    columns,
                    heads: is("columnheader") || is("rowheader"),
                    heads_column: is("columnheader") && !auto,
                    heads_row: is("rowheader") && !auto,
                });
                column += columns;
            }
            _ => {}
        }
    }
    settle(tree, &mut cells, &open);
    cells
}

/// A header that does not say of what heads its column where no data are in its row, else its row where none are in its
/// column.
fn settle(tree: &Tree, cells: &mut [Cell], open: &[usize]) {
    let data = |cell: &&Cell| tree.name(cell.id) == "td";
    let rows = order::set(cells.iter().filter(data).flat_map(|cell| cell.row..cell.row + cell.rows));
    let columns = order::set(cells.iter().filter(data).flat_map(|cell| cell.column..cell.column + cell.columns));
    for index in open {
        let Some(cell) = cells.get_mut(*index) else { continue };
        cell.heads_column = rows.range(cell.row..cell.row + cell.rows).next().is_none();
        let row = columns.range(cell.column..cell.column + cell.columns).next().is_none();
        cell.heads_row = !cell.heads_column && row;
        // Among data, as beside an empty corner, it may be either.
        if !cell.heads_column && !row {
            (cell.heads_column, cell.heads_row) = (true, true);
        }
    }
}

/// The headers of a table that stand for no cell. In a table without data nothing is asked of them.
pub fn idle_headers(tree: &Tree, cells: &[Cell]) -> Vec<NodeId> {
    if cells.iter().all(|cell| cell.heads) {
        return Vec::new();
    }
    // The last row of each column and the last column of each row with a cell that does not name its headers itself.
    let (mut below, mut beside): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut named: BTreeSet<&str> = BTreeSet::new();
    for cell in cells {
        let headers = tree.attribute(cell.id, "headers").unwrap_or_default();
        named.extend(headers.split_ascii_whitespace());
        if headers.trim().is_empty() {
            (cell.column..cell.column + cell.columns).for_each(|column| raise(&mut below, column, cell.row + 1));
            (cell.row..cell.row + cell.rows).for_each(|row| raise(&mut beside, row, cell.column + 1));
        }
    }
    let stands_for_some = |cell: &Cell| {
        let reaches = |ends: &[usize], mut range: std::ops::Range<usize>, from: usize| {
            range.any(|at| ends.get(at).is_some_and(|end| *end > from))
        };
        let under = reaches(&below, cell.column..cell.column + cell.columns, cell.row + cell.rows);
        let after = reaches(&beside, cell.row..cell.row + cell.rows, cell.column + cell.columns);
        let by_name = tree.attribute(cell.id, "id").is_some_and(|id| named.contains(id));
        (cell.heads_column && under) || (cell.heads_row && after) || by_name
    };
    cells.iter().filter(|cell| cell.heads).filter(|cell| !stands_for_some(cell)).map(|cell| cell.id).collect()
}

fn raise(list: &mut Vec<usize>, at: usize, to: usize) {
    if list.len() <= at {
        list.resize(at + 1, 0);
    }
    if let Some(place) = list.get_mut(at) {
        *place = (*place).max(to);
    }
}

fn span(tree: &Tree, id: NodeId, name: &str) -> usize {
    let said = tree
        .attribute(id, name)
        .or_else(|| tree.attribute(id, if name == "colspan" { "aria-colspan" } else { "aria-rowspan" }));
    said.and_then(|span| span.trim().parse::<usize>().ok()).unwrap_or(1).clamp(1, 1_000)
}
