-- Every public case, numbered in the order in which they came, with its folded words.
CREATE TABLE cases_listed (
    number BIGINT NOT NULL PRIMARY KEY CHECK (number > 0),
    case_id TEXT NOT NULL UNIQUE REFERENCES cases (id),
    terms TEXT NOT NULL
);
CREATE VIRTUAL TABLE cases_fts USING fts5 (
    terms, content = '', contentless_delete = 1, detail = 'none', prefix = '3 4 6', tokenize = 'ascii'
);

-- A row for each place that a public case's place lies in, so that a list of any place is one index range.
CREATE TABLE cases_listing (
    place_id TEXT NOT NULL REFERENCES places (id),
    number BIGINT NOT NULL REFERENCES cases_listed (number),
    topic_id TEXT NOT NULL,
    organization_id TEXT,
    desk_id TEXT,
    state TEXT NOT NULL,
    -- While an answer is waited for and the desk does not wait for the asker.
    due_on DATE,
    PRIMARY KEY (place_id, number)
);
CREATE INDEX cases_listing_topic ON cases_listing (place_id, topic_id, number);
CREATE INDEX cases_listing_organization ON cases_listing (place_id, organization_id, number);
CREATE INDEX cases_listing_desk ON cases_listing (place_id, desk_id, number);
CREATE INDEX cases_listing_overdue ON cases_listing (place_id, due_on, number) WHERE due_on IS NOT NULL;
CREATE INDEX cases_listing_number ON cases_listing (number);
