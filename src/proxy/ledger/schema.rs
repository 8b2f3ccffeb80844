//! The ledger's tables, in the SQL that SQLite and PostgreSQL share.

/// What makes SQLite durable: a commit is on disk when it returns.
pub(super) const PRAGMAS: &[&str] = &[
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    // What is deleted is overwritten: rows of customers leave nothing in the file.
    "PRAGMA secure_delete = ON",
];

pub(super) const TABLES: &[&str] = &[
    INTENT,
    INTENT_BY_GROUP,
    RECORD,
    ATTEMPT,
    IDEM,
    AUDIT,
    SEND_NAME,
    RESULT,
    SEND_DRAFT,
    SEND_CHANGE,
    CHANGE_RECORD,
    LIST,
    LIST_BATCH,
    LIST_WHO,
    LIST_PROBLEM,
    PROBE,
];

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

/// What stood behind a send when it was let go: kit, remarks, exceptions, persons' words. Its own JSON.
const RECORD: &str = "CREATE TABLE IF NOT EXISTS record (
    intent TEXT NOT NULL PRIMARY KEY REFERENCES intent (id),
    record TEXT NOT NULL
)";

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

/// What the author made, as it was approved: a send that gets another time is checked anew from it.
const SEND_DRAFT: &str = "CREATE TABLE IF NOT EXISTS send_draft (
    intent TEXT NOT NULL PRIMARY KEY REFERENCES intent (id),
    draft TEXT NOT NULL
)";

/// A change of a send: another time, or none. `doubtful`: an answer of Braze was lost. `lease_until`: until when a call
/// holds it, or when to ask again.
const SEND_CHANGE: &str = "CREATE TABLE IF NOT EXISTS send_change (
    intent TEXT NOT NULL REFERENCES intent (id),
    number BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('time', 'cancel')),
    state TEXT NOT NULL CHECK (state IN ('asked', 'done', 'refused', 'unknown')),
    kid TEXT NOT NULL,
    sub TEXT NOT NULL,
    action TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    send_time TEXT NOT NULL,
    in_local_time BIGINT NOT NULL,
    at_optimal_time BIGINT NOT NULL,
    body TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    doubtful BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    late BIGINT NOT NULL,
    trouble TEXT NOT NULL,
    created BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    PRIMARY KEY (intent, number)
)";

/// What stands behind a send at the time that a change gives it. Its own JSON.
const CHANGE_RECORD: &str = "CREATE TABLE IF NOT EXISTS change_record (
    intent TEXT NOT NULL,
    number BIGINT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (intent, number),
    FOREIGN KEY (intent, number) REFERENCES send_change (intent, number)
)";

/// A list of customers from a file. `taken` is the byte of the file up to which it is here, `line` the line.
const LIST: &str = "CREATE TABLE IF NOT EXISTS list (
    id TEXT NOT NULL PRIMARY KEY,
    kid TEXT NOT NULL,
    grp TEXT NOT NULL,
    sub TEXT NOT NULL,
    action TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('uploading', 'sending', 'done', 'cancelled')),
    size BIGINT NOT NULL,
    digest TEXT NOT NULL,
    layout TEXT NOT NULL,
    taken BIGINT NOT NULL,
    line BIGINT NOT NULL,
    looked_at BIGINT NOT NULL,
    left_out BIGINT NOT NULL,
    sent BIGINT NOT NULL,
    batches BIGINT NOT NULL,
    trouble TEXT NOT NULL,
    created BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    UNIQUE (kid, grp, sub, action)
)";

/// Rows on their way to Braze: the very body for `users/track`. Gone once Braze has acknowledged it. `lines` are those of
/// the file, as JSON.
const LIST_BATCH: &str = "CREATE TABLE IF NOT EXISTS list_batch (
    list TEXT NOT NULL REFERENCES list (id),
    number BIGINT NOT NULL,
    body TEXT NOT NULL,
    lines TEXT NOT NULL,
    PRIMARY KEY (list, number)
)";

/// Whom a list has already, as a digest, for finding doubles. Gone once the list is done.
const LIST_WHO: &str = "CREATE TABLE IF NOT EXISTS list_who (
    list TEXT NOT NULL REFERENCES list (id),
    who TEXT NOT NULL,
    line BIGINT NOT NULL,
    PRIMARY KEY (list, who)
)";

/// What is wrong with a row, cell by cell: where and what, never what stood there.
const LIST_PROBLEM: &str = "CREATE TABLE IF NOT EXISTS list_problem (
    list TEXT NOT NULL REFERENCES list (id),
    line BIGINT NOT NULL,
    place BIGINT NOT NULL,
    code TEXT NOT NULL,
    other BIGINT NOT NULL,
    PRIMARY KEY (list, line, place)
)";

/// One row, written to in order to know that the store takes writes.
const PROBE: &str = "CREATE TABLE IF NOT EXISTS probe (id BIGINT NOT NULL PRIMARY KEY, at BIGINT NOT NULL)";
