//! The ledger's tables, in the SQL that SQLite and PostgreSQL share.

/// What makes SQLite durable: a commit is on disk when it returns.
pub(super) const PRAGMAS: &[&str] = &[
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
];

pub(super) const TABLES: &[&str] = &[INTENT, INTENT_BY_GROUP, ATTEMPT, IDEM, AUDIT, SEND_NAME, RESULT, PROBE];

/// One send. `payload` is the very body for Braze: nothing is rendered twice. `lease_owner` is set while an attempt is
/// open, empty else.
const INTENT: &str = "CREATE TABLE IF NOT EXISTS intent (
    id TEXT NOT NULL PRIMARY KEY,
    kid TEXT NOT NULL,
    grp TEXT NOT NULL,
    sub TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('intended', 'reserved', 'confirmed', 'rejected', 'unknown')),
    attempt BIGINT NOT NULL,
    lease_owner TEXT NOT NULL,
    lease_until BIGINT NOT NULL,
    content_hash TEXT NOT NULL,
    digest TEXT NOT NULL,
    kit_digest TEXT NOT NULL,
    template TEXT NOT NULL,
    name TEXT NOT NULL,
    subject TEXT NOT NULL,
    segment TEXT NOT NULL,
    send_time TEXT NOT NULL,
    in_local_time BIGINT NOT NULL,
    at_optimal_time BIGINT NOT NULL,
    payload TEXT NOT NULL,
    schedule_id TEXT NOT NULL,
    dispatch_id TEXT NOT NULL,
    trouble TEXT NOT NULL,
    created BIGINT NOT NULL,
    updated BIGINT NOT NULL
)";

const INTENT_BY_GROUP: &str = "CREATE INDEX IF NOT EXISTS intent_by_group ON intent (grp, created)";

/// One call to Braze. Without `finished` the outcome is not known.
const ATTEMPT: &str = "CREATE TABLE IF NOT EXISTS attempt (
    intent TEXT NOT NULL REFERENCES intent (id),
    number BIGINT NOT NULL,
    step TEXT NOT NULL,
    started BIGINT NOT NULL,
    finished BIGINT,
    outcome TEXT NOT NULL,
    status BIGINT NOT NULL,
    message TEXT NOT NULL,
    ms BIGINT NOT NULL,
    PRIMARY KEY (intent, number, step)
)";

/// One action of a user, however often it comes.
const IDEM: &str = "CREATE TABLE IF NOT EXISTS idem (
    kid TEXT NOT NULL,
    grp TEXT NOT NULL,
    sub TEXT NOT NULL,
    action TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    intent TEXT NOT NULL REFERENCES intent (id),
    created BIGINT NOT NULL,
    PRIMARY KEY (kid, grp, sub, action)
)";

/// Who asked for what, and what became of it.
const AUDIT: &str = "CREATE TABLE IF NOT EXISTS audit (
    number INTEGER PRIMARY KEY,
    at BIGINT NOT NULL,
    request_id TEXT NOT NULL,
    kid TEXT NOT NULL,
    sub TEXT NOT NULL,
    grp TEXT NOT NULL,
    action TEXT NOT NULL,
    intent TEXT NOT NULL,
    before_state TEXT NOT NULL,
    after_state TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    reason TEXT NOT NULL
)";

/// A name under which Braze counts sends; `pulled` is when it was last asked what it counted.
const SEND_NAME: &str = "CREATE TABLE IF NOT EXISTS send_name (
    name TEXT NOT NULL PRIMARY KEY,
    made BIGINT NOT NULL,
    pulled BIGINT NOT NULL DEFAULT 0
)";

/// What Braze counted under a name on a day: its own JSON.
const RESULT: &str = "CREATE TABLE IF NOT EXISTS result (
    name TEXT NOT NULL REFERENCES send_name (name),
    day TEXT NOT NULL,
    stats TEXT NOT NULL,
    PRIMARY KEY (name, day)
)";

/// One row, written to in order to know that the store takes writes.
const PROBE: &str = "CREATE TABLE IF NOT EXISTS probe (id BIGINT NOT NULL PRIMARY KEY, at BIGINT NOT NULL)";
