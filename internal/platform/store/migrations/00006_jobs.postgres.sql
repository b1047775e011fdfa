-- +goose Up
-- The table that goqite expects: work to be done in the background.
CREATE TABLE goqite (
  id TEXT PRIMARY KEY DEFAULT ('m_' || gen_random_uuid()),
  created TIMESTAMPTZ NOT NULL DEFAULT now(),
  queue TEXT NOT NULL,
  body BYTEA NOT NULL,
  timeout TIMESTAMPTZ NOT NULL,
  received INTEGER NOT NULL DEFAULT 0,
  priority INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX goqite_next ON goqite(queue, priority DESC, created);

-- +goose Down
DROP TABLE goqite;
