DROP TABLE cases_blocks;
DROP TABLE desks_canned_answers;
