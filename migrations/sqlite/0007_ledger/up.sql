-- How far each project's journal goes. Whoever books writes here first, which puts bookings in line.
CREATE TABLE ledger_heads (
    project_id TEXT NOT NULL PRIMARY KEY REFERENCES projects (id),
    number BIGINT NOT NULL CHECK (number >= 0),
    hash TEXT NOT NULL
);

CREATE TABLE ledger_entries (
    project_id TEXT NOT NULL REFERENCES projects (id),
    number BIGINT NOT NULL CHECK (number > 0),
    booked_at TIMESTAMP NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'promise', 'promise_released', 'receipt', 'match_promise', 'expense', 'refund', 'distribution', 'reversal'
    )),
    subject_id TEXT,
    reverses BIGINT,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    PRIMARY KEY (project_id, number),
    -- An entry is reversed once, and only by a later one.
    UNIQUE (project_id, reverses),
    FOREIGN KEY (project_id, reverses) REFERENCES ledger_entries (project_id, number),
    CHECK ((kind = 'reversal') = (reverses IS NOT NULL)),
    CHECK (reverses < number)
);
CREATE INDEX ledger_entries_subject ON ledger_entries (subject_id);

CREATE TABLE ledger_postings (
    project_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    account TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (project_id, number, position),
    FOREIGN KEY (project_id, number) REFERENCES ledger_entries (project_id, number)
);

-- Sums of the postings, so that a balance costs the same at ten and at ten million entries; `ledger verify` adds up anew.
CREATE TABLE ledger_balances (
    project_id TEXT NOT NULL REFERENCES projects (id),
    account TEXT NOT NULL,
    currency TEXT NOT NULL,
    balance BIGINT NOT NULL,
    PRIMARY KEY (project_id, account, currency)
);

CREATE TRIGGER ledger_entries_no_update BEFORE UPDATE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger_entries is append-only'); END;
CREATE TRIGGER ledger_entries_no_delete BEFORE DELETE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger_entries is append-only'); END;
CREATE TRIGGER ledger_postings_no_update BEFORE UPDATE ON ledger_postings
BEGIN SELECT RAISE(ABORT, 'ledger_postings is append-only'); END;
CREATE TRIGGER ledger_postings_no_delete BEFORE DELETE ON ledger_postings
BEGIN SELECT RAISE(ABORT, 'ledger_postings is append-only'); END;
-- INSERT OR REPLACE deletes without asking the triggers above.
CREATE TRIGGER ledger_entries_no_replace BEFORE INSERT ON ledger_entries
WHEN EXISTS (
    SELECT 1 FROM ledger_entries e WHERE e.hash = NEW.hash
        OR (e.project_id = NEW.project_id AND (e.number = NEW.number OR e.reverses = NEW.reverses))
)
BEGIN SELECT RAISE(ABORT, 'ledger_entries is append-only'); END;
CREATE TRIGGER ledger_postings_no_replace BEFORE INSERT ON ledger_postings
WHEN EXISTS (
    SELECT 1 FROM ledger_postings p
    WHERE p.project_id = NEW.project_id AND p.number = NEW.number AND p.position = NEW.position
)
BEGIN SELECT RAISE(ABORT, 'ledger_postings is append-only'); END;
