-- +goose Up
-- Tickets that have to do with each other: ticket_id was merged into other_id, or split off from it.
CREATE TABLE ticket_relation (
  ticket_id UUID NOT NULL REFERENCES ticket(id),
  other_id UUID NOT NULL REFERENCES ticket(id),
  kind TEXT NOT NULL,          -- merged, split
  by_id UUID REFERENCES staff(id),
  at TIMESTAMPTZ NOT NULL,
  data TEXT NOT NULL,          -- what undoing it needs
  PRIMARY KEY (ticket_id, kind, other_id)
);
CREATE INDEX ticket_relation_other ON ticket_relation(other_id, kind);
CREATE UNIQUE INDEX ticket_relation_merged ON ticket_relation(ticket_id) WHERE kind = 'merged';

-- Free words on tickets, for filters and suggestions; the ticket repeats its own.
CREATE TABLE ticket_tag (
  ticket_id UUID NOT NULL REFERENCES ticket(id),
  tag TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (ticket_id, tag)
);
CREATE INDEX ticket_tag_tag ON ticket_tag(tag, ticket_id);
CREATE INDEX ticket_tag_at ON ticket_tag(at);
ALTER TABLE ticket ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';

-- Who is told of what happens on a ticket, beside those who have to do with it.
CREATE TABLE ticket_watch (
  ticket_id UUID NOT NULL REFERENCES ticket(id),
  staff_id UUID NOT NULL REFERENCES staff(id),
  added_by UUID REFERENCES staff(id), -- null: himself
  at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (ticket_id, staff_id)
);
CREATE INDEX ticket_watch_staff ON ticket_watch(staff_id, ticket_id);

-- +goose Down
DROP TABLE ticket_watch;
ALTER TABLE ticket DROP COLUMN tags;
DROP TABLE ticket_tag;
DROP TABLE ticket_relation;
