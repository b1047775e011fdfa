-- +goose Up
-- What is searched. All of it follows from the other tables and can be made anew: no backup has it.
-- search_due: what must be looked at again because it has changed. With via, all of the kind that show something
-- of that other object, from after on.
CREATE TABLE search_due (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind TEXT NOT NULL,          -- ticket, customer, terminal
  object_id UUID NOT NULL,
  via TEXT NOT NULL DEFAULT '',
  after UUID
);
-- How far each kind has been gone through from the newest on; without a row, not at all.
CREATE TABLE search_build (
  kind TEXT PRIMARY KEY,
  before UUID,                 -- what comes before it is still to do
  done BOOLEAN NOT NULL
);
-- The documents; their numbers grow with the time at which the object was made.
CREATE TABLE search_ticket (
  id BIGINT PRIMARY KEY,
  object_id UUID NOT NULL UNIQUE,
  words TSVECTOR NOT NULL
);
CREATE INDEX search_ticket_words ON search_ticket USING GIN (words) WITH (gin_pending_list_limit = 1024);
CREATE TABLE search_customer (
  id BIGINT PRIMARY KEY,
  object_id UUID NOT NULL UNIQUE,
  words TSVECTOR NOT NULL
);
CREATE INDEX search_customer_words ON search_customer USING GIN (words) WITH (gin_pending_list_limit = 1024);
CREATE TABLE search_terminal (
  id BIGINT PRIMARY KEY,
  object_id UUID NOT NULL UNIQUE,
  words TSVECTOR NOT NULL
);
CREATE INDEX search_terminal_words ON search_terminal USING GIN (words) WITH (gin_pending_list_limit = 1024);

-- +goose Down
DROP TABLE search_ticket;
DROP TABLE search_customer;
DROP TABLE search_terminal;
DROP TABLE search_build; DROP TABLE search_due;
