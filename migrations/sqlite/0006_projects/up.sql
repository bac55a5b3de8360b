CREATE TABLE projects (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version > 0),
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    place_id TEXT NOT NULL REFERENCES places (id),
    sector TEXT NOT NULL,
    title JSON NOT NULL,
    summary JSON NOT NULL,
    description JSON NOT NULL,
    beneficiaries INTEGER NOT NULL CHECK (beneficiaries >= 0),
    cover_file_id TEXT REFERENCES files (id),
    -- The goal in minor units; 0 while the plan is not made.
    goal BIGINT NOT NULL CHECK (goal >= 0),
    currency TEXT NOT NULL,
    -- The last day on which pledges are taken.
    ends_on DATE,
    matching_rule JSON,
    surplus_use TEXT CHECK (surplus_use IN ('return_to_donors', 'same_place', 'named_project')),
    surplus_note JSON NOT NULL,
    surplus_project_id TEXT REFERENCES projects (id),
    state TEXT NOT NULL CHECK (state IN (
        'draft', 'submitted', 'published', 'funded', 'procurement', 'in_progress', 'completed', 'accepted', 'cancelled'
    )),
    state_since TIMESTAMP NOT NULL,
    -- Why it came into this state, where somebody said so: returned to draft, cancelled.
    state_reason TEXT,
    -- What is done with the money of a cancelled project.
    money_use TEXT CHECK (money_use IN ('return_to_donors', 'same_place', 'named_project')),
    money_note JSON,
    money_project_id TEXT REFERENCES projects (id),
    published_at TIMESTAMP,
    created_by TEXT NOT NULL REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    CHECK (state <> 'cancelled' OR state_reason IS NOT NULL)
);
CREATE INDEX projects_organization ON projects (organization_id, id);
CREATE INDEX projects_place ON projects (place_id, id);
-- The stewards' queue, oldest first.
CREATE INDEX projects_submitted ON projects (state_since, id) WHERE state = 'submitted';

CREATE TABLE projects_budget_lines (
    id TEXT NOT NULL PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    position INTEGER NOT NULL,
    name JSON NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    UNIQUE (project_id, position)
);

CREATE TABLE projects_funding_shares (
    project_id TEXT NOT NULL REFERENCES projects (id),
    partner TEXT NOT NULL CHECK (partner IN (
        'diaspora', 'community', 'local_self_government', 'state', 'donors', 'business'
    )),
    position INTEGER NOT NULL,
    -- Hundredths of a percent.
    share INTEGER NOT NULL CHECK (share BETWEEN 1 AND 10000),
    name JSON NOT NULL,
    organization_id TEXT REFERENCES organizations (id),
    PRIMARY KEY (project_id, partner),
    UNIQUE (project_id, position)
);

CREATE TABLE projects_milestones (
    id TEXT NOT NULL PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    position INTEGER NOT NULL,
    title JSON NOT NULL,
    planned_on DATE NOT NULL,
    done_on DATE,
    note JSON NOT NULL,
    UNIQUE (project_id, position)
);

CREATE TABLE projects_evidence (
    id TEXT NOT NULL PRIMARY KEY,
    milestone_id TEXT NOT NULL REFERENCES projects_milestones (id),
    file_id TEXT NOT NULL REFERENCES files (id),
    caption JSON NOT NULL,
    added_by TEXT NOT NULL REFERENCES people (id),
    added_at TIMESTAMP NOT NULL,
    UNIQUE (milestone_id, file_id)
);

CREATE TABLE projects_procurements (
    project_id TEXT NOT NULL PRIMARY KEY REFERENCES projects (id),
    method TEXT NOT NULL CHECK (method IN (
        'open_tender', 'limited_tender', 'request_for_quotations', 'direct_contract', 'own_works'
    )),
    tender_number TEXT,
    tender_url TEXT,
    supplier TEXT,
    contract_value BIGINT CHECK (contract_value > 0),
    contract_currency TEXT,
    contract_signed_on DATE,
    contract_file_id TEXT REFERENCES files (id),
    note JSON NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id),
    recorded_at TIMESTAMP NOT NULL,
    CHECK ((contract_value IS NULL) = (contract_currency IS NULL))
);

CREATE TABLE projects_updates (
    id TEXT NOT NULL PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    title JSON NOT NULL,
    body JSON NOT NULL,
    author_id TEXT NOT NULL REFERENCES people (id),
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX projects_updates_project ON projects_updates (project_id, id);

CREATE TABLE projects_update_photos (
    update_id TEXT NOT NULL REFERENCES projects_updates (id),
    position INTEGER NOT NULL,
    file_id TEXT NOT NULL REFERENCES files (id),
    caption JSON NOT NULL,
    PRIMARY KEY (update_id, position)
);

CREATE TABLE projects_questions (
    id TEXT NOT NULL PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    asked_by TEXT NOT NULL REFERENCES people (id),
    text TEXT NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    answer JSON,
    answered_by TEXT REFERENCES people (id),
    answered_at TIMESTAMP,
    hidden_at TIMESTAMP,
    hidden_reason TEXT,
    CHECK ((answer IS NULL) = (answered_at IS NULL)),
    CHECK ((hidden_at IS NULL) = (hidden_reason IS NULL))
);
CREATE INDEX projects_questions_project ON projects_questions (project_id, id);

CREATE TABLE projects_follows (
    person_id TEXT NOT NULL REFERENCES people (id),
    project_id TEXT NOT NULL REFERENCES projects (id),
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (person_id, project_id)
);
CREATE INDEX projects_follows_project ON projects_follows (project_id, person_id);

-- What happened on a project, for its history and for those who follow it.
CREATE TABLE projects_events (
    id TEXT NOT NULL PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    kind TEXT NOT NULL CHECK (kind IN (
        'state_changed', 'milestone_done', 'evidence_added', 'milestone_moved', 'update_posted', 'question_answered',
        'procurement_recorded', 'organization_suspended', 'organization_reinstated'
    )),
    state TEXT,
    subject_id TEXT,
    reason TEXT,
    at TIMESTAMP NOT NULL
);
CREATE INDEX projects_events_project ON projects_events (project_id, id);

CREATE TABLE projects_notifications (
    person_id TEXT NOT NULL REFERENCES people (id),
    event_id TEXT NOT NULL REFERENCES projects_events (id),
    read_at TIMESTAMP,
    PRIMARY KEY (person_id, event_id)
);
CREATE INDEX projects_notifications_event ON projects_notifications (event_id);
