-- +goose Up
-- What belongs to a ticket besides words. Its event is appended once the file is whole.
CREATE TABLE attachment (
  id UUID PRIMARY KEY,
  ticket_id UUID NOT NULL REFERENCES ticket(id),
  handoff_id UUID REFERENCES handoff(id),
  file_id UUID NOT NULL REFERENCES file(id) ON DELETE CASCADE,
  audience TEXT NOT NULL,      -- public, internal
  by_id UUID REFERENCES staff(id), -- null: the customer
  by_name TEXT NOT NULL,
  by_unit TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX attachment_ticket ON attachment(ticket_id);
CREATE INDEX attachment_file ON attachment(file_id);

-- +goose Down
DROP TABLE attachment;
