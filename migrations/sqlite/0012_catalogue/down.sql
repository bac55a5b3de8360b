DROP TABLE projects_counts;
DROP TABLE projects_listing;
DROP TABLE projects_fts;
DROP TABLE projects_listed;
ALTER TABLE projects DROP COLUMN followers;
ALTER TABLE projects DROP COLUMN proved_at;
