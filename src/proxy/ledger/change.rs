//! Changes of a send that Braze has: another time, or none at all. Each is written down before Braze is asked, is asked
//! for again until Braze answers clearly, and ends in one state.
//!
//! Both calls name Braze's own schedule and say what shall be, so the same call twice is the same as once. A change whose
//! answer was lost is *doubtful*: it may still arrive, and so no other time is taken until it no longer can.

use super::audit::{self, By, Entry};
use super::{Intent, Ledger, LedgerError};
use crate::draft::Draft;
use crate::transport::{ChangeKind, ChangeState, SendRecord};
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// How long a call may hold a change, in seconds.
const LEASE: i64 = 120;

/// How long a call whose answer was lost may still be on its way, in seconds: Braze's documentation speaks of five
/// minutes between calls that build on one another.
pub(in crate::proxy) const LATE: i64 = 600;

const BY_ACTION: &str = "SELECT intent, body_hash FROM send_change WHERE kid = $1 AND sub = $2 AND action = $3";
const OPEN: &str = "SELECT COUNT(*) FROM send_change
    WHERE intent = $1 AND (state = 'asked' OR (kind = 'cancel' AND state = 'done') OR (doubtful = 1 AND kind = 'time' AND $2 = 'time' AND updated > $3))";
const FREE: &str = "SELECT COUNT(*) FROM intent WHERE id = $1 AND state = $2 AND lease_owner = ''";
const ASK: &str = "INSERT INTO send_change (
        intent, number, kind, state, kid, sub, action, body_hash, send_time, in_local_time, at_optimal_time, body, attempts,
        doubtful, lease_until, late, trouble, created, updated
    ) SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 0, 0, $12, '', $13, $13
    FROM send_change WHERE intent = $1";
const RECORD: &str = "INSERT INTO change_record (intent, number, record)
    SELECT $1, MAX(number), $2 FROM send_change WHERE intent = $1";
const DUE: &str = "SELECT * FROM send_change WHERE state = 'asked' AND lease_until <= $1 ORDER BY created LIMIT 50";
const LAST: &str = "SELECT * FROM send_change WHERE intent = $1 ORDER BY number DESC LIMIT 1";
const INTENT_GROUP: &str = "SELECT grp FROM intent WHERE id = $1";
const BEGIN: &str = "UPDATE send_change SET attempts = attempts + 1, lease_until = $1, updated = $2
    WHERE intent = $3 AND number = $4 AND attempts = $5 AND state = 'asked' AND lease_until <= $2";
const STARTED: &str = "INSERT INTO attempt (intent, number, step, started, finished, outcome, status, message, ms)
    SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, NULL, '', 0, '', 0 FROM attempt WHERE intent = $1 AND step = $2";
const FINISHED: &str = "UPDATE attempt SET finished = $1, outcome = $2, status = $3, message = $4, ms = $5
    WHERE intent = $6 AND step = $7 AND finished IS NULL";
const END: &str = "UPDATE send_change SET state = $1, doubtful = $2, lease_until = $3, trouble = $4, updated = $5
    WHERE intent = $6 AND number = $7 AND attempts = $8 AND state = 'asked'";
const MOVED: &str =
    "UPDATE intent SET send_time = $1, in_local_time = $2, at_optimal_time = $3, updated = $4 WHERE id = $5";
const LEFT: &str = "UPDATE send_change SET lease_until = 0, doubtful = 1 WHERE state = 'asked' AND attempts > 0";
const DRAFT: &str = "SELECT draft FROM send_draft WHERE intent = $1";

/// A change as it stands in the ledger.
#[derive(Clone, Debug)]
pub(in crate::proxy) struct Change {
    /// The send.
    pub(in crate::proxy) intent: String,
    number: i64,
    /// What is to change.
    pub(in crate::proxy) kind: ChangeKind,
    /// Where it stands.
    pub(in crate::proxy) state: ChangeState,
    /// The body for Braze.
    pub(in crate::proxy) body: String,
    /// How often Braze was asked.
    pub(in crate::proxy) attempts: i64,
    /// Whether an answer was lost.
    pub(in crate::proxy) doubtful: bool,
    time: (String, i64, i64),
    kid: String,
    sub: String,
}

/// A change that somebody wants.
#[derive(Clone, Copy, Debug)]
pub(in crate::proxy) struct NewChange<'a> {
    pub(in crate::proxy) kind: ChangeKind,
    /// Asked for, or done where Braze has nothing that could be changed.
    pub(in crate::proxy) state: ChangeState,
    pub(in crate::proxy) action: &'a str,
    pub(in crate::proxy) body_hash: &'a str,
    /// The new time, at local time, at best time.
    pub(in crate::proxy) time: (&'a str, bool, bool),
    /// The body for Braze.
    pub(in crate::proxy) body: &'a str,
    /// What stands behind the send at its new time.
    pub(in crate::proxy) record: Option<&'a SendRecord>,
    /// Whether it comes so late that some people may get the message all the same.
    pub(in crate::proxy) late: bool,
}

/// What became of a call.
#[derive(Clone, Debug)]
pub(in crate::proxy) struct ChangeOutcome {
    pub(in crate::proxy) state: ChangeState,
    /// `applied`, `not-applied`, `rejected`, `key-refused`, `ambiguous`.
    pub(in crate::proxy) class: &'static str,
    pub(in crate::proxy) doubtful: bool,
    pub(in crate::proxy) status: u16,
    /// What Braze said, redacted.
    pub(in crate::proxy) message: String,
    /// When to ask again (Unix seconds).
    pub(in crate::proxy) again: i64,
    pub(in crate::proxy) ms: i64,
}

impl Change {
    fn read(row: &AnyRow) -> Result<Self, LedgerError> {
        let text = |name: &str| row.try_get::<String, _>(name);
        let number = |name: &str| row.try_get::<i64, _>(name);
        let wrong = || sqlx::Error::Decode("a change of an unknown kind or state".into());
        Ok(Self {
            intent: text("intent")?,
            number: number("number")?,
            kind: ChangeKind::named(&text("kind")?).ok_or_else(wrong)?,
            state: ChangeState::named(&text("state")?).ok_or_else(wrong)?,
            body: text("body")?,
            attempts: number("attempts")?,
            doubtful: number("doubtful")? != 0,
            time: (text("send_time")?, number("in_local_time")?, number("at_optimal_time")?),
            kid: text("kid")?,
            sub: text("sub")?,
        })
    }

    const fn step(&self) -> &'static str {
        match self.kind {
            ChangeKind::Time => "update",
            ChangeKind::Cancel => "delete",
        }
    }
}

impl Ledger {
    /// Whether this action came before: for this send with this body (`Some(true)`), or for something else.
    pub(in crate::proxy) async fn change_before(
        &self,
        by: By<'_>,
        action: (&str, &str),
        intent: &str,
    ) -> Result<Option<bool>, LedgerError> {
        let row = sqlx::query(BY_ACTION).bind(by.kid).bind(by.sub).bind(action.0).fetch_optional(&self.pool).await?;
        let Some(row) = row else { return Ok(None) };
        let same = row.try_get::<String, _>("intent")? == intent && row.try_get::<String, _>("body_hash")? == action.1;
        Ok(Some(same))
    }

    /// Writes a change down, unless another is under way: [`LedgerError::Lost`].
    pub(in crate::proxy) async fn ask_change(
        &self,
        intent: &Intent,
        new: NewChange<'_>,
        by: By<'_>,
        now: i64,
    ) -> Result<(), LedgerError> {
        let (id, view) = (intent.view.id.as_str(), &intent.view);
        let mut transaction = self.pool.begin().await?;
        let open: i64 = sqlx::query_scalar(OPEN)
            .bind(id)
            .bind(new.kind.name())
            .bind(now.saturating_sub(LATE))
            .fetch_one(&mut *transaction)
            .await?;
        let free: i64 = sqlx::query_scalar(FREE).bind(id).bind(view.state.name()).fetch_one(&mut *transaction).await?;
        if open > 0 || free != 1 {
            return Err(LedgerError::Lost);
        }
        let (time, local, optimal) = new.time;
        sqlx::query(ASK)
            .bind(id)
            .bind(new.kind.name())
            .bind(new.state.name())
            .bind(by.kid)
            .bind(by.sub)
            .bind(new.action)
            .bind(new.body_hash)
            .bind(time)
            .bind(i64::from(local))
            .bind(i64::from(optimal))
            .bind(new.body)
            .bind(i64::from(new.late))
            .bind(now)
            .execute(&mut *transaction)
            .await?;
        if let Some(record) = new.record {
            let record = serde_json::to_string(record).unwrap_or_default();
            sqlx::query(RECORD).bind(id).bind(record).execute(&mut *transaction).await?;
        }
        let (action, before, after) = (new.kind.action(), view.state.name(), new.state.name());
        let entry = Entry { action, about: id, before, after, body_hash: new.body_hash, reason: time };
        audit::write(&mut transaction, by, entry, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The last change of a send.
    pub(in crate::proxy) async fn last_change(&self, intent: &str) -> Result<Option<Change>, LedgerError> {
        let row = sqlx::query(LAST).bind(intent).fetch_optional(&self.pool).await?;
        row.as_ref().map(Change::read).transpose()
    }

    /// Changes that Braze has to be asked for now, each with its send.
    pub(in crate::proxy) async fn due_changes(&self, now: i64) -> Result<Vec<(Change, Intent)>, LedgerError> {
        let rows = sqlx::query(DUE).bind(now).fetch_all(&self.pool).await?;
        let mut due = Vec::with_capacity(rows.len());
        for row in &rows {
            let change = Change::read(row)?;
            let group: String = sqlx::query_scalar(INTENT_GROUP).bind(&change.intent).fetch_one(&self.pool).await?;
            if let Some(intent) = self.find(&change.intent, &group).await? {
                due.push((change, intent));
            }
        }
        Ok(due)
    }

    /// Begins a call; committed when this returns. [`LedgerError::Lost`] where another one is under way.
    pub(in crate::proxy) async fn begin_change(&self, change: &Change, now: i64) -> Result<(), LedgerError> {
        let mut transaction = self.pool.begin().await?;
        let begun = sqlx::query(BEGIN)
            .bind(now.saturating_add(LEASE))
            .bind(now)
            .bind(&change.intent)
            .bind(change.number)
            .bind(change.attempts)
            .execute(&mut *transaction)
            .await?;
        if begun.rows_affected() != 1 {
            return Err(LedgerError::Lost);
        }
        sqlx::query(STARTED).bind(&change.intent).bind(change.step()).bind(now).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Writes down what became of a call that was begun.
    pub(in crate::proxy) async fn end_change(
        &self,
        change: &Change,
        (intent, outcome): (&Intent, &ChangeOutcome),
        request_id: &str,
        now: i64,
    ) -> Result<(), LedgerError> {
        let mut transaction = self.pool.begin().await?;
        sqlx::query(FINISHED)
            .bind(now)
            .bind(outcome.class)
            .bind(i64::from(outcome.status))
            .bind(&outcome.message)
            .bind(outcome.ms)
            .bind(&change.intent)
            .bind(change.step())
            .execute(&mut *transaction)
            .await?;
        let trouble = if outcome.state == ChangeState::Done { "" } else { outcome.message.as_str() };
        let ended = sqlx::query(END)
            .bind(outcome.state.name())
            .bind(i64::from(outcome.doubtful))
            .bind(outcome.again)
            .bind(trouble)
            .bind(now)
            .bind(&change.intent)
            .bind(change.number)
            .bind(change.attempts.saturating_add(1))
            .execute(&mut *transaction)
            .await?;
        if ended.rows_affected() != 1 {
            return Err(LedgerError::Lost);
        }
        if (outcome.state, change.kind) == (ChangeState::Done, ChangeKind::Time) {
            let (time, local, optimal) = &change.time;
            let moved = sqlx::query(MOVED).bind(time).bind(*local).bind(*optimal).bind(now);
            moved.bind(&change.intent).execute(&mut *transaction).await?;
        }
        let by = By { kid: &change.kid, sub: &change.sub, group: &intent.view.group, request_id };
        let (action, about, after, reason) =
            (change.step(), change.intent.as_str(), outcome.state.name(), outcome.class);
        let entry = Entry { action, about, before: "asked", after, reason, ..Entry::default() };
        audit::write(&mut transaction, by, entry, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// A change that can no longer be made: its time has come before Braze answered.
    pub(in crate::proxy) async fn give_change_up(
        &self,
        change: &Change,
        (intent, outcome): (&Intent, &ChangeOutcome),
        now: i64,
    ) -> Result<(), LedgerError> {
        self.begin_change(change, now).await?;
        self.end_change(change, (intent, outcome), "", now).await
    }

    /// The draft of a send, as it was sent off.
    pub(in crate::proxy) async fn sent_draft(&self, intent: &str) -> Result<Option<Draft>, LedgerError> {
        let draft: Option<String> = sqlx::query_scalar(DRAFT).bind(intent).fetch_optional(&self.pool).await?;
        Ok(draft.and_then(|draft| serde_json::from_str(&draft).ok()))
    }

    /// What a process before us left open is asked for again.
    pub(super) async fn settle_changes(&self) -> Result<(), LedgerError> {
        sqlx::query(LEFT).execute(&self.pool).await?;
        Ok(())
    }
}
