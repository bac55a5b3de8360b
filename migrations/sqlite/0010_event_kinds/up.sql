-- Which kinds of events there are stands in the code only: more will join. SQLite changes no CHECK, so the table is made
-- anew, and the one that refers to it with it.
CREATE TABLE projects_events_new (
    id TEXT NOT NULL PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    kind TEXT NOT NULL,
    state TEXT,
    subject_id TEXT,
    reason TEXT,
    at TIMESTAMP NOT NULL
);
INSERT INTO projects_events_new SELECT id, project_id, kind, state, subject_id, reason, at FROM projects_events;
CREATE TABLE projects_notifications_new (
    person_id TEXT NOT NULL REFERENCES people (id),
    event_id TEXT NOT NULL REFERENCES projects_events_new (id),
    read_at TIMESTAMP,
    PRIMARY KEY (person_id, event_id)
);
INSERT INTO projects_notifications_new SELECT person_id, event_id, read_at FROM projects_notifications;
DROP TABLE projects_notifications;
DROP TABLE projects_events;
-- Renaming takes the reference along.
ALTER TABLE projects_events_new RENAME TO projects_events;
ALTER TABLE projects_notifications_new RENAME TO projects_notifications;
CREATE INDEX projects_events_project ON projects_events (project_id, id);
CREATE INDEX projects_notifications_event ON projects_notifications (event_id);
