//! Attempts: each call to Braze is written down before it is made, and again when its outcome is known.

use super::{Intent, Ledger, LedgerError};
use crate::transport::{Claims, SendState};

/// How long an attempt may hold a send, in seconds: longer than the longest call.
const LEASE: i64 = 120;

const BEGIN: &str = "UPDATE intent
    SET state = 'intended', attempt = attempt + 1, lease_owner = $1, lease_until = $2, updated = $3
    WHERE id = $4 AND grp = $5 AND state = $6 AND attempt = $7 AND lease_owner = ''
        AND NOT EXISTS (SELECT 1 FROM send_change WHERE send_change.intent = intent.id AND send_change.kind = 'cancel'
            AND send_change.state IN ('asked', 'done'))";

const STARTED: &str = "INSERT INTO attempt (intent, number, step, started, finished, outcome, status, message, ms)
    VALUES ($1, $2, 'create', $3, NULL, '', 0, '', 0)";

const FINISHED: &str = "UPDATE attempt SET finished = $1, outcome = $2, status = $3, message = $4, ms = $5
    WHERE intent = $6 AND number = $7 AND step = 'create' AND finished IS NULL";

const END: &str = "UPDATE intent
    SET state = $1, lease_owner = '', lease_until = 0, schedule_id = $2, dispatch_id = $3, trouble = $4, updated = $5
    WHERE id = $6 AND state = 'intended' AND attempt = $7 AND lease_owner <> ''";

const AUDIT: &str = "INSERT INTO audit
    (at, request_id, kid, sub, grp, action, intent, before_state, after_state, body_hash, reason)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', $10)";

const LEFT: &str = "UPDATE intent
    SET state = 'unknown', lease_owner = '', lease_until = 0, updated = $1,
        trouble = 'The proxy was stopped while Braze was being asked.'
    WHERE state = 'intended' AND lease_owner <> ''";

/// What became of a call.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// Where the send stands now.
    pub state: SendState,
    /// The class of the outcome: `applied`, `not-applied`, `rejected`, `key-refused`, `ambiguous`.
    pub outcome: &'static str,
    /// The HTTP status; 0 where there was none.
    pub status: u16,
    /// What Braze said, redacted.
    pub message: String,
    /// Braze's name for the schedule.
    pub schedule_id: String,
    /// Braze's name for the transmission.
    pub dispatch_id: String,
    /// How long it took.
    pub ms: i64,
}

impl Ledger {
    /// Begins an attempt for a send that may have one; the number of the attempt. Committed when this returns.
    pub async fn begin(&self, intent: &Intent, owner: &str, now: i64) -> Result<i64, LedgerError> {
        let view = &intent.view;
        if !view.can_retry {
            return Err(LedgerError::Lost);
        }
        let mut transaction = self.pool.begin().await?;
        let begun = sqlx::query(BEGIN)
            .bind(owner)
            .bind(now.saturating_add(LEASE))
            .bind(now)
            .bind(&view.id)
            .bind(&view.group)
            .bind(view.state.name())
            .bind(view.attempts)
            .execute(&mut *transaction)
            .await?;
        if begun.rows_affected() != 1 {
            return Err(LedgerError::Lost);
        }
        let number = view.attempts.saturating_add(1);
        sqlx::query(STARTED).bind(&view.id).bind(number).bind(now).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(number)
    }

    /// Writes down what became of an attempt.
    pub async fn end(
        &self,
        intent: &Intent,
        number: i64,
        attempt: &Attempt,
        by: (&str, &Claims, &str),
        now: i64,
    ) -> Result<(), LedgerError> {
        let (kid, claims, request_id) = by;
        let trouble = if attempt.state == SendState::Confirmed { "" } else { attempt.message.as_str() };
        let mut transaction = self.pool.begin().await?;
        sqlx::query(FINISHED)
            .bind(now)
            .bind(attempt.outcome)
            .bind(i64::from(attempt.status))
            .bind(&attempt.message)
            .bind(attempt.ms)
            .bind(&intent.view.id)
            .bind(number)
            .execute(&mut *transaction)
            .await?;
        let ended = sqlx::query(END)
            .bind(attempt.state.name())
            .bind(&attempt.schedule_id)
            .bind(&attempt.dispatch_id)
            .bind(trouble)
            .bind(now)
            .bind(&intent.view.id)
            .bind(number)
            .execute(&mut *transaction)
            .await?;
        if ended.rows_affected() != 1 {
            return Err(LedgerError::Lost);
        }
        sqlx::query(AUDIT)
            .bind(now)
            .bind(request_id)
            .bind(kid)
            .bind(&claims.sub)
            .bind(&claims.grp)
            .bind("attempt")
            .bind(&intent.view.id)
            .bind(intent.view.state.name())
            .bind(attempt.state.name())
            .bind(attempt.outcome)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// What a process before us left open: Braze may or may not have it.
    pub(super) async fn settle(&self, now: i64) -> Result<(), LedgerError> {
        sqlx::query(LEFT).bind(now).execute(&self.pool).await?;
        Ok(())
    }
}
