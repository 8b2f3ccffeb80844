//! The durable record of every send that the proxy was asked to make, and of what Braze answered.
//!
//! A row is committed before a single byte goes to Braze; every change of state is a compare-and-set on the state and
//! the number of the attempt. Where Braze's answer is lost the state is `unknown`: nothing is sent again by itself.

mod attempt;
pub(in crate::proxy) mod audit;
mod change;
mod intend;
mod intent;
mod lists;
mod results;
mod schema;

pub use attempt::Attempt;
pub(in crate::proxy) use change::{Change, ChangeOutcome, NewChange};
pub use intend::{Intended, NewIntent};
pub use intent::Intent;
pub use lists::{Batch, Begun, List};

use sqlx::any::{AnyPoolOptions, install_default_drivers};
use sqlx::{AnyPool, Executor as _};
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

/// The ledger, open for one process.
pub struct Ledger {
    pool: AnyPool,
    /// Held until the end: a second process refuses to start.
    _lock: File,
}

/// Why the ledger could not do something.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// Another process has it.
    #[error("{0}: another process has this ledger open")]
    Locked(PathBuf),
    /// The file cannot be made or opened.
    #[error("{0}: {1}")]
    File(PathBuf, std::io::Error),
    /// The file is not a ledger, or not a whole one.
    #[error("{0}: the ledger is damaged: {1}")]
    Damaged(PathBuf, String),
    /// A statement failed.
    #[error("the ledger: {0}")]
    Store(#[from] sqlx::Error),
    /// Somebody else changed the row first.
    #[error("this send was changed by somebody else at the same time")]
    Lost,
}

impl LedgerError {
    /// A short name that never changes.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Locked(_) => "ledger-locked",
            Self::File(..) => "ledger-file",
            Self::Damaged(..) => "ledger-damaged",
            Self::Store(_) => "ledger-store",
            Self::Lost => "ledger-lost",
        }
    }
}

impl Ledger {
    /// Opens the ledger, makes it if it is not there, and settles what a process before us left in doubt.
    pub async fn open(path: &Path, now: i64) -> Result<Self, LedgerError> {
        let lock = lock(path)?;
        private(path).map_err(|error| LedgerError::File(path.to_owned(), error))?;
        install_default_drivers();
        let pool = AnyPoolOptions::new()
            // One writer. Reads are few, and wait for milliseconds.
            .max_connections(1)
            .after_connect(|connection, _| {
                Box::pin(async move {
                    for pragma in schema::PRAGMAS {
                        connection.execute(*pragma).await?;
                    }
                    Ok(())
                })
            })
            .connect(&address(path))
            .await?;
        let ledger = Self { pool, _lock: lock };
        let damaged = |said: String| LedgerError::Damaged(path.to_owned(), said);
        let said: String = sqlx::query_scalar("PRAGMA quick_check(1)")
            .fetch_one(&ledger.pool)
            .await
            .map_err(|error| damaged(error.to_string()))?;
        if said != "ok" {
            return Err(damaged(said));
        }
        for table in schema::TABLES {
            sqlx::query(*table).execute(&ledger.pool).await?;
        }
        ledger.settle(now).await?;
        ledger.settle_changes().await?;
        Ok(ledger)
    }

    /// Whether it can be written to now.
    pub async fn writable(&self) -> bool {
        let write = "INSERT INTO probe (id, at) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET at = probe.at + 1";
        sqlx::query(write).execute(&self.pool).await.is_ok()
    }

    /// Closes it; what was committed stays.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// The lock beside the ledger. It is let go when the process ends, however it ends.
fn lock(path: &Path) -> Result<File, LedgerError> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let name = PathBuf::from(name);
    let file = options().open(&name).map_err(|error| LedgerError::File(name.clone(), error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(LedgerError::Locked(path.to_owned())),
        Err(std::fs::TryLockError::Error(error)) => Err(LedgerError::File(name, error)),
    }
}

/// Makes the file, readable and writable by its owner only. SQLite gives its other files the same rights.
fn private(path: &Path) -> std::io::Result<()> {
    let file = options().open(path)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    drop(file);
    Ok(())
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn address(path: &Path) -> String {
    let path = path.to_string_lossy().replace('%', "%25").replace('?', "%3F").replace('#', "%23");
    format!("sqlite://{path}?mode=rw")
}
