DROP TABLE organizations_terms;
