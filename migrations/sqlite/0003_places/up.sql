CREATE TABLE places (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('country', 'oblast', 'republican_city', 'raion', 'city', 'aiyl_aimak', 'village')),
    parent_id TEXT REFERENCES places (id),
    iso_code TEXT UNIQUE,
    soate_code TEXT UNIQUE,
    name JSON NOT NULL,
    tile_column INTEGER,
    tile_row INTEGER,
    -- Where a list of children puts it: names of one kind in the order of the file.
    position INTEGER NOT NULL,
    CHECK ((kind = 'country') = (parent_id IS NULL))
);
CREATE INDEX places_parent ON places (parent_id, position, id);

-- Every place with each place that it lies in, itself included: what lies in an oblast is one index range.
CREATE TABLE places_ancestors (
    place_id TEXT NOT NULL REFERENCES places (id),
    ancestor_id TEXT NOT NULL REFERENCES places (id),
    -- 0 is the place itself.
    distance INTEGER NOT NULL CHECK (distance >= 0),
    PRIMARY KEY (place_id, ancestor_id)
);
CREATE INDEX places_ancestors_ancestor ON places_ancestors (ancestor_id, place_id);

-- The folded words of a place's names, for searching by their beginning.
CREATE TABLE places_terms (
    term TEXT NOT NULL,
    place_id TEXT NOT NULL REFERENCES places (id),
    PRIMARY KEY (term, place_id)
);
CREATE INDEX places_terms_place ON places_terms (place_id);

CREATE TABLE places_boundaries (
    place_id TEXT NOT NULL PRIMARY KEY REFERENCES places (id),
    -- GeoJSON geometry (RFC 7946), Polygon or MultiPolygon.
    geometry JSON NOT NULL
);
