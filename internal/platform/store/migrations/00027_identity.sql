-- +goose Up
-- By which documents customers have shown who they are. A number is sealed; number_print finds equal ones (a keyed
-- fingerprint), number_mask is what is shown of it.
CREATE TABLE identity_evidence (
  id UUID PRIMARY KEY,
  customer_id UUID NOT NULL REFERENCES customer(id),
  terminal_id UUID REFERENCES terminal(id), -- of a user: of which terminal
  role TEXT NOT NULL,          -- holder, responsible, user, agent
  kind TEXT NOT NULL,
  number_sealed TEXT NOT NULL,
  number_print TEXT NOT NULL,
  number_mask TEXT NOT NULL,
  holder TEXT NOT NULL,
  issuer TEXT NOT NULL,
  valid_until TEXT NOT NULL,   -- a day; empty: without end
  purpose TEXT NOT NULL,
  how TEXT NOT NULL,           -- face, video, online, agent
  card TEXT NOT NULL,          -- usual, iot, industry
  card_use TEXT NOT NULL,
  dealer TEXT NOT NULL,        -- the agent that took it in
  unit_id UUID NOT NULL REFERENCES unit(id), -- where it was checked
  checked_by UUID REFERENCES staff(id),
  checked_by_name TEXT NOT NULL,
  checked_at TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ,        -- replaced or withdrawn
  end_reason TEXT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX identity_evidence_customer ON identity_evidence(customer_id, checked_at);
CREATE INDEX identity_evidence_print ON identity_evidence(number_print);
CREATE INDEX identity_evidence_until ON identity_evidence(valid_until) WHERE ended_at IS NULL AND valid_until <> '';
CREATE INDEX identity_evidence_checked ON identity_evidence(checked_at) WHERE ended_at IS NULL;

-- That a customer must show anew who he is, and how far that has come.
CREATE TABLE identity_task (
  id UUID PRIMARY KEY,
  customer_id UUID NOT NULL REFERENCES customer(id),
  terminal_id UUID REFERENCES terminal(id), -- it is about this one alone
  reason TEXT NOT NULL,        -- expiry, periodic, transfer, missing, doubt
  note TEXT NOT NULL,
  state TEXT NOT NULL,         -- open, noticed, limited, suspended, done, cancelled
  due_on TEXT NOT NULL,        -- by when the customer must have been checked
  step_on TEXT NOT NULL,       -- from when on the next step may be taken; empty: there is none
  unit_id UUID NOT NULL REFERENCES unit(id),
  opened_at TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ,
  version BIGINT NOT NULL
);
CREATE INDEX identity_task_customer ON identity_task(customer_id, opened_at);
CREATE INDEX identity_task_due ON identity_task(due_on, id) WHERE ended_at IS NULL;
CREATE INDEX identity_task_step ON identity_task(step_on) WHERE ended_at IS NULL AND step_on <> '';

CREATE TABLE identity_step (
  id UUID PRIMARY KEY,
  task_id UUID NOT NULL REFERENCES identity_task(id),
  seq BIGINT NOT NULL,         -- the version of the check that it made
  at TIMESTAMPTZ NOT NULL,
  by_id UUID REFERENCES staff(id), -- none: the rule
  by_name TEXT NOT NULL,
  step TEXT NOT NULL,          -- open, notice, limit, suspend, restore, verify, cancel
  reason TEXT NOT NULL,
  via TEXT NOT NULL,           -- how the customer was told: mail, phone, letter, visit; empty: he was not
  told TEXT NOT NULL           -- what he was told
);
CREATE UNIQUE INDEX identity_step_task ON identity_step(task_id, seq);

-- The rules of the operator: one document, of which every version is kept.
CREATE TABLE identity_rules (
  version BIGINT PRIMARY KEY,
  value TEXT NOT NULL,         -- JSON
  at TIMESTAMPTZ NOT NULL,
  by_name TEXT NOT NULL
);

-- +goose Down
DROP TABLE identity_rules;
DROP TABLE identity_step;
DROP TABLE identity_task;
DROP TABLE identity_evidence;
