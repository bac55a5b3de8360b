-- Which kinds of events there are stands in the code only: more will join.
ALTER TABLE projects_events DROP CONSTRAINT projects_events_kind_check;
