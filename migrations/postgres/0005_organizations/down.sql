DROP TABLE organizations_submission_documents;
DROP TABLE organizations_submissions;
DROP TABLE organizations_bank_accounts;
DROP TABLE organizations_invitations;
DROP TABLE organizations_members;
DROP INDEX files_organization;
ALTER TABLE files DROP COLUMN organization_id;
DROP TABLE organizations;
