//! Lists of customers from files: begun, taken part by part, sent batch by batch, done.
//!
//! Rows stand in batches only until Braze has acknowledged them; of whom a list holds only digests are kept, until it is
//! done. What stays is how many, and which lines were left out for what.

mod batch;
mod part;

pub use batch::Batch;

use super::audit::{self, By, Entry};
use super::{Ledger, LedgerError};
use crate::audience::{Layout, Problem, Trouble};
use crate::transport::{ListState, ListView, NewList};
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// The most lists of one answer.
const MOST: i64 = 100;

/// How many problems of a list are kept.
const MOST_PROBLEMS: u64 = 20_000;

/// How long a report is kept, in seconds.
const REPORT_KEPT: i64 = 30 * 86_400;

/// How long an upload may stand still before it is given up, in seconds.
const ABANDONED: i64 = 7 * 86_400;

const BEGIN: &str = "INSERT INTO list (
        id, kid, grp, sub, action, body_hash, name, state, size, digest, layout, taken, line, looked_at, left_out, sent,
        batches, trouble, created, updated
    ) VALUES ($1, $2, $3, $4, $5, $6, $7, 'uploading', $8, $9, $10, 0, 1, 0, 0, 0, 0, '', $11, $11)
    ON CONFLICT (kid, grp, sub, action) DO NOTHING";
const BY_ACTION: &str = "SELECT * FROM list WHERE kid = $1 AND grp = $2 AND sub = $3 AND action = $4";
const ONE: &str = "SELECT * FROM list WHERE id = $1 AND grp = $2";
const GROUPS: &str =
    "SELECT * FROM list WHERE grp = $1 AND state <> 'cancelled' ORDER BY created DESC, id DESC LIMIT $2";
const CANCEL: &str = "UPDATE list SET state = 'cancelled', trouble = '', updated = $1
    WHERE id = $2 AND state IN ('uploading', 'sending')";
const PROBLEMS: &str = "SELECT * FROM list_problem WHERE list = $1 ORDER BY line, place";
const ABANDON: &str = "UPDATE list SET state = 'cancelled', updated = $1 WHERE state = 'uploading' AND updated < $2";
const FORGET_BATCHES: &str =
    "DELETE FROM list_batch WHERE list IN (SELECT id FROM list WHERE state IN ('done', 'cancelled'))";
const FORGET_WHO: &str =
    "DELETE FROM list_who WHERE list IN (SELECT id FROM list WHERE state IN ('done', 'cancelled'))";
const FORGET_PROBLEMS: &str = "DELETE FROM list_problem
    WHERE list IN (SELECT id FROM list WHERE state IN ('done', 'cancelled') AND updated < $1)";

/// A list as it stands in the ledger.
#[derive(Clone, Debug)]
pub struct List {
    /// What its group may see.
    pub view: ListView,
    /// Its group.
    pub group: String,
    /// What its file's columns are.
    pub layout: Layout,
    /// The line on which the next part begins.
    pub line: u64,
    body_hash: String,
    batches: i64,
}

/// What became of the wish for a list.
#[derive(Clone, Debug)]
pub enum Begun {
    /// It is there, now or since the same action came before.
    There(Box<List>),
    /// The same action came before, with another body.
    Reused,
}

impl List {
    fn read(row: &AnyRow) -> Result<Self, LedgerError> {
        let text = |name: &str| row.try_get::<String, _>(name);
        let number = |name: &str| row.try_get::<i64, _>(name);
        let count = |name: &str| number(name).map(|number| u64::try_from(number).unwrap_or_default());
        let wrong = |what: String| sqlx::Error::Decode(what.into());
        let state = text("state")?;
        let state = ListState::named(&state).ok_or_else(|| wrong(format!("there is no state `{state}`")))?;
        let layout = serde_json::from_str(&text("layout")?).map_err(|error| wrong(error.to_string()))?;
        let view = ListView {
            id: text("id")?,
            name: text("name")?,
            state,
            by: text("sub")?,
            size: count("size")?,
            taken: count("taken")?,
            digest: text("digest")?,
            rows: count("looked_at")?,
            left_out: count("left_out")?,
            sent: count("sent")?,
            created: number("created")?,
            updated: number("updated")?,
            trouble: Some(text("trouble")?).filter(|trouble| !trouble.is_empty()),
        };
        let (line, body_hash, batches) = (count("line")?, text("body_hash")?, number("batches")?);
        Ok(Self { view, group: text("grp")?, layout, line, body_hash, batches })
    }

    /// The value of the attribute that names it in Braze.
    pub fn value(&self) -> String {
        crate::payload::list_value(&self.group, &self.view.id)
    }
}

impl Ledger {
    /// Begins a list, once for each action.
    pub(in crate::proxy) async fn begin_list(
        &self,
        id: &str,
        by: By<'_>,
        action: (&str, &str),
        new: &NewList,
        now: i64,
    ) -> Result<Begun, LedgerError> {
        let (action, body_hash) = action;
        let mut transaction = self.pool.begin().await?;
        let begun = sqlx::query(BEGIN)
            .bind(id)
            .bind(by.kid)
            .bind(by.group)
            .bind(by.sub)
            .bind(action)
            .bind(body_hash)
            .bind(&new.name)
            .bind(i64::try_from(new.size).unwrap_or(i64::MAX))
            .bind(&new.digest)
            .bind(serde_json::to_string(&new.layout).unwrap_or_default())
            .bind(now)
            .execute(&mut *transaction)
            .await?;
        if begun.rows_affected() == 1 {
            let entry = Entry { action: "list", about: id, after: "uploading", body_hash, ..Entry::default() };
            audit::write(&mut transaction, by, entry, now).await?;
        }
        let row = sqlx::query(BY_ACTION)
            .bind(by.kid)
            .bind(by.group)
            .bind(by.sub)
            .bind(action)
            .fetch_one(&mut *transaction)
            .await?;
        transaction.commit().await?;
        let list = List::read(&row)?;
        Ok(if list.body_hash == body_hash { Begun::There(Box::new(list)) } else { Begun::Reused })
    }

    /// The list of this id, if it is this group's.
    pub async fn list(&self, id: &str, group: &str) -> Result<Option<List>, LedgerError> {
        let row = sqlx::query(ONE).bind(id).bind(group).fetch_optional(&self.pool).await?;
        row.as_ref().map(List::read).transpose()
    }

    /// A group's lists, newest first.
    pub async fn lists(&self, group: &str) -> Result<Vec<ListView>, LedgerError> {
        let rows = sqlx::query(GROUPS).bind(group).bind(MOST).fetch_all(&self.pool).await?;
        rows.iter().map(|row| List::read(row).map(|list| list.view)).collect()
    }

    /// Gives a list up: what waits is deleted; what Braze has, it has.
    pub(in crate::proxy) async fn cancel_list(&self, list: &List, by: By<'_>, now: i64) -> Result<(), LedgerError> {
        let mut transaction = self.pool.begin().await?;
        let cancelled = sqlx::query(CANCEL).bind(now).bind(&list.view.id).execute(&mut *transaction).await?;
        if cancelled.rows_affected() == 1 {
            sqlx::query(FORGET_BATCHES).execute(&mut *transaction).await?;
            sqlx::query(FORGET_WHO).execute(&mut *transaction).await?;
            let (about, before) = (list.view.id.as_str(), list.view.state.name());
            let entry = Entry { action: "list-cancel", about, before, after: "cancelled", ..Entry::default() };
            audit::write(&mut transaction, by, entry, now).await?;
        }
        transaction.commit().await?;
        self.scrub().await
    }

    /// What is wrong with the rows of a list, by line.
    pub async fn list_problems(&self, id: &str) -> Result<Vec<Problem>, LedgerError> {
        let rows = sqlx::query(PROBLEMS).bind(id).fetch_all(&self.pool).await?;
        let mut problems = Vec::with_capacity(rows.len());
        for row in &rows {
            let count =
                |name: &str| row.try_get::<i64, _>(name).map(|number| u64::try_from(number).unwrap_or_default());
            if let Some(trouble) = Trouble::named(&row.try_get::<String, _>("code")?) {
                let (line, column, other) = (count("line")?, count("place")?, count("other")?);
                problems.push(Problem { line, column, trouble, other });
            }
        }
        Ok(problems)
    }

    /// Forgets what has served its time: uploads that stand still, old reports.
    pub async fn tidy_lists(&self, now: i64) -> Result<(), LedgerError> {
        let abandoned = now.saturating_sub(ABANDONED);
        sqlx::query(ABANDON).bind(now).bind(abandoned).execute(&self.pool).await?;
        sqlx::query(FORGET_BATCHES).execute(&self.pool).await?;
        sqlx::query(FORGET_WHO).execute(&self.pool).await?;
        sqlx::query(FORGET_PROBLEMS).bind(now.saturating_sub(REPORT_KEPT)).execute(&self.pool).await?;
        Ok(())
    }

    /// Empties the file beside the ledger in which SQLite keeps what was written last, deleted rows among it.
    async fn scrub(&self) -> Result<(), LedgerError> {
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_all(&self.pool).await?;
        Ok(())
    }
}
