-- How far each project's journal goes. Whoever books writes here first, which puts bookings in line.
CREATE TABLE ledger_heads (
    project_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES projects (id),
    number BIGINT NOT NULL CHECK (number >= 0),
    hash TEXT COLLATE "C" NOT NULL
);

CREATE TABLE ledger_entries (
    project_id TEXT COLLATE "C" NOT NULL REFERENCES projects (id),
    number BIGINT NOT NULL CHECK (number > 0),
    booked_at TIMESTAMP NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN (
        'promise', 'promise_released', 'receipt', 'match_promise', 'expense', 'refund', 'distribution', 'reversal'
    )),
    subject_id TEXT COLLATE "C",
    reverses BIGINT,
    previous_hash TEXT COLLATE "C" NOT NULL,
    hash TEXT COLLATE "C" NOT NULL UNIQUE,
    PRIMARY KEY (project_id, number),
    -- An entry is reversed once, and only by a later one.
    UNIQUE (project_id, reverses),
    FOREIGN KEY (project_id, reverses) REFERENCES ledger_entries (project_id, number),
    CHECK ((kind = 'reversal') = (reverses IS NOT NULL)),
    CHECK (reverses < number)
);
CREATE INDEX ledger_entries_subject ON ledger_entries (subject_id);

CREATE TABLE ledger_postings (
    project_id TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    account TEXT COLLATE "C" NOT NULL,
    currency TEXT COLLATE "C" NOT NULL,
    amount BIGINT NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (project_id, number, position),
    FOREIGN KEY (project_id, number) REFERENCES ledger_entries (project_id, number)
);

-- Sums of the postings, so that a balance costs the same at ten and at ten million entries; `ledger verify` adds up anew.
CREATE TABLE ledger_balances (
    project_id TEXT COLLATE "C" NOT NULL REFERENCES projects (id),
    account TEXT COLLATE "C" NOT NULL,
    currency TEXT COLLATE "C" NOT NULL,
    balance BIGINT NOT NULL,
    PRIMARY KEY (project_id, account, currency)
);

CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE ON ledger_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entries_no_truncate BEFORE TRUNCATE ON ledger_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_postings_append_only BEFORE UPDATE OR DELETE ON ledger_postings
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_postings_no_truncate BEFORE TRUNCATE ON ledger_postings
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
