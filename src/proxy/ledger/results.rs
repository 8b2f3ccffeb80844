//! Names under which Braze counts sends, and what it counted: kept when Braze has long forgotten.

use super::intent::select;
use super::{Intent, Ledger, LedgerError};
use crate::braze::SendDay;
use sqlx::Row as _;

const NAMED: &str = "INSERT INTO send_name (name, made) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
const IS_NAMED: &str = "SELECT COUNT(*) FROM send_name WHERE name = $1";
const NAMED_SINCE: &str = "SELECT COUNT(*) FROM send_name WHERE made > $1";
const DAY: &str = "INSERT INTO result (name, day, stats) VALUES ($1, $2, $3)
    ON CONFLICT (name, day) DO UPDATE SET stats = excluded.stats";
const PULLED: &str = "UPDATE send_name SET pulled = $1 WHERE name = $2";
const WHEN: &str = "SELECT pulled FROM send_name WHERE name = $1";
const DAYS: &str = "SELECT stats FROM result WHERE name = $1 ORDER BY day";
const LATELY: &str = select!(
    "WHERE intent.state = 'confirmed' AND intent.created > $1 ORDER BY intent.created DESC, intent.id DESC LIMIT $2"
);

/// The most sends that are looked through for new results.
const MOST: i64 = 5000;

impl Ledger {
    /// Remembers a name that Braze has given out.
    pub async fn named(&self, name: &str, now: i64) -> Result<(), LedgerError> {
        sqlx::query(NAMED).bind(name).bind(now).execute(&self.pool).await?;
        Ok(())
    }

    /// Whether Braze has given out this name.
    pub async fn is_named(&self, name: &str) -> Result<bool, LedgerError> {
        Ok(sqlx::query_scalar::<_, i64>(IS_NAMED).bind(name).fetch_one(&self.pool).await? > 0)
    }

    /// How many names Braze has given out since then.
    pub async fn named_since(&self, then: i64) -> Result<i64, LedgerError> {
        Ok(sqlx::query_scalar(NAMED_SINCE).bind(then).fetch_one(&self.pool).await?)
    }

    /// Keeps what Braze counted under a name, day by day; a day's later figures replace earlier ones.
    pub async fn keep_results(&self, name: &str, days: &[SendDay], now: i64) -> Result<(), LedgerError> {
        let mut transaction = self.pool.begin().await?;
        for day in days {
            let stats = serde_json::to_string(day).unwrap_or_default();
            sqlx::query(DAY).bind(name).bind(&day.time).bind(stats).execute(&mut *transaction).await?;
        }
        sqlx::query(PULLED).bind(now).bind(name).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// When Braze was last asked what it counted under a name; 0: never.
    pub async fn pulled(&self, name: &str) -> Result<i64, LedgerError> {
        Ok(sqlx::query_scalar(WHEN).bind(name).fetch_optional(&self.pool).await?.unwrap_or(0))
    }

    /// What Braze counted under a name, day by day.
    pub async fn results(&self, name: &str) -> Result<Vec<SendDay>, LedgerError> {
        let rows = sqlx::query(DAYS).bind(name).fetch_all(&self.pool).await?;
        let stats = rows.iter().map(|row| row.try_get::<String, _>("stats"));
        Ok(stats.filter_map(|stats| stats.ok().and_then(|stats| serde_json::from_str(&stats).ok())).collect())
    }

    /// What Braze has taken since then, of every group, newest first.
    pub async fn confirmed_since(&self, then: i64) -> Result<Vec<Intent>, LedgerError> {
        let rows = sqlx::query(LATELY).bind(then).bind(MOST).fetch_all(&self.pool).await?;
        Ok(rows.iter().map(Intent::read).collect::<Result<_, _>>()?)
    }
}
