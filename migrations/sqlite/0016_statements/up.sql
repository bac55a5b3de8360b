-- Imported bank statements. One in state `reading` is seen by nobody: its file is still being read into `statements_staged`.
CREATE TABLE statements (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    bank_account_id TEXT NOT NULL REFERENCES organizations_bank_accounts (id),
    format TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('reading', 'booking', 'completed')),
    file_name TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    file_size BIGINT NOT NULL,
    currency TEXT NOT NULL,
    first_day DATE,
    last_day DATE,
    opening BIGINT,
    closing BIGINT,
    credited BIGINT NOT NULL CHECK (credited >= 0),
    debited BIGINT NOT NULL CHECK (debited >= 0),
    entries BIGINT NOT NULL,
    known BIGINT NOT NULL,
    matched BIGINT NOT NULL,
    queued BIGINT NOT NULL,
    outgoing BIGINT NOT NULL,
    notices JSON NOT NULL,
    -- The person, or nobody for the command line.
    imported_by TEXT REFERENCES people (id),
    imported_at TIMESTAMP NOT NULL,
    -- When a server last got on with it: one that nobody works on is taken up by any server.
    worked_at TIMESTAMP NOT NULL
);
CREATE INDEX statements_organization ON statements (organization_id, id);
CREATE INDEX statements_account ON statements (bank_account_id, last_day);
CREATE INDEX statements_file ON statements (organization_id, file_sha256);
CREATE INDEX statements_open ON statements (worked_at) WHERE state <> 'completed';

-- Entries of a file that was read and is not booked yet. The four columns in front of `position` keep together what can
-- be the same transaction.
CREATE TABLE statements_staged (
    statement_id TEXT NOT NULL REFERENCES statements (id),
    booked_on DATE NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('credit', 'debit')),
    amount BIGINT NOT NULL CHECK (amount > 0),
    position BIGINT NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (statement_id, booked_on, direction, amount, position)
);

-- Bank transactions, each once in whichever files it came. A collective entry that the bank tells the parts of is as many
-- rows; `part` 1 carries what tells the entry from others.
CREATE TABLE statements_transactions (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version > 0),
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    statement_id TEXT NOT NULL REFERENCES statements (id),
    bank_account_id TEXT NOT NULL REFERENCES organizations_bank_accounts (id),
    account_number TEXT NOT NULL,
    currency TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    part INTEGER NOT NULL CHECK (part > 0),
    entry_amount BIGINT NOT NULL CHECK (entry_amount > 0),
    fingerprint TEXT NOT NULL,
    marks JSON NOT NULL,
    from_table BOOLEAN NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('credit', 'debit')),
    state TEXT NOT NULL CHECK (state IN ('queued', 'booked', 'outgoing', 'set_aside')),
    queue_reason TEXT,
    amount BIGINT NOT NULL CHECK (amount > 0),
    -- Booked of a credit, claimed of a debit.
    used BIGINT NOT NULL CHECK (used >= 0),
    booked_on DATE NOT NULL,
    valued_on DATE,
    counterparty TEXT,
    counterparty_account TEXT,
    remittance TEXT NOT NULL,
    bank_reference TEXT,
    end_to_end_id TEXT,
    instructed BIGINT,
    instructed_currency TEXT,
    is_reversal BOOLEAN NOT NULL,
    is_batch BOOLEAN NOT NULL,
    possible_duplicate_of TEXT REFERENCES statements_transactions (id),
    set_aside_reason TEXT,
    created_at TIMESTAMP NOT NULL,
    CHECK (used <= amount),
    CHECK ((state = 'queued') = (queue_reason IS NOT NULL)),
    CHECK ((state = 'set_aside') = (set_aside_reason IS NOT NULL)),
    UNIQUE (organization_id, fingerprint, part)
);
CREATE INDEX statements_transactions_slot
    ON statements_transactions (organization_id, account_number, booked_on, direction, entry_amount);
CREATE INDEX statements_transactions_organization ON statements_transactions (organization_id, id);
CREATE INDEX statements_transactions_state ON statements_transactions (organization_id, state, id);
CREATE INDEX statements_transactions_statement ON statements_transactions (statement_id, id);
CREATE INDEX statements_transactions_entry ON statements_transactions (entry_id, part);

-- What transactions were booked for; its id names the receipt's bank transaction.
CREATE TABLE statements_allocations (
    id TEXT NOT NULL PRIMARY KEY,
    transaction_id TEXT NOT NULL REFERENCES statements_transactions (id),
    amount BIGINT NOT NULL CHECK (amount > 0),
    project_id TEXT NOT NULL REFERENCES projects (id),
    partner TEXT NOT NULL,
    pledge_id TEXT REFERENCES pledges (id),
    receipt_id TEXT NOT NULL REFERENCES pledges_receipts (id),
    made_by TEXT REFERENCES people (id),
    made_at TIMESTAMP NOT NULL,
    reversed_by TEXT REFERENCES people (id),
    reversed_at TIMESTAMP,
    reversal_reason TEXT,
    CHECK ((reversed_at IS NULL) = (reversal_reason IS NULL))
);
CREATE INDEX statements_allocations_transaction ON statements_allocations (transaction_id, id);

-- What expenses and refunds are proved by money that left.
CREATE TABLE statements_claims (
    transaction_id TEXT NOT NULL REFERENCES statements_transactions (id),
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (transaction_id, kind, subject_id)
);
CREATE INDEX statements_claims_subject ON statements_claims (kind, subject_id);

-- How an account's tables (CSV) are read.
CREATE TABLE statements_mappings (
    bank_account_id TEXT NOT NULL PRIMARY KEY REFERENCES organizations_bank_accounts (id),
    version BIGINT NOT NULL CHECK (version > 0),
    mapping JSON NOT NULL,
    updated_by TEXT NOT NULL REFERENCES people (id),
    updated_at TIMESTAMP NOT NULL
);

-- The entry that took a receipt back; nothing for one that is good.
ALTER TABLE pledges_receipts ADD COLUMN reversal_number BIGINT;
ALTER TABLE pledges_receipts ADD COLUMN reversed_at TIMESTAMP;
-- What it counted for its pledge, in the currency of the pledge's account: a rate that is corrected later changes nothing.
ALTER TABLE pledges_receipts ADD COLUMN for_pledge BIGINT;

-- Open pledges to an account, the newest ones and by what is expected for them.
CREATE INDEX pledges_open_to ON pledges (bank_account_id, id) WHERE open > 0;
CREATE INDEX pledges_expected ON pledges (bank_account_id, expected) WHERE open > 0;
