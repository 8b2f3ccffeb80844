//! Reading the ledger: one send, or a group's.

use super::{Ledger, LedgerError};
use crate::transport::{SendState, SendView};
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// The most sends of one answer.
const MOST: i64 = 200;

const ONE: &str = "SELECT * FROM intent WHERE id = $1 AND grp = $2";
const GROUPS: &str = "SELECT * FROM intent WHERE grp = $1 ORDER BY created DESC, id LIMIT $2";

/// A send as it stands in the ledger.
#[derive(Clone, Debug)]
pub struct Intent {
    /// What its author may see.
    pub view: SendView,
    /// The body for Braze.
    pub payload: String,
    /// Whether an attempt is open.
    pub in_work: bool,
}

impl Intent {
    pub(super) fn read(row: &AnyRow) -> Result<Self, sqlx::Error> {
        let text = |name: &str| row.try_get::<String, _>(name);
        let number = |name: &str| row.try_get::<i64, _>(name);
        let some = |name: &str| text(name).map(|text| Some(text).filter(|text| !text.is_empty()));
        let state = text("state")?;
        let state = SendState::named(&state)
            .ok_or_else(|| sqlx::Error::Decode(format!("there is no state `{state}`").into()))?;
        let in_work = !text("lease_owner")?.is_empty();
        let view = SendView {
            id: text("id")?,
            state,
            can_retry: !in_work && matches!(state, SendState::Intended | SendState::Rejected),
            group: text("grp")?,
            by: text("sub")?,
            template: text("template")?,
            name: text("name")?,
            subject: text("subject")?,
            digest: text("digest")?,
            segment: text("segment")?,
            time: text("send_time")?,
            in_local_time: number("in_local_time")? != 0,
            at_optimal_time: number("at_optimal_time")? != 0,
            created: number("created")?,
            attempts: number("attempt")?,
            schedule_id: some("schedule_id")?,
            trouble: some("trouble")?,
        };
        Ok(Self { view, payload: text("payload")?, in_work })
    }
}

impl Ledger {
    /// The send of this id, if it is this group's.
    pub async fn find(&self, id: &str, group: &str) -> Result<Option<Intent>, LedgerError> {
        let row = sqlx::query(ONE).bind(id).bind(group).fetch_optional(&self.pool).await?;
        Ok(row.as_ref().map(Intent::read).transpose()?)
    }

    /// A group's sends, newest first.
    pub async fn of_group(&self, group: &str) -> Result<Vec<SendView>, LedgerError> {
        let rows = sqlx::query(GROUPS).bind(group).bind(MOST).fetch_all(&self.pool).await?;
        Ok(rows.iter().map(|row| Intent::read(row).map(|intent| intent.view)).collect::<Result<_, _>>()?)
    }
}
