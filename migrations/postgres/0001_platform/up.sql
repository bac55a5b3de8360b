CREATE TABLE idempotency_keys (
    key_hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    request_hash TEXT COLLATE "C" NOT NULL,
    answer TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);

CREATE TABLE rate_limits (
    key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    tries INTEGER NOT NULL CHECK (tries > 0),
    ends_at TIMESTAMP NOT NULL
);
CREATE INDEX rate_limits_ends_at ON rate_limits (ends_at);

CREATE TABLE outbox (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('mail')),
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
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    at TIMESTAMP NOT NULL,
    actor_id TEXT COLLATE "C",
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT COLLATE "C" NOT NULL,
    organization_id TEXT COLLATE "C",
    reason TEXT,
    address TEXT NOT NULL,
    request_id TEXT COLLATE "C" NOT NULL,
    details JSON NOT NULL
);
CREATE INDEX audit_entries_at ON audit_entries (at, id);
CREATE INDEX audit_entries_actor ON audit_entries (actor_id, at, id);
CREATE INDEX audit_entries_action ON audit_entries (action, at, id);
CREATE INDEX audit_entries_subject ON audit_entries (subject_id, at, id);
CREATE INDEX audit_entries_organization ON audit_entries (organization_id, at, id);

CREATE TABLE audit_seals (
    number BIGINT NOT NULL PRIMARY KEY,
    entry_id TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES audit_entries (id),
    hash TEXT COLLATE "C" NOT NULL
);

-- The log is append-only: the database itself refuses every change. Every append-only table uses this function.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE ON audit_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_no_truncate BEFORE TRUNCATE ON audit_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seals_append_only BEFORE UPDATE OR DELETE ON audit_seals
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seals_no_truncate BEFORE TRUNCATE ON audit_seals
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
