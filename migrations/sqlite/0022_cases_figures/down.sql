DROP TABLE cases_figures;
DROP INDEX cases_desk;
DROP INDEX cases_organization;
ALTER TABLE cases DROP COLUMN promise_kept;
