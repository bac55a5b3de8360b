-- Answers that a desk gives often, in its languages.
CREATE TABLE desks_canned_answers (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version > 0),
    desk_id TEXT COLLATE "C" NOT NULL REFERENCES desks (id),
    title TEXT NOT NULL,
    body JSON NOT NULL,
    updated_by TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX desks_canned_answers_desk ON desks_canned_answers (desk_id, id);

-- Senders whom a desk no longer hears, until it or a steward ends that.
CREATE TABLE cases_blocks (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    desk_id TEXT COLLATE "C" NOT NULL REFERENCES desks (id),
    case_id TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
    person_id TEXT COLLATE "C" REFERENCES people (id),
    guest_email TEXT,
    reason TEXT NOT NULL,
    blocked_by TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    blocked_at TIMESTAMP NOT NULL,
    appeal TEXT,
    appealed_at TIMESTAMP,
    decision TEXT COLLATE "C" CHECK (decision IN ('upheld', 'lifted')),
    decision_reason TEXT,
    decided_by TEXT COLLATE "C" REFERENCES people (id),
    decided_at TIMESTAMP,
    ended_at TIMESTAMP,
    CHECK ((person_id IS NULL) <> (guest_email IS NULL)),
    CHECK ((appeal IS NULL) = (appealed_at IS NULL)),
    CHECK ((decision IS NULL) = (decided_at IS NULL)),
    CHECK (decision IS NULL OR decided_by <> blocked_by)
);
CREATE UNIQUE INDEX cases_blocks_person ON cases_blocks (desk_id, person_id)
    WHERE ended_at IS NULL AND person_id IS NOT NULL;
CREATE UNIQUE INDEX cases_blocks_guest ON cases_blocks (desk_id, guest_email)
    WHERE ended_at IS NULL AND guest_email IS NOT NULL;
CREATE INDEX cases_blocks_mine ON cases_blocks (person_id, id);
-- The stewards' queue, the longest waiting first.
CREATE INDEX cases_blocks_appeals ON cases_blocks (appealed_at, id)
    WHERE appealed_at IS NOT NULL AND decision IS NULL AND ended_at IS NULL;
