-- +goose Up
-- What a customer's plan of service is called, and how he came to it.
CREATE TABLE service_plan (
  id UUID PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  about TEXT NOT NULL,
  position BIGINT NOT NULL,    -- the first whose segment a customer belongs to is his
  segment TEXT,                -- the rules; null: only who is given it by hand or contract
  channels TEXT NOT NULL,
  manager_id UUID REFERENCES staff(id),
  tasks TEXT NOT NULL,
  active BOOLEAN NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE plan_member (
  id UUID PRIMARY KEY,
  plan_id UUID NOT NULL REFERENCES service_plan(id),
  customer_id UUID NOT NULL REFERENCES customer(id),
  via TEXT NOT NULL,           -- segment, contract, hand
  joined_at TIMESTAMPTZ NOT NULL,
  left_at TIMESTAMPTZ
);
CREATE INDEX plan_member_customer ON plan_member(customer_id, joined_at);
CREATE INDEX plan_member_plan ON plan_member(plan_id, left_at, customer_id);
ALTER TABLE customer ADD COLUMN service_plan TEXT NOT NULL DEFAULT '';     -- the one that holds
ALTER TABLE customer ADD COLUMN service_plan_set TEXT NOT NULL DEFAULT ''; -- the one set by hand
ALTER TABLE contract ADD COLUMN service_plan TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket ADD COLUMN service_plan TEXT NOT NULL DEFAULT '';       -- of its customer when it was filed
CREATE INDEX customer_service_plan ON customer(service_plan, name, id) WHERE service_plan <> '';

-- Sorts of tasks that the operator has named; the usual ones stand in the program.
CREATE TABLE care_kind (
  code TEXT PRIMARY KEY,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  active BOOLEAN NOT NULL,
  version BIGINT NOT NULL
);
CREATE TABLE care_task (
  id UUID PRIMARY KEY,
  customer_id UUID NOT NULL REFERENCES customer(id),
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  raised_by TEXT NOT NULL,     -- who of the customer's
  channel TEXT NOT NULL,
  ticket_id UUID REFERENCES ticket(id),
  owner_id UUID REFERENCES staff(id), -- none: whoever of the unit takes it
  unit_id UUID NOT NULL REFERENCES unit(id),
  due_on TEXT NOT NULL,
  state TEXT NOT NULL,         -- open, done, won, lost, dropped
  result TEXT NOT NULL,
  done_on TEXT NOT NULL,
  done_by UUID REFERENCES staff(id),
  plan_id UUID REFERENCES service_plan(id),
  once TEXT UNIQUE,            -- what a plan asks for only once
  told_late BOOLEAN NOT NULL,
  created_by UUID REFERENCES staff(id),
  created_at TIMESTAMPTZ NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX care_task_customer ON care_task(customer_id, state, due_on);
CREATE INDEX care_task_owner ON care_task(owner_id, state, due_on, id);
CREATE INDEX care_task_unit ON care_task(unit_id, state, due_on, id);
CREATE INDEX care_task_due ON care_task(due_on, id);
CREATE INDEX care_task_late ON care_task(due_on) WHERE state = 'open' AND NOT told_late;
CREATE INDEX care_task_plan ON care_task(plan_id, state, due_on) WHERE plan_id IS NOT NULL;
CREATE INDEX care_task_ticket ON care_task(ticket_id) WHERE ticket_id IS NOT NULL;
CREATE TABLE visit (
  id UUID PRIMARY KEY,
  customer_id UUID NOT NULL REFERENCES customer(id),
  site_id UUID REFERENCES site(id),
  ticket_id UUID REFERENCES ticket(id),
  staff_id UUID NOT NULL REFERENCES staff(id),
  day TEXT NOT NULL,           -- planned for; made on
  state TEXT NOT NULL,         -- planned, made, cancelled
  purpose TEXT NOT NULL,
  result TEXT NOT NULL,
  created_by UUID REFERENCES staff(id),
  created_at TIMESTAMPTZ NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX visit_customer ON visit(customer_id, day);
-- How far the customers have been gone through for their plans and tasks. One row; whoever works on it holds it.
CREATE TABLE care_round (
  id BIGINT PRIMARY KEY,
  day TEXT NOT NULL,           -- of the round
  after TEXT NOT NULL,         -- the customer with whom it has come so far
  done BOOLEAN NOT NULL
);

-- +goose Down
DROP TABLE care_round; DROP TABLE visit; DROP TABLE care_task; DROP TABLE care_kind;
DROP INDEX customer_service_plan;
ALTER TABLE ticket DROP COLUMN service_plan; ALTER TABLE contract DROP COLUMN service_plan;
ALTER TABLE customer DROP COLUMN service_plan_set; ALTER TABLE customer DROP COLUMN service_plan;
DROP TABLE plan_member; DROP TABLE service_plan;
