-- When the last photo, document or update came.
ALTER TABLE projects ADD COLUMN proved_at TIMESTAMP;
ALTER TABLE projects ADD COLUMN followers BIGINT NOT NULL DEFAULT 0 CHECK (followers >= 0);

-- Every project that everyone sees, numbered in the order of publication: the newest first is a walk down this number.
CREATE TABLE projects_listed (
    number BIGINT NOT NULL PRIMARY KEY CHECK (number > 0),
    project_id TEXT NOT NULL UNIQUE REFERENCES projects (id)
);

-- The folded words of each, under its number.
CREATE VIRTUAL TABLE projects_fts USING fts5 (
    terms, content = '', contentless_delete = 1, detail = 'none', prefix = '3 4 6', tokenize = 'ascii'
);

-- A row for each place that a listed project lies in, so that a list of any place is one index range, in each order.
CREATE TABLE projects_listing (
    place_id TEXT NOT NULL REFERENCES places (id),
    number BIGINT NOT NULL REFERENCES projects_listed (number),
    sector TEXT NOT NULL,
    state TEXT NOT NULL,
    organization_kind TEXT NOT NULL,
    -- What it lacks, in tyiyn at the rate of the day on which it was counted.
    missing BIGINT NOT NULL CHECK (missing >= 0),
    -- How far it is, in hundredths of a percent, and its last day; only while it takes pledges.
    progress INTEGER CHECK (progress BETWEEN 0 AND 10000),
    ends_on DATE,
    PRIMARY KEY (place_id, number)
);
-- Filters stand behind the order, so that rows that don't fit are passed over without being fetched.
CREATE INDEX projects_listing_newest ON projects_listing (place_id, number, state, organization_kind, missing);
CREATE INDEX projects_listing_closest ON projects_listing (place_id, progress, number, state, organization_kind, missing)
    WHERE progress IS NOT NULL;
CREATE INDEX projects_listing_ending ON projects_listing (place_id, ends_on, number, state, organization_kind, missing)
    WHERE ends_on IS NOT NULL;
CREATE INDEX projects_listing_sector_newest
    ON projects_listing (place_id, sector, number, state, organization_kind, missing);
CREATE INDEX projects_listing_sector_closest
    ON projects_listing (place_id, sector, progress, number, state, organization_kind, missing) WHERE progress IS NOT NULL;
CREATE INDEX projects_listing_sector_ending
    ON projects_listing (place_id, sector, ends_on, number, state, organization_kind, missing) WHERE ends_on IS NOT NULL;
CREATE INDEX projects_listing_number ON projects_listing (number);

-- How many there are and what they lack, per place, sector (all of them: an empty one) and state.
CREATE TABLE projects_counts (
    place_id TEXT NOT NULL REFERENCES places (id),
    sector TEXT NOT NULL,
    state TEXT NOT NULL,
    projects BIGINT NOT NULL CHECK (projects >= 0),
    missing BIGINT NOT NULL CHECK (missing >= 0),
    PRIMARY KEY (place_id, sector, state)
);
