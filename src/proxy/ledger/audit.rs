//! Who asked for what, and what became of it.

use super::{Ledger, LedgerError};
use sqlx::{Any, Transaction};

const AUDIT: &str = "INSERT INTO audit
    (at, request_id, kid, sub, grp, action, intent, before_state, after_state, body_hash, reason)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

/// One entry.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::proxy) struct Entry<'a> {
    pub(in crate::proxy) action: &'a str,
    /// The send or list that it is about.
    pub(in crate::proxy) about: &'a str,
    pub(in crate::proxy) before: &'a str,
    pub(in crate::proxy) after: &'a str,
    pub(in crate::proxy) body_hash: &'a str,
    pub(in crate::proxy) reason: &'a str,
}

/// Who does something, in which request.
#[derive(Clone, Copy, Debug)]
pub(in crate::proxy) struct By<'a> {
    pub(in crate::proxy) kid: &'a str,
    pub(in crate::proxy) sub: &'a str,
    pub(in crate::proxy) group: &'a str,
    pub(in crate::proxy) request_id: &'a str,
}

impl Ledger {
    /// Writes an entry that tells of nothing else in the ledger.
    pub(in crate::proxy) async fn note(&self, by: By<'_>, entry: Entry<'_>, now: i64) -> Result<(), LedgerError> {
        let mut transaction = self.pool.begin().await?;
        write(&mut transaction, by, entry, now).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// Writes an entry, together with what it tells of.
pub(super) async fn write(
    transaction: &mut Transaction<'_, Any>,
    by: By<'_>,
    entry: Entry<'_>,
    now: i64,
) -> Result<(), LedgerError> {
    sqlx::query(AUDIT)
        .bind(now)
        .bind(by.request_id)
        .bind(by.kid)
        .bind(by.sub)
        .bind(by.group)
        .bind(entry.action)
        .bind(entry.about)
        .bind(entry.before)
        .bind(entry.after)
        .bind(entry.body_hash)
        .bind(entry.reason)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}
