-- Whether the promise was kept, said once: by the first answer, by the due date, or by closing without an answer.
ALTER TABLE cases ADD COLUMN promise_kept BOOLEAN;
CREATE INDEX cases_organization ON cases (organization_id, id);
CREATE INDEX cases_desk ON cases (desk_id, id);

-- Counters: what a desk, an organization, a place (with what lies in it) or a topic got and answered in a month.
CREATE TABLE cases_figures (
    scope TEXT NOT NULL CHECK (scope IN ('desk', 'organization', 'place', 'topic')),
    scope_id TEXT NOT NULL,
    -- The first day of the month.
    month DATE NOT NULL,
    measure TEXT NOT NULL CHECK (measure IN (
        'received', 'passed_on', 'answered', 'unanswered', 'kept', 'broken', 'rated'
    )),
    -- Working days to the first answer, or the rating; otherwise 0.
    value INTEGER NOT NULL CHECK (value >= 0),
    cases BIGINT NOT NULL,
    PRIMARY KEY (scope, scope_id, month, measure, value)
);
