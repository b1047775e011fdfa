-- How a person proves who he is: second factors, log-in rules, lock-outs, the account for emergencies.

-- +goose Up
ALTER TABLE staff ADD COLUMN password_at TIMESTAMPTZ;                          -- null: none, or set before this was kept
ALTER TABLE staff ADD COLUMN password_strong BOOLEAN NOT NULL DEFAULT FALSE;   -- long enough for the account for emergencies
ALTER TABLE staff ADD COLUMN must_change BOOLEAN NOT NULL DEFAULT FALSE;       -- the password, before anything else
CREATE TABLE password_before (
  staff_id UUID NOT NULL REFERENCES staff(id),
  set_at TIMESTAMPTZ NOT NULL,
  password TEXT NOT NULL,       -- argon2id
  PRIMARY KEY (staff_id, set_at)
);

ALTER TABLE session ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN agent TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN proved_at TIMESTAMPTZ;                          -- when the person last proved who he is
ALTER TABLE session ADD COLUMN challenge TEXT NOT NULL DEFAULT '';             -- of a passkey, until it is answered

CREATE TABLE log_in (             -- log-ins that are half done
  token TEXT PRIMARY KEY,         -- SHA-256 of the cookie
  staff_id UUID REFERENCES staff(id), -- null: whoever has the passkey
  challenge TEXT NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE factor (
  id UUID PRIMARY KEY,
  staff_id UUID NOT NULL REFERENCES staff(id),
  kind TEXT NOT NULL,             -- totp, passkey
  name TEXT NOT NULL,
  secret TEXT NOT NULL,           -- totp: sealed; passkey: its public part
  credential TEXT,                -- of a passkey: its identifier
  step BIGINT NOT NULL DEFAULT 0, -- totp: the step of the last code that was taken
  created_at TIMESTAMPTZ NOT NULL,
  confirmed_at TIMESTAMPTZ,       -- null: does not count yet
  used_at TIMESTAMPTZ
);
CREATE INDEX factor_staff ON factor(staff_id);
CREATE UNIQUE INDEX factor_credential ON factor(credential) WHERE credential IS NOT NULL;

CREATE TABLE recovery_code (
  staff_id UUID NOT NULL REFERENCES staff(id),
  code TEXT NOT NULL,             -- SHA-256
  used_at TIMESTAMPTZ,
  PRIMARY KEY (staff_id, code)
);

CREATE TABLE log_in_failure (
  login TEXT NOT NULL,            -- as it was given: there need be no such account
  address TEXT NOT NULL,
  since TIMESTAMPTZ NOT NULL,
  failures INTEGER NOT NULL,
  last_at TIMESTAMPTZ NOT NULL,
  told_at TIMESTAMPTZ,            -- when the audit log was told last
  untold INTEGER NOT NULL,        -- failures since then
  spent_until TIMESTAMPTZ,        -- until when this address cannot lock this account again
  PRIMARY KEY (login, address)
);
CREATE INDEX log_in_failure_last ON log_in_failure(last_at);
CREATE TABLE log_in_lock (
  login TEXT PRIMARY KEY,
  at TIMESTAMPTZ NOT NULL,
  until TIMESTAMPTZ NOT NULL
);

CREATE TABLE log_in_rules (       -- every version that was ever in force
  version BIGINT PRIMARY KEY,
  rules TEXT NOT NULL,
  by_id UUID REFERENCES staff(id),
  at TIMESTAMPTZ NOT NULL
);

CREATE TABLE break_glass (        -- each use of the account for emergencies
  id UUID PRIMARY KEY,
  staff_id UUID NOT NULL REFERENCES staff(id),
  session TEXT NOT NULL,          -- its token
  address TEXT NOT NULL,
  agent TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  seen_at TIMESTAMPTZ NOT NULL,
  acknowledged_at TIMESTAMPTZ,
  acknowledged_by UUID REFERENCES staff(id),
  reason TEXT NOT NULL DEFAULT ''
);
CREATE INDEX break_glass_open ON break_glass(at) WHERE acknowledged_at IS NULL;
CREATE INDEX break_glass_session ON break_glass(session);

-- +goose Down
DROP TABLE break_glass; DROP TABLE log_in_rules; DROP TABLE log_in_lock; DROP TABLE log_in_failure;
DROP TABLE recovery_code; DROP TABLE factor; DROP TABLE log_in; DROP TABLE password_before;
ALTER TABLE session DROP COLUMN challenge;
ALTER TABLE session DROP COLUMN proved_at;
ALTER TABLE session DROP COLUMN agent;
ALTER TABLE session DROP COLUMN address;
ALTER TABLE staff DROP COLUMN must_change;
ALTER TABLE staff DROP COLUMN password_strong;
ALTER TABLE staff DROP COLUMN password_at;
