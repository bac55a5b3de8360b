-- When the content was in the file store; before that, nobody can see or use the file.
ALTER TABLE files ADD COLUMN stored_at TIMESTAMP;
-- When something first named the file; what nothing names within a day is removed.
ALTER TABLE files ADD COLUMN claimed_at TIMESTAMP;
CREATE INDEX files_unclaimed ON files (created_at) WHERE claimed_at IS NULL;
