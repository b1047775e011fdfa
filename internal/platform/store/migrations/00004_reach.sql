-- +goose Up
-- Who may see a ticket: the units and the staff that have to do with it. Lists and permissions read from it.
CREATE TABLE ticket_reach (
  ticket_id UUID NOT NULL REFERENCES ticket(id),
  scope_id UUID NOT NULL,      -- a unit or a member of staff
  active BOOLEAN NOT NULL,     -- as the ticket is
  due_at TIMESTAMPTZ NOT NULL, -- of the ticket
  PRIMARY KEY (ticket_id, scope_id)
);
INSERT INTO ticket_reach
SELECT ticket_id, scope_id, status IN ('open', 'handed', 'resolved', 'confirmed'), due_at
FROM (
  SELECT id AS ticket_id, owner_id AS scope_id FROM ticket
  UNION SELECT id, offered_to FROM ticket WHERE offered_to IS NOT NULL
  UNION SELECT id, created_by FROM ticket WHERE created_by IS NOT NULL
  UNION SELECT id, owner_unit_id FROM ticket
  UNION SELECT ticket_id, unit_id FROM handoff
) AS scopes JOIN ticket ON ticket.id = scopes.ticket_id;
CREATE INDEX ticket_reach_due ON ticket_reach(scope_id, active, due_at, ticket_id);
DROP INDEX ticket_due;
CREATE INDEX ticket_due ON ticket(due_at, id);
CREATE INDEX ticket_active ON ticket(due_at, id) WHERE status IN ('open', 'handed', 'resolved', 'confirmed');

-- +goose Down
DROP INDEX ticket_active;
DROP INDEX ticket_due;
CREATE INDEX ticket_due ON ticket(status, due_at, id);
DROP TABLE ticket_reach;
