-- Suspensions and reinstatements whose notice has not come to all of the organization's projects yet.
CREATE TABLE projects_notices (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    kind TEXT NOT NULL CHECK (kind IN ('organization_suspended', 'organization_reinstated')),
    reason TEXT NOT NULL,
    -- The last project that has it; empty before the first.
    last_project_id TEXT NOT NULL
);
CREATE INDEX projects_notices_organization ON projects_notices (organization_id, id);
