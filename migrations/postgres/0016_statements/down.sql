DROP INDEX pledges_expected;
ALTER TABLE pledges_receipts DROP COLUMN reversed_at;
ALTER TABLE pledges_receipts DROP COLUMN reversal_number;
DROP TABLE statements_mappings;
DROP TABLE statements_claims;
DROP TABLE statements_allocations;
DROP TABLE statements_transactions;
DROP TABLE statements_staged;
DROP TABLE statements;
