CREATE TABLE people (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version > 0),
    -- Lower case; empties to NULL when the account is deleted.
    email TEXT UNIQUE,
    email_confirmed_at TIMESTAMP,
    password_hash TEXT,
    display_name TEXT NOT NULL,
    about TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('ky', 'ru', 'en')),
    currency TEXT NOT NULL,
    is_public BOOLEAN NOT NULL,
    is_steward BOOLEAN NOT NULL,
    totp_secret TEXT,
    totp_confirmed_at TIMESTAMP,
    -- The last time step whose code was used: a code is good once.
    totp_last_step BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    deleted_at TIMESTAMP
);

CREATE TABLE people_recovery_codes (
    code_hash TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    used_at TIMESTAMP
);
CREATE INDEX people_recovery_codes_person ON people_recovery_codes (person_id);

CREATE TABLE people_links (
    token_hash TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    purpose TEXT NOT NULL CHECK (purpose IN ('confirm_email', 'reset_password')),
    email TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);
CREATE INDEX people_links_person ON people_links (person_id);
CREATE INDEX people_links_expires_at ON people_links (expires_at);

CREATE TABLE people_sessions (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    last_used_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    second_factor BOOLEAN NOT NULL,
    address TEXT NOT NULL,
    device TEXT NOT NULL
);
CREATE INDEX people_sessions_person ON people_sessions (person_id, created_at);
CREATE INDEX people_sessions_expires_at ON people_sessions (expires_at);

CREATE TABLE people_refresh_tokens (
    token_hash TEXT NOT NULL PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES people_sessions (id),
    created_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP,
    successor_hash TEXT
);
CREATE INDEX people_refresh_tokens_session ON people_refresh_tokens (session_id);
