-- How sums stood at the end of each day on which something was booked, in the project's currency: a plot of them costs the
-- same at ten and at ten million entries.
CREATE TABLE pledges_days (
    project_id TEXT NOT NULL REFERENCES projects (id),
    day DATE NOT NULL,
    partner TEXT NOT NULL,
    -- Promised or owed, and not yet paid.
    promised BIGINT NOT NULL,
    -- Less refunds.
    received BIGINT NOT NULL,
    PRIMARY KEY (project_id, day, partner)
);
CREATE TABLE expenses_days (
    project_id TEXT NOT NULL REFERENCES projects (id),
    day DATE NOT NULL,
    spent BIGINT NOT NULL,
    distributed BIGINT NOT NULL,
    PRIMARY KEY (project_id, day)
);

-- What is booked already. Promises in other currencies are taken in proportion of what the whole pledge counts.
INSERT INTO pledges_days (project_id, day, partner, promised, received)
SELECT project_id, day, partner,
    max(0, SUM(SUM(promised)) OVER days), max(0, SUM(SUM(received)) OVER days)
FROM (
    SELECT e.project_id, date(e.booked_at) AS day, 'diaspora' AS partner,
        CASE WHEN t.amount % g.amount = 0 THEN t.amount / g.amount * g.counted
             ELSE CAST(1.0 * t.amount * g.counted / g.amount AS INTEGER) END AS promised,
        0 AS received
    FROM ledger_postings t
    JOIN ledger_entries e ON e.project_id = t.project_id AND e.number = t.number
    LEFT JOIN pledges_receipts r ON r.id = e.subject_id
    JOIN pledges g ON g.id = COALESCE(r.pledge_id, e.subject_id)
    WHERE t.account = 'promised:diaspora'
    UNION ALL
    SELECT e.project_id, date(e.booked_at), substr(t.account, 10), t.amount, 0
    FROM ledger_postings t
    JOIN ledger_entries e ON e.project_id = t.project_id AND e.number = t.number
    WHERE t.account LIKE 'promised:%' AND t.account <> 'promised:diaspora'
    UNION ALL
    SELECT e.project_id, date(e.booked_at), substr(t.account, 10), 0,
        CASE WHEN t.amount < 0 THEN COALESCE(r.counted, -t.amount) ELSE -COALESCE(r.counted, t.amount) END
    FROM ledger_postings t
    JOIN ledger_entries e ON e.project_id = t.project_id AND e.number = t.number
    LEFT JOIN pledges_receipts r ON r.id = e.subject_id
    WHERE t.account LIKE 'received:%'
    UNION ALL
    SELECT e.project_id, date(e.booked_at), 'diaspora', 0, -t.amount
    FROM ledger_postings t
    JOIN ledger_entries e ON e.project_id = t.project_id AND e.number = t.number
    JOIN projects p ON p.id = t.project_id AND p.currency = t.currency
    WHERE t.account = 'refunded'
) changes
GROUP BY project_id, day, partner
WINDOW days AS (PARTITION BY project_id, partner ORDER BY day);
-- The last day is how it stands now.
UPDATE pledges_days SET
    promised = (SELECT promised FROM pledges_totals t WHERE t.project_id = pledges_days.project_id),
    received = (SELECT received FROM pledges_totals t WHERE t.project_id = pledges_days.project_id)
WHERE partner = 'diaspora' AND day = (
    SELECT max(l.day) FROM pledges_days l WHERE l.project_id = pledges_days.project_id AND l.partner = 'diaspora'
) AND EXISTS (SELECT 1 FROM pledges_totals t WHERE t.project_id = pledges_days.project_id);
INSERT INTO expenses_days (project_id, day, spent, distributed)
SELECT project_id, day, SUM(SUM(spent)) OVER days, SUM(SUM(distributed)) OVER days
FROM (
    SELECT project_id, date(decided_at) AS day,
        CASE kind WHEN 'expense' THEN counted ELSE 0 END AS spent,
        CASE kind WHEN 'distribution' THEN counted ELSE 0 END AS distributed
    FROM expenses WHERE entry_number IS NOT NULL AND kind <> 'refund'
    UNION ALL
    SELECT x.project_id, date(r.decided_at),
        CASE x.kind WHEN 'expense' THEN -x.counted ELSE 0 END,
        CASE x.kind WHEN 'distribution' THEN -x.counted ELSE 0 END
    FROM expenses_reversals r JOIN expenses x ON x.id = r.expense_id WHERE r.state = 'approved'
) changes
GROUP BY project_id, day
WINDOW days AS (PARTITION BY project_id ORDER BY day);
