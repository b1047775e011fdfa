-- +goose Up
-- Who was urged and has not reacted yet: the unit of a handoff by the desk, the desk by the customer.
ALTER TABLE handoff ADD COLUMN urged BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE ticket ADD COLUMN urged BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE handoff SET urged = TRUE WHERE status = 'sent' AND last_urged_at IS NOT NULL;
UPDATE ticket SET urged = TRUE WHERE status IN ('open', 'handed') AND customer_urged_at IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM event WHERE event.ticket_id = ticket.id AND event.at > ticket.customer_urged_at AND event.actor_id IS NOT NULL);
CREATE INDEX handoff_urged ON handoff(unit_id, ticket_id) WHERE urged;
CREATE INDEX ticket_urged ON ticket(owner_unit_id, id) WHERE urged;

-- What a unit has now, by what is left of its clock, and what is pressing: small beside all that has ended.
CREATE INDEX handoff_open ON handoff(unit_id, due_at, id) WHERE status IN ('sent', 'accepted');
CREATE INDEX handoff_open_due ON handoff(due_at, id) WHERE status IN ('sent', 'accepted');
CREATE INDEX handoff_open_stage ON handoff(unit_id, status, created_at, ticket_id) WHERE status IN ('sent', 'accepted');
CREATE INDEX handoff_assignee ON handoff(assignee_id, ticket_id) WHERE status IN ('sent', 'accepted');
CREATE INDEX promise_pressing ON promise(unit_id, due_at, ticket_id) WHERE state = 'running' AND (warned_at IS NOT NULL OR breached_at IS NOT NULL);

-- One action on many tickets, with what became of each.
CREATE TABLE bulk (
  id UUID PRIMARY KEY,
  staff_id UUID NOT NULL REFERENCES staff(id),
  key TEXT NOT NULL,           -- what makes a repeated call the same one
  request TEXT NOT NULL,       -- SHA-256 of what was asked
  action TEXT NOT NULL,
  input TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  done_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX bulk_key ON bulk(staff_id, key);
CREATE TABLE bulk_item (
  bulk_id UUID NOT NULL REFERENCES bulk(id),
  pos INTEGER NOT NULL,
  ticket_id UUID NOT NULL,     -- may be one that does not exist, or not for this person
  handoff_id UUID REFERENCES handoff(id),
  from_id UUID REFERENCES staff(id), -- who had it
  to_id UUID REFERENCES staff(id),   -- who gets it
  state TEXT NOT NULL,         -- waiting, done, refused
  why TEXT NOT NULL,           -- why it was refused, in both languages
  at TIMESTAMPTZ,
  PRIMARY KEY (bulk_id, pos)
);
CREATE INDEX bulk_item_waiting ON bulk_item(bulk_id, pos) WHERE state = 'waiting';

-- +goose Down
DROP TABLE bulk_item; DROP TABLE bulk;
DROP INDEX promise_pressing; DROP INDEX handoff_assignee; DROP INDEX handoff_open_stage; DROP INDEX handoff_open_due; DROP INDEX handoff_open;
DROP INDEX ticket_urged; DROP INDEX handoff_urged;
ALTER TABLE ticket DROP COLUMN urged; ALTER TABLE handoff DROP COLUMN urged;
