-- What an auditor asks of the log: how and from where each act came, what was looked for and found when it was checked,
-- and how far it has been sent to a collector. Entries of before say nothing of the first; their hashes are of version 1.

-- +goose Up
ALTER TABLE audit ADD COLUMN via TEXT NOT NULL DEFAULT '';         -- session, token, command, program, portal
ALTER TABLE audit ADD COLUMN means TEXT NOT NULL DEFAULT '';       -- the name of the token, or the account on the machine
ALTER TABLE audit ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN hash_version INTEGER NOT NULL DEFAULT 1;

CREATE INDEX audit_at ON audit(at, seq);
CREATE INDEX audit_actor ON audit(actor_id, at, seq);
CREATE INDEX audit_action ON audit(action, at, seq);
CREATE INDEX audit_object ON audit(object, object_id, at, seq);
CREATE INDEX audit_address ON audit(address, at, seq);
CREATE INDEX audit_via ON audit(via, at, seq);

CREATE TABLE audit_check (
  id UUID PRIMARY KEY,
  asked_by UUID NOT NULL REFERENCES staff(id),
  asked_at TIMESTAMPTZ NOT NULL,
  noted TEXT NOT NULL,         -- the head it is held against, SEQ:HASH; empty: none
  done BIGINT NOT NULL,        -- how many entries have been read so far
  of BIGINT NOT NULL,          -- of how many
  ended_at TIMESTAMPTZ,
  report TEXT NOT NULL         -- JSON, once it has ended
);

CREATE TABLE audit_feed (
  id INTEGER PRIMARY KEY,      -- 1
  seq BIGINT NOT NULL,         -- the last entry that the collector has
  owner TEXT NOT NULL,         -- the replica that sends
  until TIMESTAMPTZ NOT NULL,  -- how long the others leave it to that one
  error TEXT NOT NULL,         -- why the last try failed
  sent_at TIMESTAMPTZ NOT NULL -- when the last one has left, or the feed began
);

-- +goose Down
DROP TABLE audit_feed;
DROP TABLE audit_check;
DROP INDEX audit_at;
DROP INDEX audit_actor;
DROP INDEX audit_action;
DROP INDEX audit_object;
DROP INDEX audit_address;
DROP INDEX audit_via;
ALTER TABLE audit DROP COLUMN via;
ALTER TABLE audit DROP COLUMN means;
ALTER TABLE audit DROP COLUMN address;
ALTER TABLE audit DROP COLUMN hash_version;
