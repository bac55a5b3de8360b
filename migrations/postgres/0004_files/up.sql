CREATE TABLE files (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('photo', 'document')),
    media_type TEXT NOT NULL,
    -- The name that the uploader's device gave, for the download only; never a path.
    name TEXT NOT NULL,
    -- Octets of what is stored: a document itself, the largest size of a photo.
    size BIGINT NOT NULL CHECK (size > 0),
    sha256 TEXT COLLATE "C" NOT NULL,
    is_public BOOLEAN NOT NULL,
    uploaded_by TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX files_uploaded_by ON files (uploaded_by, created_at);

-- The sizes in which a photo is served.
CREATE TABLE files_sizes (
    file_id TEXT COLLATE "C" NOT NULL REFERENCES files (id),
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    size BIGINT NOT NULL CHECK (size > 0),
    PRIMARY KEY (file_id, width)
);
