-- Giving back what is left to everyone who paid, in proportion, in steps of a bounded size.
CREATE TABLE expenses_refund_runs (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version > 0),
    project_id TEXT COLLATE "C" NOT NULL REFERENCES projects (id),
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN (
        'proposing', 'entered', 'approving', 'approved', 'rejecting', 'rejected'
    )),
    currency TEXT COLLATE "C" NOT NULL,
    -- What was on the account when it began, and what all had paid in less refunds.
    left_amount BIGINT NOT NULL CHECK (left_amount > 0),
    paid BIGINT NOT NULL CHECK (paid >= left_amount),
    -- How far it is: what those who have their share had paid, and the last pledge or payment of the step.
    shared BIGINT NOT NULL CHECK (shared >= 0 AND shared <= paid),
    after_id TEXT COLLATE "C",
    proposed BIGINT NOT NULL CHECK (proposed >= 0),
    proposals BIGINT NOT NULL CHECK (proposals >= 0),
    settled BIGINT NOT NULL CHECK (settled >= 0),
    note TEXT NOT NULL,
    entered_by TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    entered_role TEXT COLLATE "C" NOT NULL,
    entered_at TIMESTAMP NOT NULL,
    decided_by TEXT COLLATE "C" REFERENCES people (id),
    decided_role TEXT COLLATE "C",
    decided_at TIMESTAMP,
    reason TEXT,
    updated_at TIMESTAMP NOT NULL,
    -- Four eyes.
    CHECK (decided_by <> entered_by),
    CHECK ((decided_by IS NULL) = (state IN ('proposing', 'entered')))
);
CREATE INDEX expenses_refund_runs_project ON expenses_refund_runs (project_id, id);
-- One at a time.
CREATE UNIQUE INDEX expenses_refund_runs_open ON expenses_refund_runs (project_id)
    WHERE state NOT IN ('approved', 'rejected');
-- What the job looks for.
CREATE INDEX expenses_refund_runs_running ON expenses_refund_runs (updated_at, id)
    WHERE state IN ('proposing', 'approving', 'rejecting');

-- Money that leaves a project's account.
CREATE TABLE expenses (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version > 0),
    project_id TEXT COLLATE "C" NOT NULL REFERENCES projects (id),
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('expense', 'refund', 'distribution')),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN (
        'entered', 'approved', 'rejected', 'withdrawn', 'reversal_proposed', 'reversed'
    )),
    amount BIGINT NOT NULL CHECK (amount > 0),
    currency TEXT COLLATE "C" NOT NULL,
    -- The same in the project's currency, at the rate of its day.
    counted BIGINT NOT NULL CHECK (counted >= 0),
    spent_on DATE NOT NULL,
    purpose JSON NOT NULL,
    budget_line_id TEXT COLLATE "C" REFERENCES projects_budget_lines (id),
    supplier TEXT,
    pledge_id TEXT COLLATE "C" REFERENCES pledges (id),
    money_use TEXT COLLATE "C" CHECK (money_use IN ('return_to_donors', 'same_place', 'named_project')),
    target_project_id TEXT COLLATE "C" REFERENCES projects (id),
    partner TEXT COLLATE "C",
    refund_run_id TEXT COLLATE "C" REFERENCES expenses_refund_runs (id),
    entered_by TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    entered_role TEXT COLLATE "C" NOT NULL,
    entered_at TIMESTAMP NOT NULL,
    decided_by TEXT COLLATE "C" REFERENCES people (id),
    decided_role TEXT COLLATE "C",
    decided_at TIMESTAMP,
    reason TEXT,
    entry_number BIGINT,
    -- The debit on a bank statement that shows it.
    transaction_id TEXT COLLATE "C",
    FOREIGN KEY (project_id, entry_number) REFERENCES ledger_entries (project_id, number),
    -- Four eyes.
    CHECK (decided_by <> entered_by),
    CHECK ((decided_by IS NULL) = (state IN ('entered', 'withdrawn'))),
    CHECK ((entry_number IS NOT NULL) = (state IN ('approved', 'reversal_proposed', 'reversed'))),
    CHECK (state <> 'rejected' OR reason IS NOT NULL),
    CHECK ((kind = 'expense') = (budget_line_id IS NOT NULL)),
    CHECK ((kind = 'expense') = (supplier IS NOT NULL)),
    CHECK ((kind = 'refund') = (pledge_id IS NOT NULL)),
    CHECK ((kind = 'distribution') = (money_use IS NOT NULL)),
    CHECK (transaction_id IS NULL OR entry_number IS NOT NULL)
);
-- A project's payments of a kind, and an organization's that wait for a decision, newest first.
CREATE INDEX expenses_project ON expenses (project_id, kind, id);
CREATE INDEX expenses_organization ON expenses (organization_id, state, id);
CREATE INDEX expenses_refund_run ON expenses (refund_run_id, id) WHERE refund_run_id IS NOT NULL;
-- What is proposed for a pledge already.
CREATE INDEX expenses_pledge ON expenses (pledge_id) WHERE pledge_id IS NOT NULL AND state = 'entered';

CREATE TABLE expenses_invoices (
    expense_id TEXT COLLATE "C" NOT NULL REFERENCES expenses (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    file_id TEXT COLLATE "C" NOT NULL REFERENCES files (id),
    PRIMARY KEY (expense_id, position),
    UNIQUE (expense_id, file_id)
);

-- Each time that somebody called a booked payment a mistake.
CREATE TABLE expenses_reversals (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    expense_id TEXT COLLATE "C" NOT NULL REFERENCES expenses (id),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected')),
    reason TEXT NOT NULL,
    entered_by TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    entered_role TEXT COLLATE "C" NOT NULL,
    entered_at TIMESTAMP NOT NULL,
    decided_by TEXT COLLATE "C" REFERENCES people (id),
    decided_role TEXT COLLATE "C",
    decided_at TIMESTAMP,
    rejected_because TEXT,
    entry_number BIGINT,
    -- Four eyes.
    CHECK (decided_by <> entered_by),
    CHECK ((decided_by IS NULL) = (state = 'proposed')),
    CHECK ((entry_number IS NOT NULL) = (state = 'approved')),
    CHECK ((rejected_because IS NOT NULL) = (state = 'rejected'))
);
CREATE INDEX expenses_reversals_expense ON expenses_reversals (expense_id, id);
-- One at a time, and nothing after the mistake is undone.
CREATE UNIQUE INDEX expenses_reversals_open ON expenses_reversals (expense_id) WHERE state <> 'rejected';

-- Sums per project in its own currency, and per line of its budget, so that plots don't add up payments.
CREATE TABLE expenses_totals (
    project_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES projects (id),
    spent BIGINT NOT NULL CHECK (spent >= 0),
    distributed BIGINT NOT NULL CHECK (distributed >= 0)
);
CREATE TABLE expenses_lines (
    budget_line_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES projects_budget_lines (id),
    project_id TEXT COLLATE "C" NOT NULL REFERENCES projects (id),
    spent BIGINT NOT NULL CHECK (spent >= 0),
    expenses BIGINT NOT NULL CHECK (expenses >= 0)
);
CREATE INDEX expenses_lines_project ON expenses_lines (project_id);
