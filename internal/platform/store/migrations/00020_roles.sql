-- +goose Up
-- Roles that the operator made, and built-in ones that he has changed. All others stand in the program.
CREATE TABLE role (
  code TEXT PRIMARY KEY,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  about TEXT NOT NULL,         -- what it is for, in both languages, as JSON
  permissions TEXT NOT NULL,   -- JSON
  version BIGINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  changed_at TIMESTAMPTZ NOT NULL
);

-- What the operator has decided for his organisation, a row a matter; what is missing is as the program has it.
CREATE TABLE org_setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,         -- JSON
  version BIGINT NOT NULL
);

-- Giving posts has left the administrator's hands for the security officer's: who held the one holds both.
INSERT INTO post (staff_id, role, unit_id, scope)
  SELECT staff_id, 'security', unit_id, scope FROM post WHERE role = 'admin';

-- +goose Down
DELETE FROM post WHERE role IN (SELECT code FROM role) AND role NOT IN ('frontdesk', 'engineer', 'supervisor', 'admin', 'auditor');
DELETE FROM post WHERE role IN ('security', 'account');
DROP TABLE org_setting;
DROP TABLE role;
