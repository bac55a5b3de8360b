ALTER TABLE projects_questions DROP COLUMN answer_hidden_reason;
ALTER TABLE projects_questions DROP COLUMN answer_hidden_at;
ALTER TABLE projects_updates DROP COLUMN hidden_reason;
ALTER TABLE projects_updates DROP COLUMN hidden_at;
DROP TABLE reports;
