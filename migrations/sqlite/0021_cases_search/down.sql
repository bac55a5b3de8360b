DROP TABLE cases_listing;
DROP TABLE cases_fts;
DROP TABLE cases_listed;
