DROP TABLE consultations_supports;
DROP TABLE consultations_comment_versions;
DROP TABLE consultations_comments;
DROP TABLE consultations_sections;
DROP TABLE consultations;
