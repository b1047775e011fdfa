-- +goose Up
-- Types are such as both engines know. Times are UTC; JSON is kept as text; flags are 0 and 1 in SQLite.

CREATE TABLE unit (
  id UUID PRIMARY KEY,
  parent_id UUID REFERENCES unit(id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  path TEXT NOT NULL,          -- the identifiers from the root to this unit, each followed by /
  version BIGINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX unit_name ON unit(parent_id, name);
CREATE INDEX unit_path ON unit(path);

-- Which unit answers for a link of the chain, for customers served in a unit or below it.
CREATE TABLE answers (
  link TEXT NOT NULL,
  for_unit_id UUID NOT NULL REFERENCES unit(id),
  unit_id UUID NOT NULL REFERENCES unit(id),
  PRIMARY KEY (link, for_unit_id)
);

CREATE TABLE staff (
  id UUID PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  unit_id UUID NOT NULL REFERENCES unit(id),
  password TEXT NOT NULL,
  locale TEXT NOT NULL,
  disabled BOOLEAN NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX staff_unit ON staff(unit_id);

CREATE TABLE post (
  staff_id UUID NOT NULL REFERENCES staff(id),
  role TEXT NOT NULL,
  unit_id UUID NOT NULL REFERENCES unit(id),
  scope TEXT NOT NULL,         -- own, unit, subtree, all
  PRIMARY KEY (staff_id, role, unit_id)
);
CREATE INDEX post_unit ON post(unit_id, role);

CREATE TABLE session (
  token TEXT PRIMARY KEY,      -- SHA-256 of the cookie
  staff_id UUID NOT NULL REFERENCES staff(id),
  csrf TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  seen_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX session_staff ON session(staff_id);

CREATE TABLE api_token (
  id UUID PRIMARY KEY,
  staff_id UUID NOT NULL REFERENCES staff(id),
  name TEXT NOT NULL,
  token TEXT NOT NULL UNIQUE,  -- SHA-256 of the token
  created_at TIMESTAMPTZ NOT NULL,
  last_used_at TIMESTAMPTZ,
  expires_at TIMESTAMPTZ
);
CREATE INDEX api_token_staff ON api_token(staff_id);

-- Counts failures (wrong passwords, guessed codes) by what was tried and by where from.
CREATE TABLE throttle (
  name TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  until TIMESTAMPTZ NOT NULL
);

CREATE TABLE audit (
  seq BIGINT PRIMARY KEY,
  at TIMESTAMPTZ NOT NULL,
  actor_id UUID,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  object_id TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash TEXT NOT NULL           -- over this row and the hash before it
);
CREATE TABLE audit_head (
  id INTEGER PRIMARY KEY,
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL
);
INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '');

CREATE TABLE customer (
  id UUID PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  tier TEXT NOT NULL,
  industry TEXT NOT NULL,
  unit_id UUID NOT NULL REFERENCES unit(id),
  note TEXT NOT NULL,
  note_must BOOLEAN NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX customer_name ON customer(name, id);
CREATE INDEX customer_unit ON customer(unit_id, name, id);

CREATE TABLE contact (
  id UUID PRIMARY KEY,
  customer_id UUID NOT NULL REFERENCES customer(id),
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  main BOOLEAN NOT NULL
);
CREATE INDEX contact_customer ON contact(customer_id);

CREATE TABLE site (
  id UUID PRIMARY KEY,
  customer_id UUID NOT NULL REFERENCES customer(id),
  name TEXT NOT NULL,
  area TEXT NOT NULL,
  address TEXT NOT NULL,
  lat DOUBLE PRECISION NOT NULL,
  lon DOUBLE PRECISION NOT NULL,
  height_m DOUBLE PRECISION NOT NULL
);
CREATE INDEX site_customer ON site(customer_id);

CREATE TABLE terminal (
  id UUID PRIMARY KEY,
  customer_id UUID NOT NULL REFERENCES customer(id),
  site_id UUID REFERENCES site(id),
  number TEXT NOT NULL,
  imei TEXT NOT NULL,
  sim TEXT NOT NULL,
  serial TEXT NOT NULL,
  product TEXT NOT NULL,
  maker TEXT NOT NULL,
  model TEXT NOT NULL,
  satellite TEXT NOT NULL,
  satellite_lon DOUBLE PRECISION,
  beam TEXT NOT NULL,
  gateway TEXT NOT NULL,
  antenna TEXT NOT NULL,
  firmware TEXT NOT NULL,
  state TEXT NOT NULL
);
CREATE INDEX terminal_customer ON terminal(customer_id);

CREATE TABLE subscription (
  id UUID PRIMARY KEY,
  customer_id UUID NOT NULL REFERENCES customer(id),
  terminal_id UUID REFERENCES terminal(id),
  product TEXT NOT NULL,
  plan TEXT NOT NULL,
  state TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL
);
CREATE INDEX subscription_customer ON subscription(customer_id);

-- Every number by which a caller can be found: phone, terminal number, SIM, IMEI, serial.
CREATE TABLE identifier (
  value TEXT NOT NULL,         -- digits and capital letters only
  kind TEXT NOT NULL,
  customer_id UUID NOT NULL REFERENCES customer(id),
  contact_id UUID REFERENCES contact(id),
  terminal_id UUID REFERENCES terminal(id)
);
CREATE INDEX identifier_value ON identifier(value);
CREATE INDEX identifier_customer ON identifier(customer_id);

-- Reference data of the loop: links, chains, kinds, categories, causes, reasons, rules; one document a part.
CREATE TABLE catalogue (
  part TEXT PRIMARY KEY,
  data TEXT NOT NULL
);

CREATE TABLE calendar (
  code TEXT PRIMARY KEY,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  zone TEXT NOT NULL,
  week TEXT NOT NULL,
  holidays BOOLEAN NOT NULL,
  version BIGINT NOT NULL
);
CREATE TABLE holiday_year (
  year INTEGER PRIMARY KEY,
  data TEXT NOT NULL           -- date,kind,name lines with their source
);

CREATE TABLE policy (
  id UUID PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  position INTEGER NOT NULL,
  conditions TEXT NOT NULL,
  calendar TEXT NOT NULL REFERENCES calendar(code),
  respond INTEGER NOT NULL,    -- minutes of the calendar, as the next three
  resolve INTEGER NOT NULL,
  accept INTEGER NOT NULL,
  finish INTEGER NOT NULL,
  warn INTEGER NOT NULL,       -- percent of the target
  active BOOLEAN NOT NULL,
  version BIGINT NOT NULL
);

CREATE TABLE number_day (
  day TEXT PRIMARY KEY,
  last BIGINT NOT NULL
);

CREATE TABLE ticket (
  id UUID PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL,          -- what the customer says together with the number
  source TEXT NOT NULL,
  external_id TEXT,
  kind TEXT NOT NULL,
  category TEXT NOT NULL,
  subject TEXT NOT NULL,
  description TEXT NOT NULL,
  channel TEXT NOT NULL,
  details TEXT NOT NULL,
  status TEXT NOT NULL,        -- open, handed, resolved, confirmed, closed, cancelled
  priority TEXT NOT NULL,
  tier TEXT NOT NULL,
  product TEXT NOT NULL,
  area TEXT NOT NULL,
  chain TEXT NOT NULL,
  customer_id UUID REFERENCES customer(id),
  contact_id UUID REFERENCES contact(id),
  contact_name TEXT NOT NULL,
  contact_phone TEXT NOT NULL,
  terminal_id UUID REFERENCES terminal(id),
  site_id UUID REFERENCES site(id),
  owner_id UUID NOT NULL REFERENCES staff(id),
  owner_unit_id UUID NOT NULL REFERENCES unit(id),
  offered_to UUID REFERENCES staff(id),
  policy TEXT NOT NULL,
  policy_why TEXT NOT NULL,
  cause TEXT NOT NULL,
  cause_link TEXT NOT NULL,
  summary TEXT NOT NULL,
  resolved_by UUID REFERENCES staff(id),
  resolved_at TIMESTAMPTZ,
  callback_outcome TEXT NOT NULL,
  callback_tries INTEGER NOT NULL,
  callback_next_at TIMESTAMPTZ,
  confirmed_via TEXT NOT NULL,
  confirmed_at TIMESTAMPTZ,
  reopened INTEGER NOT NULL,
  returns INTEGER NOT NULL,
  bounces INTEGER NOT NULL,
  customer_urges INTEGER NOT NULL,
  customer_urged_at TIMESTAMPTZ,
  strip TEXT NOT NULL,         -- the chain's links and states, for lists
  places TEXT NOT NULL,        -- the open handoffs: unit, person, for lists
  due_promise_id UUID,
  due_at TIMESTAMPTZ NOT NULL, -- the next promise to fall due; the year 9999 when none runs
  warned BOOLEAN NOT NULL,     -- a promise that still runs has warned
  late BOOLEAN NOT NULL,       -- some promise was or is broken
  rating INTEGER,
  rating_comment TEXT NOT NULL,
  rated_at TIMESTAMPTZ,
  created_by UUID REFERENCES staff(id),
  created_at TIMESTAMPTZ NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL,
  closed_at TIMESTAMPTZ,
  events INTEGER NOT NULL,     -- the sequence number of the last event
  version BIGINT NOT NULL
);
CREATE UNIQUE INDEX ticket_external ON ticket(source, external_id);
CREATE INDEX ticket_due ON ticket(status, due_at, id);
CREATE INDEX ticket_owner ON ticket(owner_id, status, due_at, id);
CREATE INDEX ticket_owner_unit ON ticket(owner_unit_id, status, due_at, id);
CREATE INDEX ticket_created ON ticket(created_at, id);
CREATE INDEX ticket_closed ON ticket(closed_at, id);
CREATE INDEX ticket_updated ON ticket(updated_at, id);
CREATE INDEX ticket_customer ON ticket(customer_id, created_at);
CREATE INDEX ticket_terminal ON ticket(terminal_id, created_at);
CREATE INDEX ticket_offered ON ticket(offered_to);

CREATE TABLE ticket_link (
  ticket_id UUID NOT NULL REFERENCES ticket(id),
  link TEXT NOT NULL,
  position INTEGER NOT NULL,
  unit_id UUID REFERENCES unit(id),
  state TEXT NOT NULL,         -- unknown, suspect, cleared, faulty
  set_by TEXT NOT NULL,
  set_unit TEXT NOT NULL,
  set_at TIMESTAMPTZ,
  evidence TEXT NOT NULL,
  times_set INTEGER NOT NULL,
  returns INTEGER NOT NULL,
  PRIMARY KEY (ticket_id, link)
);

CREATE TABLE handoff (
  id UUID PRIMARY KEY,
  ticket_id UUID NOT NULL REFERENCES ticket(id),
  unit_id UUID NOT NULL REFERENCES unit(id),
  status TEXT NOT NULL,        -- sent, accepted, returned, finished, withdrawn
  links TEXT NOT NULL,
  request TEXT NOT NULL,
  checklist TEXT NOT NULL,
  asked_by UUID NOT NULL REFERENCES staff(id),
  asked_unit_id UUID NOT NULL REFERENCES unit(id),
  invited BOOLEAN NOT NULL,
  binding BOOLEAN NOT NULL,
  assignee_id UUID REFERENCES staff(id),
  result TEXT NOT NULL,
  return_reason TEXT NOT NULL,
  return_text TEXT NOT NULL,
  urges INTEGER NOT NULL,
  last_urged_at TIMESTAMPTZ,
  due_at TIMESTAMPTZ NOT NULL, -- of the clock that now runs; the year 9999 when none runs
  created_at TIMESTAMPTZ NOT NULL,
  accepted_at TIMESTAMPTZ,
  ended_at TIMESTAMPTZ,
  version BIGINT NOT NULL
);
CREATE INDEX handoff_ticket ON handoff(ticket_id, unit_id);
CREATE INDEX handoff_inbox ON handoff(unit_id, status, due_at, id);
CREATE INDEX handoff_asked ON handoff(asked_by, status);

CREATE TABLE promise (
  id UUID PRIMARY KEY,
  ticket_id UUID NOT NULL REFERENCES ticket(id),
  handoff_id UUID REFERENCES handoff(id),
  unit_id UUID NOT NULL REFERENCES unit(id),
  kind TEXT NOT NULL,          -- respond, resolve, accept, finish
  policy TEXT NOT NULL,
  calendar TEXT NOT NULL,
  target_s BIGINT NOT NULL,
  warn INTEGER NOT NULL,
  state TEXT NOT NULL,         -- running, paused, met, missed, dropped
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  started_at TIMESTAMPTZ NOT NULL,
  resume_at TIMESTAMPTZ,
  due_at TIMESTAMPTZ,
  warn_at TIMESTAMPTZ,
  next_at TIMESTAMPTZ,         -- when the clock must be looked at: warning, breach or automatic resume
  warned_at TIMESTAMPTZ,
  breached_at TIMESTAMPTZ,
  stopped_at TIMESTAMPTZ,
  elapsed_s BIGINT NOT NULL,   -- at the last change
  log TEXT NOT NULL            -- the clock's changes, the truth from which all the above follows
);
CREATE INDEX promise_ticket ON promise(ticket_id);
CREATE INDEX promise_next ON promise(next_at);

CREATE TABLE event (
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
CREATE UNIQUE INDEX event_ticket ON event(ticket_id, seq);
CREATE INDEX event_at ON event(at);

CREATE TABLE dispute (
  id UUID PRIMARY KEY,
  ticket_id UUID NOT NULL REFERENCES ticket(id),
  link TEXT NOT NULL,
  units TEXT NOT NULL,
  supervisor_unit_id UUID NOT NULL REFERENCES unit(id),
  state TEXT NOT NULL,         -- open, decided
  decision TEXT NOT NULL,
  decided_unit_id UUID REFERENCES unit(id),
  decided_by UUID REFERENCES staff(id),
  opened_at TIMESTAMPTZ NOT NULL,
  decided_at TIMESTAMPTZ
);
CREATE INDEX dispute_ticket ON dispute(ticket_id);
CREATE INDEX dispute_state ON dispute(state, supervisor_unit_id);

-- Where a ticket stood, from when to when: the ground of the flow page.
CREATE TABLE stay (
  id UUID PRIMARY KEY,
  ticket_id UUID NOT NULL REFERENCES ticket(id),
  handoff_id UUID REFERENCES handoff(id),
  stage TEXT NOT NULL,         -- desk, queue, work, wait, callback
  unit_id UUID NOT NULL REFERENCES unit(id),
  staff_id UUID REFERENCES staff(id),
  entered_at TIMESTAMPTZ NOT NULL,
  left_at TIMESTAMPTZ,
  seconds BIGINT NOT NULL      -- 0 while it lasts
);
CREATE INDEX stay_ticket ON stay(ticket_id, left_at);
CREATE INDEX stay_unit ON stay(unit_id, stage, entered_at);
CREATE INDEX stay_stage ON stay(stage, entered_at);

-- Each passing of a ticket's matter from one unit to another.
CREATE TABLE move (
  id UUID PRIMARY KEY,
  ticket_id UUID NOT NULL REFERENCES ticket(id),
  from_unit_id UUID NOT NULL REFERENCES unit(id),
  to_unit_id UUID NOT NULL REFERENCES unit(id),
  kind TEXT NOT NULL,          -- sent, returned, invited
  back BOOLEAN NOT NULL,       -- to a unit that had this matter before
  at TIMESTAMPTZ NOT NULL
);
CREATE INDEX move_ticket ON move(ticket_id);
CREATE INDEX move_at ON move(at);

CREATE TABLE notification (
  id UUID PRIMARY KEY,
  staff_id UUID NOT NULL REFERENCES staff(id),
  at TIMESTAMPTZ NOT NULL,
  kind TEXT NOT NULL,
  ticket_id UUID NOT NULL REFERENCES ticket(id),
  data TEXT NOT NULL,
  once TEXT NOT NULL,          -- what may be told to a person only once
  read_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX notification_once ON notification(staff_id, once);
CREATE INDEX notification_staff ON notification(staff_id, at);

CREATE TABLE idempotency (
  actor TEXT NOT NULL,
  key TEXT NOT NULL,
  request TEXT NOT NULL,       -- SHA-256 of what was asked
  ticket_id UUID NOT NULL REFERENCES ticket(id),
  at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (actor, key)
);

-- The desks whose logs were imported.
CREATE TABLE import_source (
  code TEXT PRIMARY KEY,
  unit_id UUID NOT NULL REFERENCES unit(id),
  at TIMESTAMPTZ NOT NULL
);

-- +goose Down
DROP TABLE import_source;
DROP TABLE idempotency; DROP TABLE notification; DROP TABLE move; DROP TABLE stay; DROP TABLE dispute;
DROP TABLE event; DROP TABLE promise; DROP TABLE handoff; DROP TABLE ticket_link; DROP TABLE ticket;
DROP TABLE number_day; DROP TABLE policy; DROP TABLE holiday_year; DROP TABLE calendar; DROP TABLE catalogue;
DROP TABLE identifier; DROP TABLE subscription; DROP TABLE terminal; DROP TABLE site; DROP TABLE contact; DROP TABLE customer;
DROP TABLE audit_head; DROP TABLE audit; DROP TABLE throttle; DROP TABLE api_token; DROP TABLE session;
DROP TABLE post; DROP TABLE staff; DROP TABLE answers; DROP TABLE unit;
