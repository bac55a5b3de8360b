DROP TABLE cases_listing;
DROP TABLE cases_listed;
