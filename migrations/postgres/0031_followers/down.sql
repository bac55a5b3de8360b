ALTER TABLE projects ADD COLUMN followers BIGINT NOT NULL DEFAULT 0 CHECK (followers >= 0);
UPDATE projects SET followers = COALESCE((SELECT f.followers FROM projects_followers f WHERE f.project_id = projects.id), 0);
DROP TABLE projects_followers;
