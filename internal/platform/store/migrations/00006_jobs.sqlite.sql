-- +goose Up
-- The table that goqite expects: work to be done in the background.
CREATE TABLE goqite (
  id TEXT PRIMARY KEY DEFAULT ('m_' || lower(hex(randomblob(16)))),
  created TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  queue TEXT NOT NULL,
  body BYTEA NOT NULL,
  timeout TEXT NOT NULL,
  received INTEGER NOT NULL DEFAULT 0,
  priority INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX goqite_next ON goqite(queue, priority DESC, created);

-- +goose Down
DROP TABLE goqite;
