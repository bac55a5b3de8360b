DROP TABLE people_refresh_tokens;
DROP TABLE people_sessions;
DROP TABLE people_links;
DROP TABLE people_recovery_codes;
DROP TABLE people;
