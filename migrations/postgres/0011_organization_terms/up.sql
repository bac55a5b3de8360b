-- The folded words of an organization's names, for searching by their beginning. What was founded before gets its words
-- when the server starts.
CREATE TABLE organizations_terms (
    term TEXT COLLATE "C" NOT NULL,
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    PRIMARY KEY (term, organization_id)
);
CREATE INDEX organizations_terms_organization ON organizations_terms (organization_id);
