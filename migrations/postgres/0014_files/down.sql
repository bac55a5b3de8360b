DROP INDEX files_unclaimed;
ALTER TABLE files DROP COLUMN claimed_at;
ALTER TABLE files DROP COLUMN stored_at;
