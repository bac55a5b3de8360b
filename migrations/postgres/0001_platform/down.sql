DROP TABLE audit_seals;
DROP TABLE audit_entries;
DROP TABLE outbox;
DROP TABLE rate_limits;
DROP TABLE idempotency_keys;
DROP FUNCTION refuse_change();
