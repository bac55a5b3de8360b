CREATE TABLE idempotency_keys (
    key_hash TEXT NOT NULL PRIMARY KEY,
    request_hash TEXT NOT NULL,
    answer TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);

CREATE TABLE rate_limits (
    key TEXT NOT NULL PRIMARY KEY,
    tries INTEGER NOT NULL CHECK (tries > 0),
    ends_at TIMESTAMP NOT NULL
);
CREATE INDEX rate_limits_ends_at ON rate_limits (ends_at);

CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('mail')),
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    tries INTEGER NOT NULL CHECK (tries >= 0),
    created_at TIMESTAMP NOT NULL,
    next_try_at TIMESTAMP NOT NULL,
    delivered_at TIMESTAMP,
    last_error TEXT
);
CREATE INDEX outbox_due ON outbox (next_try_at, id) WHERE delivered_at IS NULL;

CREATE TABLE audit_entries (
    id TEXT NOT NULL PRIMARY KEY,
    at TIMESTAMP NOT NULL,
    actor_id TEXT,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    organization_id TEXT,
    reason TEXT,
    address TEXT NOT NULL,
    request_id TEXT NOT NULL,
    details JSON NOT NULL
);
CREATE INDEX audit_entries_at ON audit_entries (at, id);
CREATE INDEX audit_entries_actor ON audit_entries (actor_id, at, id);
CREATE INDEX audit_entries_action ON audit_entries (action, at, id);
CREATE INDEX audit_entries_subject ON audit_entries (subject_id, at, id);
CREATE INDEX audit_entries_organization ON audit_entries (organization_id, at, id);

CREATE TABLE audit_seals (
    number BIGINT NOT NULL PRIMARY KEY,
    entry_id TEXT NOT NULL UNIQUE REFERENCES audit_entries (id),
    hash TEXT NOT NULL
);

-- The log is append-only: the database itself refuses every change.
CREATE TRIGGER audit_entries_no_update BEFORE UPDATE ON audit_entries
BEGIN SELECT RAISE(ABORT, 'audit_entries is append-only'); END;
CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries
BEGIN SELECT RAISE(ABORT, 'audit_entries is append-only'); END;
CREATE TRIGGER audit_seals_no_update BEFORE UPDATE ON audit_seals
BEGIN SELECT RAISE(ABORT, 'audit_seals is append-only'); END;
CREATE TRIGGER audit_seals_no_delete BEFORE DELETE ON audit_seals
BEGIN SELECT RAISE(ABORT, 'audit_seals is append-only'); END;
