-- +goose Up
-- Files come in parts, so that a broken link loses little, and stand in the database, so that every replica
-- and every backup has them.
CREATE TABLE file (
  id UUID PRIMARY KEY,
  name TEXT NOT NULL,
  size BIGINT NOT NULL,
  received BIGINT NOT NULL,    -- bytes that have come in so far, from the beginning
  type TEXT NOT NULL,          -- by its content, not by its name
  sha256 TEXT NOT NULL,        -- once it is whole
  hashing BYTEA,               -- the state of the hash over what has come in
  created_at TIMESTAMPTZ NOT NULL,
  done_at TIMESTAMPTZ
);
CREATE INDEX file_open ON file(created_at) WHERE done_at IS NULL;
CREATE TABLE file_part (
  file_id UUID NOT NULL REFERENCES file(id) ON DELETE CASCADE,
  start BIGINT NOT NULL,
  data BYTEA NOT NULL,
  PRIMARY KEY (file_id, start)
);

-- +goose Down
DROP TABLE file_part;
DROP TABLE file;
