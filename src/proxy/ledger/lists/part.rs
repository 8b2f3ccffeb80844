//! Taking a part of a file: what came before is not taken again, and all of a part is there or nothing.

use super::{List, MOST_PROBLEMS};
use crate::audience::{Part, Problem, Row, rows_left_out};
use crate::braze::MOST_OBJECTS;
use crate::digest::Digest;
use crate::proxy::ledger::audit::{self, By, Entry};
use crate::proxy::ledger::{Ledger, LedgerError};
use serde_json::json;
use sqlx::{Any, AssertSqlSafe, Row as _, Transaction};
use std::collections::BTreeSet;

/// How many rows go into one statement.
const AT_ONCE: usize = 100;

const TAKE: &str = "UPDATE list
    SET taken = $1, line = $2, looked_at = looked_at + $3, left_out = left_out + $4, batches = batches + $5, state = $6,
        updated = $7
    WHERE id = $8 AND state = 'uploading' AND taken = $9";
const BATCH: &str = "INSERT INTO list_batch (list, number, body, lines) VALUES ($1, $2, $3, $4)";
const FIRST: &str = "SELECT line FROM list_who WHERE list = $1 AND who = $2";
// Without a target: a ledger from before rows were told cell by cell keeps one problem a line.
const PROBLEM: &str = "INSERT INTO list_problem (list, line, place, code, other) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT DO NOTHING";
const KEPT: &str = "SELECT COUNT(*) FROM list_problem WHERE list = $1";

impl Ledger {
    /// Takes a part that begins where the list has come to and reaches up to `taken`; [`LedgerError::Lost`] where it was
    /// taken before.
    pub(in crate::proxy) async fn take_part(
        &self,
        list: &List,
        part: Part,
        (taken, ends): (u64, bool),
        by: By<'_>,
        now: i64,
    ) -> Result<(), LedgerError> {
        let signed = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let Part { rows, mut problems, line, count, .. } = part;
        let id = list.view.id.as_str();
        let mut transaction = self.pool.begin().await?;
        let rows = without_doubles(&mut transaction, id, rows, &mut problems).await?;
        let batches = rows.chunks(MOST_OBJECTS);
        let made = i64::try_from(batches.len()).unwrap_or(i64::MAX);
        let state = match (ends, list.view.sent + list.view.left_out < list.view.rows || !rows.is_empty()) {
            (false, _) => "uploading",
            (true, true) => "sending",
            (true, false) => "done",
        };
        let moved = sqlx::query(TAKE)
            .bind(signed(taken))
            .bind(signed(line))
            .bind(signed(count))
            .bind(signed(rows_left_out(&problems)))
            .bind(made)
            .bind(state)
            .bind(now)
            .bind(id)
            .bind(signed(list.view.taken))
            .execute(&mut *transaction)
            .await?;
        if moved.rows_affected() != 1 {
            return Err(LedgerError::Lost);
        }
        for (number, batch) in (list.batches..).zip(batches) {
            let attributes: Vec<_> = batch.iter().map(|row| &row.attributes).collect();
            let lines: Vec<u64> = batch.iter().map(|row| row.line).collect();
            sqlx::query(BATCH)
                .bind(id)
                .bind(number)
                .bind(json!({ "attributes": attributes }).to_string())
                .bind(json!(lines).to_string())
                .execute(&mut *transaction)
                .await?;
        }
        let kept: i64 = sqlx::query_scalar(KEPT).bind(id).fetch_one(&mut *transaction).await?;
        let room = MOST_PROBLEMS.saturating_sub(u64::try_from(kept).unwrap_or_default());
        write_problems(&mut transaction, id, whole_rows(&problems, room).iter()).await?;
        if ends {
            let entry = Entry { action: "list-end", about: id, before: "uploading", after: state, ..Entry::default() };
            audit::write(&mut transaction, by, entry, now).await?;
        }
        transaction.commit().await?;
        Ok(())
    }
}

/// The problems for which there is room, of each row all or none.
fn whole_rows(problems: &[Problem], room: u64) -> &[Problem] {
    let room = usize::try_from(room).unwrap_or(usize::MAX);
    let mut end = 0_usize;
    for row in problems.chunk_by(|one, next| one.line == next.line) {
        let next = end.saturating_add(row.len());
        if next > room {
            break;
        }
        end = next;
    }
    problems.get(..end).unwrap_or_default()
}

/// Notes problems, at most one for each cell.
pub(super) async fn write_problems(
    transaction: &mut Transaction<'_, Any>,
    list: &str,
    problems: impl Iterator<Item = &Problem>,
) -> Result<(), LedgerError> {
    let signed = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    for problem in problems {
        sqlx::query(PROBLEM)
            .bind(list)
            .bind(signed(problem.line))
            .bind(signed(problem.column))
            .bind(problem.trouble.code)
            .bind(signed(problem.other))
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}

/// The rows whom the list does not have yet; the others become problems.
async fn without_doubles(
    transaction: &mut Transaction<'_, Any>,
    list: &str,
    rows: Vec<Row>,
    problems: &mut Vec<Problem>,
) -> Result<Vec<Row>, LedgerError> {
    let mut kept = Vec::with_capacity(rows.len());
    let mut rows = rows.into_iter();
    loop {
        let some: Vec<Row> = rows.by_ref().take(AT_ONCE).collect();
        if some.is_empty() {
            problems.sort_by_key(|problem| problem.line);
            return Ok(kept);
        }
        let names: Vec<String> = some.iter().map(|row| name(list, &row.who)).collect();
        let mut insert = sqlx::query(AssertSqlSafe(statement(some.len()))).bind(list);
        for (name, row) in names.iter().zip(&some) {
            insert = insert.bind(name).bind(i64::try_from(row.line).unwrap_or(i64::MAX));
        }
        let new = insert.fetch_all(&mut **transaction).await?;
        let new = new.iter().map(|row| row.try_get::<i64, _>("line")).collect::<Result<BTreeSet<_>, _>>()?;
        for (name, row) in names.iter().zip(some) {
            if i64::try_from(row.line).is_ok_and(|line| new.contains(&line)) {
                kept.push(row);
                continue;
            }
            let first: i64 = sqlx::query_scalar(FIRST).bind(list).bind(name).fetch_one(&mut **transaction).await?;
            let other = u64::try_from(first).unwrap_or_default();
            problems.push(Problem::double(row.line, other));
        }
    }
}

/// Whom a row is about, without telling: a digest under the list's own name.
fn name(list: &str, who: &str) -> String {
    let digest = Digest::new("list-who").field("list", list).field("who", who).finish();
    digest.get(7..39).unwrap_or(&digest).to_owned()
}

/// One statement for so many rows: only numbers of parameters are put into it.
fn statement(rows: usize) -> String {
    let values: Vec<String> = (0..rows).map(|at| format!("($1, ${}, ${})", at * 2 + 2, at * 2 + 3)).collect();
    let values = values.join(", ");
    format!("INSERT INTO list_who (list, who, line) VALUES {values} ON CONFLICT (list, who) DO NOTHING RETURNING line")
}
