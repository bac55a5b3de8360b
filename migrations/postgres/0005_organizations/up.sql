CREATE TABLE organizations (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version > 0),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN (
        'ministry', 'local_self_government', 'health_facility', 'school', 'ngo', 'business',
        'financial_institution', 'international_organization', 'diaspora_association'
    )),
    name JSON NOT NULL,
    about JSON NOT NULL,
    place_id TEXT COLLATE "C" NOT NULL REFERENCES places (id),
    parent_id TEXT COLLATE "C" REFERENCES organizations (id),
    registration_number TEXT,
    website TEXT,
    email TEXT COLLATE "C",
    phone TEXT,
    logo_file_id TEXT COLLATE "C" REFERENCES files (id),
    verification TEXT COLLATE "C" NOT NULL CHECK (verification IN (
        'unverified', 'submitted', 'verified', 'expired', 'suspended'
    )),
    -- The last day on which the verification is good.
    verified_until DATE,
    suspension_reason TEXT,
    created_by TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    CHECK (verification <> 'verified' OR verified_until IS NOT NULL),
    CHECK (verification <> 'suspended' OR suspension_reason IS NOT NULL)
);
CREATE INDEX organizations_place ON organizations (place_id, id);
CREATE INDEX organizations_parent ON organizations (parent_id, id);
CREATE INDEX organizations_kind ON organizations (kind, id);
CREATE INDEX organizations_verification ON organizations (verification, verified_until, id);

-- Whose file it is: the organization's members may open a private one.
ALTER TABLE files ADD COLUMN organization_id TEXT COLLATE "C" REFERENCES organizations (id);
CREATE INDEX files_organization ON files (organization_id, created_at);

CREATE TABLE organizations_members (
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    person_id TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    role TEXT COLLATE "C" NOT NULL CHECK (role IN ('owner', 'manager', 'treasurer', 'editor')),
    joined_at TIMESTAMP NOT NULL,
    PRIMARY KEY (organization_id, person_id)
);
CREATE INDEX organizations_members_person ON organizations_members (person_id, organization_id);

CREATE TABLE organizations_invitations (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    email TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL CHECK (role IN ('owner', 'manager', 'treasurer', 'editor')),
    token_hash TEXT COLLATE "C" NOT NULL UNIQUE,
    invited_by TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    accepted_by TEXT COLLATE "C" REFERENCES people (id),
    accepted_at TIMESTAMP,
    withdrawn_at TIMESTAMP
);
CREATE INDEX organizations_invitations_organization ON organizations_invitations (organization_id, id);
-- One open invitation per address.
CREATE UNIQUE INDEX organizations_invitations_open ON organizations_invitations (organization_id, email)
    WHERE accepted_at IS NULL AND withdrawn_at IS NULL;

-- An account is never changed: a new one replaces it, so that what was paid to the old one stays true.
CREATE TABLE organizations_bank_accounts (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    currency TEXT COLLATE "C" NOT NULL,
    holder TEXT NOT NULL,
    bank_name TEXT NOT NULL,
    bic TEXT,
    number_kind TEXT COLLATE "C" NOT NULL CHECK (number_kind IN ('iban', 'domestic')),
    number TEXT COLLATE "C" NOT NULL,
    created_by TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    closed_at TIMESTAMP
);
CREATE UNIQUE INDEX organizations_bank_accounts_open ON organizations_bank_accounts (organization_id, currency)
    WHERE closed_at IS NULL;
CREATE INDEX organizations_bank_accounts_number ON organizations_bank_accounts (number, currency);

CREATE TABLE organizations_submissions (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    note TEXT NOT NULL,
    submitted_by TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    submitted_at TIMESTAMP NOT NULL,
    decision TEXT COLLATE "C" CHECK (decision IN ('verified', 'rejected')),
    decided_by TEXT COLLATE "C" REFERENCES people (id),
    decided_at TIMESTAMP,
    reason TEXT,
    verified_until DATE,
    CHECK ((decision IS NULL) = (decided_at IS NULL)),
    CHECK ((decision IS NULL) = (decided_by IS NULL))
);
CREATE INDEX organizations_submissions_organization ON organizations_submissions (organization_id, id);
CREATE UNIQUE INDEX organizations_submissions_open ON organizations_submissions (organization_id)
    WHERE decision IS NULL;
-- The stewards' queue, oldest first.
CREATE INDEX organizations_submissions_queue ON organizations_submissions (id) WHERE decision IS NULL;

CREATE TABLE organizations_submission_documents (
    submission_id TEXT COLLATE "C" NOT NULL REFERENCES organizations_submissions (id),
    position INTEGER NOT NULL,
    file_id TEXT COLLATE "C" NOT NULL REFERENCES files (id),
    PRIMARY KEY (submission_id, position),
    UNIQUE (submission_id, file_id)
);
