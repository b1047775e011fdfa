-- +goose Up
-- Filters and order of a list that somebody has given a name, for himself or for his unit and those below it.
CREATE TABLE saved_view (
  id UUID PRIMARY KEY,
  owner_id UUID NOT NULL REFERENCES staff(id),
  unit_id UUID NOT NULL REFERENCES unit(id),
  name TEXT NOT NULL,
  query TEXT NOT NULL,         -- as the address of the list has it
  shared BOOLEAN NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX saved_view_owner ON saved_view(owner_id);
CREATE INDEX saved_view_unit ON saved_view(unit_id) WHERE shared;

-- +goose Down
DROP TABLE saved_view;
