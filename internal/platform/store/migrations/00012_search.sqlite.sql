-- +goose Up
-- What is searched. All of it follows from the other tables and can be made anew: no backup has it.
-- search_due: what must be looked at again because it has changed. With via, all of the kind that show something
-- of that other object, from after on.
CREATE TABLE search_due (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
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
  id INTEGER PRIMARY KEY,
  object_id UUID NOT NULL UNIQUE
);
CREATE VIRTUAL TABLE search_ticket_words USING fts5(words, content='', contentless_delete=1, tokenize='ascii');
CREATE TABLE search_customer (
  id INTEGER PRIMARY KEY,
  object_id UUID NOT NULL UNIQUE
);
CREATE VIRTUAL TABLE search_customer_words USING fts5(words, content='', contentless_delete=1, tokenize='ascii');
CREATE TABLE search_terminal (
  id INTEGER PRIMARY KEY,
  object_id UUID NOT NULL UNIQUE
);
CREATE VIRTUAL TABLE search_terminal_words USING fts5(words, content='', contentless_delete=1, tokenize='ascii');

-- +goose Down
DROP TABLE search_ticket_words; DROP TABLE search_ticket;
DROP TABLE search_customer_words; DROP TABLE search_customer;
DROP TABLE search_terminal_words; DROP TABLE search_terminal;
DROP TABLE search_build; DROP TABLE search_due;
