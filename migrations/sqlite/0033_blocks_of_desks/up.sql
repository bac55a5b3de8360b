-- The senders whom a desk does not hear now, newest first.
CREATE INDEX cases_blocks_desk ON cases_blocks (desk_id, id) WHERE ended_at IS NULL;
