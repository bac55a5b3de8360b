-- Reports of abuse.
CREATE TABLE reports (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version > 0),
    -- Which kinds there are stands in the code only: more will join.
    subject TEXT COLLATE "C" NOT NULL,
    subject_id TEXT COLLATE "C" NOT NULL,
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    project_id TEXT COLLATE "C" REFERENCES projects (id),
    -- What the thing said when it was reported: it may say something else by the time a steward looks.
    said JSON NOT NULL,
    reason TEXT COLLATE "C" NOT NULL CHECK (reason IN ('fraud', 'abuse', 'private_data', 'untrue', 'other')),
    text TEXT NOT NULL,
    reported_by TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    reported_at TIMESTAMP NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'dismissed', 'hidden', 'acted_upon')),
    decided_by TEXT COLLATE "C" REFERENCES people (id),
    decided_at TIMESTAMP,
    decision_reason TEXT,
    -- By which the decision stands among the reporter's notifications: in the order of time, as the ids of events.
    notice_id TEXT COLLATE "C",
    notice_read_at TIMESTAMP,
    CHECK ((state = 'open') = (decided_by IS NULL)),
    CHECK ((state = 'open') = (decided_at IS NULL)),
    CHECK ((state = 'open') = (decision_reason IS NULL)),
    CHECK ((state = 'open') = (notice_id IS NULL)),
    CHECK (decided_by <> reported_by)
);
-- One open report per person and thing.
CREATE UNIQUE INDEX reports_open ON reports (reported_by, subject, subject_id) WHERE state = 'open';
CREATE INDEX reports_subject ON reports (subject, subject_id, state);
-- The stewards' queue, by each filter.
CREATE INDEX reports_state ON reports (state, id);
CREATE INDEX reports_kind ON reports (subject, id);
CREATE INDEX reports_kind_and_state ON reports (subject, state, id);
CREATE INDEX reports_person ON reports (reported_by, id);
CREATE INDEX reports_notices ON reports (reported_by, notice_id) WHERE notice_id IS NOT NULL;

ALTER TABLE projects_updates ADD COLUMN hidden_at TIMESTAMP;
ALTER TABLE projects_updates ADD COLUMN hidden_reason TEXT CHECK ((hidden_at IS NULL) = (hidden_reason IS NULL));
-- The question itself may stay while its answer is hidden.
ALTER TABLE projects_questions ADD COLUMN answer_hidden_at TIMESTAMP;
ALTER TABLE projects_questions ADD COLUMN answer_hidden_reason TEXT
    CHECK ((answer_hidden_at IS NULL) = (answer_hidden_reason IS NULL));
