//! Reading the ledger: one send, or a group's.

use super::{Ledger, LedgerError};
use crate::transport::{ChangeKind, ChangeState, ChangeView, SendRecord, SendState, SendView};
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// The most sends of one answer.
const MOST: i64 = 200;

/// A send with the last change that somebody wanted of it.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT intent.*, change.kind AS change_kind, change.state AS change_state, change.send_time AS change_time,
                change.late AS change_late, change.trouble AS change_trouble
            FROM intent LEFT JOIN send_change AS change ON change.intent = intent.id AND change.number =
                (SELECT MAX(number) FROM send_change WHERE send_change.intent = intent.id) ",
            $rest
        )
    };
}
pub(super) use select;

const ONE: &str = select!("WHERE intent.id = $1 AND intent.grp = $2");
const GROUPS: &str = select!("WHERE intent.grp = $1 ORDER BY intent.created DESC, intent.id DESC LIMIT $2");
const RECORD: &str = "SELECT record FROM record WHERE intent = $1";
const LATEST_RECORD: &str = "SELECT change_record.record FROM change_record JOIN send_change AS change
    ON change.intent = change_record.intent AND change.number = change_record.number
    WHERE change.intent = $1 AND change.state = 'done' ORDER BY change.number DESC LIMIT 1";

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
        let change = change(row)?;
        let cancelled = change
            .as_ref()
            .is_some_and(|change| change.kind == ChangeKind::Cancel && change.state == ChangeState::Done);
        let state = if cancelled { SendState::Cancelled } else { state };
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
            change,
        };
        Ok(Self { view, payload: text("payload")?, in_work })
    }
}

fn change(row: &AnyRow) -> Result<Option<ChangeView>, sqlx::Error> {
    let text = |name: &str| row.try_get::<Option<String>, _>(name).map(Option::unwrap_or_default);
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let (kind, state) = (ChangeKind::named(&text("change_kind")?), ChangeState::named(&text("change_state")?));
    let (Some(kind), Some(state)) = (kind, state) else { return Ok(None) };
    let late = row.try_get::<Option<i64>, _>("change_late")?.unwrap_or_default() != 0;
    Ok(Some(ChangeView { kind, state, time: some(text("change_time")?), late, trouble: some(text("change_trouble")?) }))
}

impl Ledger {
    /// The send of this id, if it is this group's.
    pub async fn find(&self, id: &str, group: &str) -> Result<Option<Intent>, LedgerError> {
        let row = sqlx::query(ONE).bind(id).bind(group).fetch_optional(&self.pool).await?;
        Ok(row.as_ref().map(Intent::read).transpose()?)
    }

    /// What stood behind a send when it was let go, or let go for another time; nothing for those of before records were
    /// kept.
    pub async fn record(&self, intent: &Intent) -> Result<Option<SendRecord>, LedgerError> {
        for statement in [LATEST_RECORD, RECORD] {
            let id = &intent.view.id;
            let text: Option<String> = sqlx::query_scalar(statement).bind(id).fetch_optional(&self.pool).await?;
            if let Some(text) = text {
                return Ok(serde_json::from_str(&text).ok());
            }
        }
        Ok(None)
    }

    /// A group's sends, newest first.
    pub async fn of_group(&self, group: &str) -> Result<Vec<SendView>, LedgerError> {
        let rows = sqlx::query(GROUPS).bind(group).bind(MOST).fetch_all(&self.pool).await?;
        Ok(rows.iter().map(|row| Intent::read(row).map(|intent| intent.view)).collect::<Result<_, _>>()?)
    }
}
