-- +goose Up
-- By whom else people prove who they are: OpenID providers and directories.
CREATE TABLE provider (
  id TEXT PRIMARY KEY,
  rule TEXT NOT NULL,             -- JSON: how it is asked, and what its word means here
  secret TEXT NOT NULL,           -- sealed; empty: none, or it stands outside the database
  enabled BOOLEAN NOT NULL,
  version BIGINT NOT NULL,
  changed_at TIMESTAMPTZ NOT NULL
);

-- Who somebody is at a provider.
CREATE TABLE provider_link (
  provider_id TEXT NOT NULL REFERENCES provider(id),
  subject TEXT NOT NULL,          -- the provider's own identifier of the person
  staff_id UUID NOT NULL REFERENCES staff(id),
  name TEXT NOT NULL,             -- his log-in name there, when he came last
  linked_at TIMESTAMPTZ NOT NULL,
  seen_at TIMESTAMPTZ,
  PRIMARY KEY (provider_id, subject)
);
CREATE UNIQUE INDEX provider_link_staff ON provider_link(staff_id, provider_id);

-- By which provider's word a post is held; empty: somebody of the house has given it.
ALTER TABLE post ADD COLUMN provider_id TEXT NOT NULL DEFAULT '';

-- By whose word a session's person is known; empty: he proved it to us.
ALTER TABLE session ADD COLUMN provider_id TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN strong BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE session ADD COLUMN hint TEXT NOT NULL DEFAULT '';
ALTER TABLE log_in ADD COLUMN provider_id TEXT NOT NULL DEFAULT '';
ALTER TABLE log_in ADD COLUMN strong BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE log_in ADD COLUMN hint TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE log_in DROP COLUMN hint;
ALTER TABLE log_in DROP COLUMN strong;
ALTER TABLE log_in DROP COLUMN provider_id;
ALTER TABLE session DROP COLUMN hint;
ALTER TABLE session DROP COLUMN strong;
ALTER TABLE session DROP COLUMN provider_id;
ALTER TABLE post DROP COLUMN provider_id;
DROP TABLE provider_link;
DROP TABLE provider;
