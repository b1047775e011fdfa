-- Events are found by their ticket and number alone; most rows have no time or name that others look for.

-- +goose Up
DROP INDEX event_at;
ALTER TABLE event DROP CONSTRAINT event_pkey;
ALTER TABLE event ADD PRIMARY KEY USING INDEX event_ticket;
DROP INDEX promise_next;
CREATE INDEX promise_next ON promise(next_at) WHERE next_at IS NOT NULL;
DROP INDEX ticket_offered;
CREATE INDEX ticket_offered ON ticket(offered_to) WHERE offered_to IS NOT NULL;
DROP INDEX ticket_external;
CREATE UNIQUE INDEX ticket_external ON ticket(source, external_id) WHERE external_id IS NOT NULL;
DROP INDEX ticket_closed;
CREATE INDEX ticket_closed ON ticket(closed_at, id) WHERE closed_at IS NOT NULL;

-- +goose Down
DROP INDEX ticket_closed;
CREATE INDEX ticket_closed ON ticket(closed_at, id);
DROP INDEX ticket_external;
CREATE UNIQUE INDEX ticket_external ON ticket(source, external_id);
DROP INDEX ticket_offered;
CREATE INDEX ticket_offered ON ticket(offered_to);
DROP INDEX promise_next;
CREATE INDEX promise_next ON promise(next_at);
ALTER TABLE event DROP CONSTRAINT event_ticket;
ALTER TABLE event ADD PRIMARY KEY (id);
CREATE UNIQUE INDEX event_ticket ON event(ticket_id, seq);
CREATE INDEX event_at ON event(at);
