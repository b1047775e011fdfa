-- +goose Up
-- One row, written now and then to see whether writing works.
CREATE TABLE pulse (
  id INTEGER PRIMARY KEY,
  at TIMESTAMPTZ NOT NULL,
  ballast TEXT                 -- what takes room, to see whether there is any again
);

-- When a message should have gone out first: tries that fail put due_at off, but not this.
ALTER TABLE outgoing ADD COLUMN since TIMESTAMPTZ;
UPDATE outgoing SET since = created_at;
CREATE INDEX outgoing_since ON outgoing(state, since);
CREATE INDEX outgoing_sent ON outgoing(sent_at);

-- What is wrong with the house itself and of which its keepers have been told; gone when it is over.
CREATE TABLE alarm (
  kind TEXT PRIMARY KEY,       -- outgoing.stuck
  id UUID NOT NULL,
  at TIMESTAMPTZ NOT NULL
);

-- Where a person lives by the clock, when his daily mail comes, and whether what is urgent may break his peace.
ALTER TABLE notice_setting ADD COLUMN zone TEXT NOT NULL DEFAULT 'Asia/Shanghai';
ALTER TABLE notice_setting ADD COLUMN digest_at TEXT NOT NULL DEFAULT '08:00';
ALTER TABLE notice_setting ADD COLUMN urgent BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE notice_setting ADD COLUMN urgent_at TIMESTAMPTZ; -- when the next urgent mail is made up
ALTER TABLE notification ADD COLUMN urgent BOOLEAN NOT NULL DEFAULT FALSE;

-- What concerns the house and no ticket has none.
ALTER TABLE notification ADD COLUMN about UUID REFERENCES ticket(id);
UPDATE notification SET about = ticket_id;
ALTER TABLE notification DROP COLUMN ticket_id;
ALTER TABLE notification RENAME COLUMN about TO ticket_id;

-- +goose Down
DELETE FROM notification WHERE ticket_id IS NULL;
ALTER TABLE notification DROP COLUMN urgent;
ALTER TABLE notice_setting DROP COLUMN urgent_at;
ALTER TABLE notice_setting DROP COLUMN urgent;
ALTER TABLE notice_setting DROP COLUMN digest_at;
ALTER TABLE notice_setting DROP COLUMN zone;
DROP TABLE alarm;
DROP INDEX outgoing_sent;
DROP INDEX outgoing_since;
ALTER TABLE outgoing DROP COLUMN since;
DROP TABLE pulse;
