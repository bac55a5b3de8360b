-- For maps: the simplified outlines of a place's parts, made when their boundaries are imported.
CREATE TABLE places_outlines (
    parent_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES places (id),
    version BIGINT NOT NULL CHECK (version > 0),
    -- A FeatureCollection (RFC 7946).
    outlines JSON NOT NULL
);
