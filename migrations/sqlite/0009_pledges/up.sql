CREATE TABLE pledges (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version > 0),
    project_id TEXT NOT NULL REFERENCES projects (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    anonymous BOOLEAN NOT NULL,
    state TEXT NOT NULL CHECK (state IN (
        'pledged', 'partly_received', 'received', 'refunded', 'cancelled', 'lapsed'
    )),
    -- What was promised, in minor units.
    amount BIGINT NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    -- How much of the promise is still open in the ledger, in the promise's currency and in the project's.
    open BIGINT NOT NULL CHECK (open >= 0),
    open_counted BIGINT NOT NULL CHECK (open_counted >= 0),
    -- The promise in the project's currency, at the rate that was shown.
    counted BIGINT NOT NULL CHECK (counted > 0),
    rate JSON,
    reference TEXT NOT NULL UNIQUE,
    bank_account_id TEXT NOT NULL REFERENCES organizations_bank_accounts (id),
    -- In the bank account's currency: what should arrive, what came, and what of it went back.
    expected BIGINT NOT NULL CHECK (expected > 0),
    account_currency TEXT NOT NULL,
    received BIGINT NOT NULL CHECK (received >= 0),
    refunded BIGINT NOT NULL CHECK (refunded >= 0),
    created_at TIMESTAMP NOT NULL,
    lapses_on DATE NOT NULL,
    CHECK (open <= amount),
    CHECK (refunded <= received)
);
CREATE INDEX pledges_project ON pledges (project_id, id);
CREATE INDEX pledges_person ON pledges (person_id, id);
-- What the lapse job looks for.
CREATE INDEX pledges_open ON pledges (lapses_on, id) WHERE open > 0;

CREATE TABLE pledges_receipts (
    id TEXT NOT NULL PRIMARY KEY,
    -- Whoever has it can see the receipt: 128 random bits.
    code TEXT NOT NULL UNIQUE,
    project_id TEXT NOT NULL REFERENCES projects (id),
    partner TEXT NOT NULL,
    pledge_id TEXT REFERENCES pledges (id),
    -- The part of a bank transaction that this is: booked once, whatever file it comes in.
    transaction_id TEXT NOT NULL UNIQUE,
    amount BIGINT NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    counted BIGINT NOT NULL CHECK (counted >= 0),
    received_on DATE NOT NULL,
    entry_number BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    FOREIGN KEY (project_id, entry_number) REFERENCES ledger_entries (project_id, number)
);
CREATE INDEX pledges_receipts_pledge ON pledges_receipts (pledge_id, id);

-- Sums per project in its own currency, so that a page of projects doesn't add up pledges.
CREATE TABLE pledges_totals (
    project_id TEXT NOT NULL PRIMARY KEY REFERENCES projects (id),
    pledges BIGINT NOT NULL CHECK (pledges >= 0),
    promised BIGINT NOT NULL CHECK (promised >= 0),
    received BIGINT NOT NULL CHECK (received >= 0)
);

-- What each other partner owes by the matching rule and has brought, in the project's currency.
CREATE TABLE pledges_partners (
    project_id TEXT NOT NULL REFERENCES projects (id),
    partner TEXT NOT NULL,
    owed BIGINT NOT NULL CHECK (owed >= 0),
    open BIGINT NOT NULL CHECK (open >= 0),
    received BIGINT NOT NULL CHECK (received >= 0),
    PRIMARY KEY (project_id, partner)
);
