-- Events are found by their ticket and number alone; most rows have no time or name that others look for.

-- +goose Up
CREATE TABLE event_new (
  id UUID NOT NULL,
  ticket_id UUID NOT NULL REFERENCES ticket(id),
  seq INTEGER NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  kind TEXT NOT NULL,
  audience TEXT NOT NULL,      -- public, internal
  actor_id UUID REFERENCES staff(id),
  actor TEXT NOT NULL,
  unit_id UUID REFERENCES unit(id),
  unit TEXT NOT NULL,
  handoff_id UUID REFERENCES handoff(id),
  data TEXT NOT NULL,
  PRIMARY KEY (ticket_id, seq)
) WITHOUT ROWID;
INSERT INTO event_new (id, ticket_id, seq, at, kind, audience, actor_id, actor, unit_id, unit, handoff_id, data) SELECT id, ticket_id, seq, at, kind, audience, actor_id, actor, unit_id, unit, handoff_id, data FROM event ORDER BY ticket_id, seq;
DROP TABLE event;
ALTER TABLE event_new RENAME TO event;
-- +goose StatementBegin
CREATE TRIGGER event_not_changed BEFORE UPDATE ON event BEGIN
  SELECT RAISE(ABORT, 'event is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER event_not_removed BEFORE DELETE ON event BEGIN
  SELECT RAISE(ABORT, 'event is append-only');
END;
-- +goose StatementEnd
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
CREATE TABLE event_new (
  id UUID PRIMARY KEY,
  ticket_id UUID NOT NULL REFERENCES ticket(id),
  seq INTEGER NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  kind TEXT NOT NULL,
  audience TEXT NOT NULL,      -- public, internal
  actor_id UUID REFERENCES staff(id),
  actor TEXT NOT NULL,
  unit_id UUID REFERENCES unit(id),
  unit TEXT NOT NULL,
  handoff_id UUID REFERENCES handoff(id),
  data TEXT NOT NULL
);
INSERT INTO event_new (id, ticket_id, seq, at, kind, audience, actor_id, actor, unit_id, unit, handoff_id, data) SELECT id, ticket_id, seq, at, kind, audience, actor_id, actor, unit_id, unit, handoff_id, data FROM event;
DROP TABLE event;
ALTER TABLE event_new RENAME TO event;
CREATE UNIQUE INDEX event_ticket ON event(ticket_id, seq);
CREATE INDEX event_at ON event(at);
-- +goose StatementBegin
CREATE TRIGGER event_not_changed BEFORE UPDATE ON event BEGIN
  SELECT RAISE(ABORT, 'event is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER event_not_removed BEFORE DELETE ON event BEGIN
  SELECT RAISE(ABORT, 'event is append-only');
END;
-- +goose StatementEnd
