-- Messages of cases and comments of consultations are reported too.
ALTER TABLE reports ADD COLUMN case_id TEXT REFERENCES cases (id);
ALTER TABLE reports ADD COLUMN consultation_id TEXT REFERENCES consultations (id);
