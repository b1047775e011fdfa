-- +goose Up
-- Every message that leaves the house, by whatever way, with what has become of it.
CREATE TABLE outgoing (
  id UUID PRIMARY KEY,
  via TEXT NOT NULL,           -- mail
  recipient TEXT NOT NULL,     -- the address
  staff_id UUID REFERENCES staff(id),
  ticket_id UUID REFERENCES ticket(id),
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL,         -- waiting, sending, sent, failed, cancelled
  tries INTEGER NOT NULL,
  reason TEXT NOT NULL,        -- why the last try failed
  due_at TIMESTAMPTZ NOT NULL, -- when it is tried next
  begun_at TIMESTAMPTZ,        -- when the last try began
  sent_at TIMESTAMPTZ,
  once TEXT NOT NULL UNIQUE,   -- what is told only once
  created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX outgoing_state ON outgoing(state, id);
CREATE INDEX outgoing_due ON outgoing(state, due_at);

-- How a person wants to be told outside the console.
ALTER TABLE staff ADD COLUMN email TEXT NOT NULL DEFAULT '';
CREATE TABLE notice_setting (
  staff_id UUID PRIMARY KEY REFERENCES staff(id),
  mail TEXT NOT NULL,          -- off, soon, hourly, daily
  quiet_from TEXT NOT NULL,    -- 22:00; both empty: never quiet
  quiet_to TEXT NOT NULL,
  since TIMESTAMPTZ NOT NULL,  -- what was told before is not mailed
  next_at TIMESTAMPTZ          -- when the next mail is made up; null when there is nothing to tell
);
ALTER TABLE notification ADD COLUMN mailed_at TIMESTAMPTZ;

-- +goose Down
ALTER TABLE notification DROP COLUMN mailed_at;
DROP TABLE notice_setting;
ALTER TABLE staff DROP COLUMN email;
DROP TABLE outgoing;
