DROP TABLE projects_notices;
