-- Entries of the audit log that the chain does not hold yet: what is left to seal costs the same however long the log is.
-- No foreign key: on PostgreSQL its check reads the page on which everybody's next entry is being written, and serializable
-- transactions would refuse each other. Both are written in one function, and entries are never deleted.
CREATE TABLE audit_unsealed (
    entry_id TEXT COLLATE "C" NOT NULL PRIMARY KEY
);
INSERT INTO audit_unsealed (entry_id)
    SELECT id FROM audit_entries WHERE NOT EXISTS (SELECT 1 FROM audit_seals WHERE entry_id = audit_entries.id);

-- Room in each page for the next version of a row: otherwise it goes elsewhere and into every index anew, where it is in the
-- way of serializable transactions that read their own rows on the same page.
ALTER TABLE ledger_heads SET (fillfactor = 50);
ALTER TABLE ledger_balances SET (fillfactor = 50);
ALTER TABLE pledges_totals SET (fillfactor = 50);
ALTER TABLE pledges_days SET (fillfactor = 50);
ALTER TABLE rate_limits SET (fillfactor = 50);
