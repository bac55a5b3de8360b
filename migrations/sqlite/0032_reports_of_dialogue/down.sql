ALTER TABLE reports DROP COLUMN consultation_id;
ALTER TABLE reports DROP COLUMN case_id;
