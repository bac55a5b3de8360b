DROP TABLE places_outlines;
