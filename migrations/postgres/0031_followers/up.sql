-- How many follow a project, in a row that is short: each change of it in the project's own was a new version of all its
-- texts, and on PostgreSQL in the way of whoever read the project in a transaction of their own.
CREATE TABLE projects_followers (
    project_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES projects (id),
    followers BIGINT NOT NULL CHECK (followers >= 0)
);
INSERT INTO projects_followers (project_id, followers) SELECT id, followers FROM projects WHERE followers > 0;
ALTER TABLE projects DROP COLUMN followers;
ALTER TABLE projects_followers SET (fillfactor = 50);
