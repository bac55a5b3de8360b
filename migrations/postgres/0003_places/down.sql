DROP TABLE places_boundaries;
DROP TABLE places_terms;
DROP TABLE places_ancestors;
DROP TABLE places;
