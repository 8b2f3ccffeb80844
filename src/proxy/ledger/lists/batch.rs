//! Batches on their way to Braze: gone from here once they are there.

use super::part::write_problems;
use crate::audience::{Problem, Trouble};
use crate::proxy::ledger::{Ledger, LedgerError};
use serde_json::{Value, json};
use sqlx::Row as _;

const NEXT: &str = "SELECT list_batch.list, list_batch.number, list_batch.body, list_batch.lines
    FROM list_batch JOIN list ON list.id = list_batch.list WHERE list.state IN ('uploading', 'sending')
    ORDER BY list.created, list_batch.list, list_batch.number LIMIT $1";
const GONE: &str = "DELETE FROM list_batch WHERE list = $1 AND number = $2";
const COUNT: &str =
    "UPDATE list SET sent = sent + $1, left_out = left_out + $2, trouble = '', updated = $3 WHERE id = $4";
const HALVES: &str = "UPDATE list SET batches = batches + 2 WHERE id = $1 RETURNING batches";
const BATCH: &str = "INSERT INTO list_batch (list, number, body, lines) VALUES ($1, $2, $3, $4)";
const DONE: &str = "UPDATE list SET state = 'done', updated = $1 WHERE id = $2 AND state = 'sending'
    AND NOT EXISTS (SELECT 1 FROM list_batch WHERE list_batch.list = list.id)";
const FORGET: &str = "DELETE FROM list_who WHERE list = $1";
const WAITS: &str = "UPDATE list SET trouble = $1 WHERE id = $2";

/// Rows on their way to Braze.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Their list.
    pub list: String,
    /// Their place in it.
    pub number: i64,
    /// The body for `users/track`.
    pub body: String,
    /// The lines of the file, one for each object of the body.
    pub lines: Vec<u64>,
}

impl Ledger {
    /// The next batches to send, oldest list first.
    pub async fn next_batches(&self, most: i64) -> Result<Vec<Batch>, LedgerError> {
        let rows = sqlx::query(NEXT).bind(most).fetch_all(&self.pool).await?;
        let batch = |row: &sqlx::any::AnyRow| {
            let text = |name: &str| row.try_get::<String, _>(name);
            let lines = serde_json::from_str(&text("lines")?).unwrap_or_default();
            Ok(Batch { list: text("list")?, number: row.try_get("number")?, body: text("body")?, lines })
        };
        rows.iter().map(batch).collect()
    }

    /// Braze has a batch, but for the objects at these places: counted once, however often it is acknowledged. Whether
    /// its list is done with it.
    pub async fn acknowledge(&self, batch: &Batch, refused: &[usize], now: i64) -> Result<bool, LedgerError> {
        let mut transaction = self.pool.begin().await?;
        let gone = sqlx::query(GONE).bind(&batch.list).bind(batch.number).execute(&mut *transaction).await?;
        if gone.rows_affected() != 1 {
            return Ok(false);
        }
        let lines = refused.iter().filter_map(|at| batch.lines.get(*at));
        let problems: Vec<Problem> = lines.map(|line| Problem::of_row(*line, Trouble::REFUSED)).collect();
        let (all, out) = (batch.lines.len(), problems.len());
        let signed = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        sqlx::query(COUNT)
            .bind(signed(all.saturating_sub(out)))
            .bind(signed(out))
            .bind(now)
            .bind(&batch.list)
            .execute(&mut *transaction)
            .await?;
        write_problems(&mut transaction, &batch.list, problems.iter()).await?;
        let done = sqlx::query(DONE).bind(now).bind(&batch.list).execute(&mut *transaction).await?;
        let done = done.rows_affected() == 1;
        if done {
            sqlx::query(FORGET).bind(&batch.list).execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        if done {
            self.scrub().await?;
        }
        Ok(done)
    }

    /// Braze refuses a batch as a whole: its halves are tried, so that one row takes no other along.
    pub async fn halve(&self, batch: &Batch) -> Result<(), LedgerError> {
        let body: Value = serde_json::from_str(&batch.body).unwrap_or_default();
        let objects = body.get("attributes").and_then(Value::as_array).cloned().unwrap_or_default();
        let middle = batch.lines.len() / 2;
        let mut transaction = self.pool.begin().await?;
        let gone = sqlx::query(GONE).bind(&batch.list).bind(batch.number).execute(&mut *transaction).await?;
        if gone.rows_affected() != 1 {
            return Ok(());
        }
        let batches: i64 = sqlx::query_scalar(HALVES).bind(&batch.list).fetch_one(&mut *transaction).await?;
        let (objects, lines) = (objects.split_at_checked(middle), batch.lines.split_at_checked(middle));
        let (Some(objects), Some(lines)) = (objects, lines) else { return Ok(()) };
        for (back, objects, lines) in [(2, objects.0, lines.0), (1, objects.1, lines.1)] {
            sqlx::query(BATCH)
                .bind(&batch.list)
                .bind(batches.saturating_sub(back))
                .bind(json!({ "attributes": objects }).to_string())
                .bind(json!(lines).to_string())
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// A list has to wait; why.
    pub async fn list_waits(&self, list: &str, trouble: &str) -> Result<(), LedgerError> {
        sqlx::query(WAITS).bind(trouble).bind(list).execute(&self.pool).await?;
        Ok(())
    }
}
