CREATE TABLE consultations (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version > 0),
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    title JSON NOT NULL,
    summary JSON NOT NULL,
    closes_on DATE NOT NULL,
    result_due_on DATE NOT NULL,
    published_at TIMESTAMP,
    result_note JSON,
    concluded_at TIMESTAMP,
    created_by TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    CHECK (result_due_on > closes_on),
    CHECK ((concluded_at IS NULL) = (result_note IS NULL)),
    CHECK (concluded_at IS NULL OR published_at IS NOT NULL)
);
CREATE INDEX consultations_organization ON consultations (organization_id, id);
CREATE INDEX consultations_published ON consultations (id) WHERE published_at IS NOT NULL;

CREATE TABLE consultations_sections (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    consultation_id TEXT COLLATE "C" NOT NULL REFERENCES consultations (id),
    position INTEGER NOT NULL,
    heading JSON NOT NULL,
    body JSON NOT NULL,
    comments BIGINT NOT NULL CHECK (comments >= 0),
    outcome TEXT COLLATE "C" CHECK (outcome IN ('taken_up', 'partly_taken_up', 'not_taken_up')),
    outcome_reason JSON,
    UNIQUE (consultation_id, position),
    CHECK ((outcome IS NULL) = (outcome_reason IS NULL))
);

-- One voice per person: one comment on each section, which may change; its versions stay.
CREATE TABLE consultations_comments (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version > 0),
    section_id TEXT COLLATE "C" NOT NULL REFERENCES consultations_sections (id),
    author_id TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    body TEXT NOT NULL,
    supports BIGINT NOT NULL CHECK (supports >= 0),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    hidden_at TIMESTAMP,
    hidden_reason TEXT,
    UNIQUE (section_id, author_id),
    CHECK ((hidden_at IS NULL) = (hidden_reason IS NULL))
);
CREATE INDEX consultations_comments_supports ON consultations_comments (section_id, supports, id);

CREATE TABLE consultations_comment_versions (
    comment_id TEXT COLLATE "C" NOT NULL REFERENCES consultations_comments (id),
    number BIGINT NOT NULL,
    body TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    PRIMARY KEY (comment_id, number)
);

CREATE TABLE consultations_supports (
    comment_id TEXT COLLATE "C" NOT NULL REFERENCES consultations_comments (id),
    person_id TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    at TIMESTAMP NOT NULL,
    PRIMARY KEY (comment_id, person_id)
);
