-- +goose Up
-- What the front desk writes with. A template is offered where a matter of its category is taken in.
CREATE TABLE template (
  category TEXT PRIMARY KEY,
  subject_zh TEXT NOT NULL,
  subject_en TEXT NOT NULL,
  description_zh TEXT NOT NULL,
  description_en TEXT NOT NULL,
  version BIGINT NOT NULL
);

-- A phrase is text with variables; with actions it is a macro.
CREATE TABLE phrase (
  id UUID PRIMARY KEY,
  scope TEXT NOT NULL,             -- own, unit (and those below it), all
  owner_id UUID NOT NULL REFERENCES staff(id),
  unit_id UUID REFERENCES unit(id), -- where scope is unit
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  written_as TEXT NOT NULL,        -- reply, note, or either
  actions TEXT NOT NULL,
  position INTEGER NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX phrase_owner ON phrase(owner_id, scope);
CREATE INDEX phrase_unit ON phrase(unit_id) WHERE scope = 'unit';

-- What somebody has typed and not sent. Versions grow with time and are not used twice.
CREATE TABLE draft (
  staff_id UUID NOT NULL REFERENCES staff(id),
  kind TEXT NOT NULL,              -- reply, note: thing is the ticket; intake: thing is the draft's own key
  thing TEXT NOT NULL,
  data TEXT NOT NULL,
  version BIGINT NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (staff_id, kind, thing)
);
CREATE INDEX draft_updated ON draft(updated_at);

-- What a repeated reply, note or macro wrote the first time.
ALTER TABLE idempotency ADD COLUMN event_seq INTEGER NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE idempotency DROP COLUMN event_seq;
DROP TABLE draft; DROP TABLE phrase; DROP TABLE template;
