//! Writing down what a user wants to be sent, once for each action.

use super::{Intent, Ledger, LedgerError};
use crate::braze::{Request as _, ScheduleCreate};
use crate::digest::Digest;
use crate::draft::Draft;
use crate::payload;
use crate::transport::{Claims, SendRecord};
use sqlx::Row as _;

/// How long the same message to the same people at the same time looks like a mistake, in seconds.
const SAME_WITHIN: i64 = 24 * 3600;

const BY_ACTION: &str = "SELECT body_hash, intent FROM idem WHERE kid = $1 AND grp = $2 AND sub = $3 AND action = $4";

const SAME: &str = "SELECT id FROM intent
    WHERE grp = $1 AND content_hash = $2 AND created > $3 AND state <> 'rejected'
        AND NOT EXISTS (SELECT 1 FROM send_change WHERE send_change.intent = intent.id AND send_change.state = 'done')
    LIMIT 1";

const INTEND: &str = "INSERT INTO intent (
        id, kid, grp, sub, state, attempt, lease_owner, lease_until, content_hash, digest, kit_digest, template, name,
        subject, segment, send_time, in_local_time, at_optimal_time, payload, schedule_id, dispatch_id, trouble,
        created, updated
    ) VALUES ($1, $2, $3, $4, 'intended', 0, '', 0, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, '', '', '', $16, $16)";

const DRAFT: &str = "INSERT INTO send_draft (intent, draft) VALUES ($1, $2)";
const RECORD: &str = "INSERT INTO record (intent, record) VALUES ($1, $2)";

const ACTION: &str = "INSERT INTO idem (kid, grp, sub, action, body_hash, intent, created)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

const AUDIT: &str = "INSERT INTO audit
    (at, request_id, kid, sub, grp, action, intent, before_state, after_state, body_hash, reason)
    VALUES ($1, $2, $3, $4, $5, 'send', $6, '', 'intended', $7, '')";

/// What a user wants to be sent.
#[derive(Clone, Copy, Debug)]
pub struct NewIntent<'a> {
    /// Its new name.
    pub id: &'a str,
    /// The key under which the user's session was minted.
    pub kid: &'a str,
    /// Who asks.
    pub claims: &'a Claims,
    /// The user's action: the idempotency key.
    pub action: &'a str,
    /// The digest of the request's body.
    pub body_hash: &'a str,
    /// The digest of the message.
    pub digest: &'a str,
    /// The digest of the kit from which it was made.
    pub kit_digest: &'a str,
    /// What the author made, as it was approved.
    pub draft: &'a Draft,
    /// The template.
    pub template: &'a str,
    /// What the author calls it.
    pub name: &'a str,
    /// The body for Braze.
    pub payload: &'a ScheduleCreate,
    /// The segment or list that it goes to, by id.
    pub segment: &'a str,
    /// What stood behind it.
    pub record: &'a SendRecord,
    /// Send it although it looks like one before.
    pub again: bool,
    /// The name of the request in the log.
    pub request_id: &'a str,
    /// Now (Unix seconds).
    pub now: i64,
}

/// What became of a wish.
#[derive(Clone, Debug)]
pub enum Intended {
    /// Written down.
    New,
    /// The same action came before.
    Before(Box<Intent>),
    /// The same action came before, with another body.
    Reused,
    /// The same message to the same people at the same time was sent off a short while ago.
    Same(String),
}

impl Ledger {
    /// What came before under this action, if anything.
    pub async fn before(
        &self,
        kid: &str,
        claims: &Claims,
        action: &str,
        body_hash: &str,
    ) -> Result<Option<Intended>, LedgerError> {
        let row = sqlx::query(BY_ACTION)
            .bind(kid)
            .bind(&claims.grp)
            .bind(&claims.sub)
            .bind(action)
            .fetch_optional(&self.pool)
            .await?;
        let Some(row) = row else { return Ok(None) };
        if row.try_get::<String, _>("body_hash")? != body_hash {
            return Ok(Some(Intended::Reused));
        }
        let intent = self.find(&row.try_get::<String, _>("intent")?, &claims.grp).await?.ok_or(LedgerError::Lost)?;
        Ok(Some(Intended::Before(Box::new(intent))))
    }

    /// Writes a wish down, durably, before anything is sent.
    pub async fn intend(&self, new: &NewIntent<'_>) -> Result<Intended, LedgerError> {
        if let Some(before) = self.before(new.kid, new.claims, new.action, new.body_hash).await? {
            return Ok(before);
        }
        let schedule = &new.payload.schedule;
        let message = new.payload.messages.as_ref().map(payload::carried).unwrap_or_default();
        let subject = message.headline();
        let flag = |on: Option<bool>| i64::from(on.unwrap_or(false));
        let content_hash = Digest::new("send")
            .field("message", new.digest)
            .field("segment", new.segment)
            .field("time", &schedule.time)
            .field("in_local_time", flag(schedule.in_local_time).to_string())
            .field("at_optimal_time", flag(schedule.at_optimal_time).to_string())
            .finish();
        let mut transaction = self.pool.begin().await?;
        if !new.again {
            let same = sqlx::query(SAME)
                .bind(&new.claims.grp)
                .bind(&content_hash)
                .bind(new.now.saturating_sub(SAME_WITHIN))
                .fetch_optional(&mut *transaction)
                .await?;
            if let Some(same) = same {
                return Ok(Intended::Same(same.try_get("id")?));
            }
        }
        sqlx::query(INTEND)
            .bind(new.id)
            .bind(new.kid)
            .bind(&new.claims.grp)
            .bind(&new.claims.sub)
            .bind(&content_hash)
            .bind(new.digest)
            .bind(new.kit_digest)
            .bind(new.template)
            .bind(new.name)
            .bind(subject)
            .bind(new.segment)
            .bind(&schedule.time)
            .bind(flag(schedule.in_local_time))
            .bind(flag(schedule.at_optimal_time))
            .bind(new.payload.body())
            .bind(new.now)
            .execute(&mut *transaction)
            .await?;
        let draft = serde_json::to_string(new.draft).unwrap_or_default();
        sqlx::query(DRAFT).bind(new.id).bind(draft).execute(&mut *transaction).await?;
        sqlx::query(RECORD)
            .bind(new.id)
            .bind(serde_json::to_string(new.record).unwrap_or_default())
            .execute(&mut *transaction)
            .await?;
        sqlx::query(ACTION)
            .bind(new.kid)
            .bind(&new.claims.grp)
            .bind(&new.claims.sub)
            .bind(new.action)
            .bind(new.body_hash)
            .bind(new.id)
            .bind(new.now)
            .execute(&mut *transaction)
            .await?;
        sqlx::query(AUDIT)
            .bind(new.now)
            .bind(new.request_id)
            .bind(new.kid)
            .bind(&new.claims.sub)
            .bind(&new.claims.grp)
            .bind(new.id)
            .bind(new.body_hash)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(Intended::New)
    }
}
