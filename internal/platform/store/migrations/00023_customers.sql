-- +goose Up
-- The tier that a customer has of his own; tier itself is the best of it and of his contracts that run.
ALTER TABLE customer ADD COLUMN base_tier TEXT NOT NULL DEFAULT '';
ALTER TABLE customer ADD COLUMN manager_id UUID REFERENCES staff(id); -- the account manager
ALTER TABLE customer ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE customer ADD COLUMN locale TEXT NOT NULL DEFAULT 'zh';
ALTER TABLE customer ADD COLUMN updated_at TIMESTAMPTZ NOT NULL DEFAULT '2026-01-01 00:00:00+00:00';
UPDATE customer SET base_tier = tier, updated_at = created_at;
ALTER TABLE customer ADD COLUMN merged_into UUID REFERENCES customer(id); -- who goes on in his place
CREATE INDEX customer_manager ON customer(manager_id, name, id);
CREATE TABLE customer_merge (
  id UUID PRIMARY KEY,
  customer_id UUID NOT NULL REFERENCES customer(id),
  into_id UUID NOT NULL REFERENCES customer(id),
  at TIMESTAMPTZ NOT NULL,
  by_id UUID REFERENCES staff(id),
  by_name TEXT NOT NULL,
  reason TEXT NOT NULL,
  moved TEXT NOT NULL,         -- by table the rows that went over
  undone_at TIMESTAMPTZ
);
CREATE INDEX customer_merge_customer ON customer_merge(customer_id);
CREATE INDEX customer_merge_into ON customer_merge(into_id);
CREATE INDEX identifier_same ON identifier(kind, value, customer_id);

-- What is kept for a customer is changed under a version of its own.
ALTER TABLE contact ADD COLUMN duties TEXT NOT NULL DEFAULT '[]';
ALTER TABLE contact ADD COLUMN portal TEXT NOT NULL DEFAULT 'none'; -- none, view, report, manage
ALTER TABLE contact ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE contact ADD COLUMN created_at TIMESTAMPTZ NOT NULL DEFAULT '2026-01-01 00:00:00+00:00';
ALTER TABLE contact ADD COLUMN updated_at TIMESTAMPTZ NOT NULL DEFAULT '2026-01-01 00:00:00+00:00';

ALTER TABLE site ADD COLUMN zone TEXT NOT NULL DEFAULT 'Asia/Shanghai';
ALTER TABLE site ADD COLUMN access TEXT NOT NULL DEFAULT ''; -- how one gets there, and who opens
ALTER TABLE site ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE site ADD COLUMN created_at TIMESTAMPTZ NOT NULL DEFAULT '2026-01-01 00:00:00+00:00';
ALTER TABLE site ADD COLUMN updated_at TIMESTAMPTZ NOT NULL DEFAULT '2026-01-01 00:00:00+00:00';

ALTER TABLE terminal ADD COLUMN antenna_m DOUBLE PRECISION NOT NULL DEFAULT 0;
ALTER TABLE terminal ADD COLUMN buc TEXT NOT NULL DEFAULT '';
ALTER TABLE terminal ADD COLUMN lnb TEXT NOT NULL DEFAULT '';
ALTER TABLE terminal ADD COLUMN modem TEXT NOT NULL DEFAULT '';
ALTER TABLE terminal ADD COLUMN golden TEXT; -- the settings and readings with which it is known to work
ALTER TABLE terminal ADD COLUMN installed_on TEXT NOT NULL DEFAULT '';
ALTER TABLE terminal ADD COLUMN warranty_until TEXT NOT NULL DEFAULT '';
ALTER TABLE terminal ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE terminal ADD COLUMN created_at TIMESTAMPTZ NOT NULL DEFAULT '2026-01-01 00:00:00+00:00';
ALTER TABLE terminal ADD COLUMN updated_at TIMESTAMPTZ NOT NULL DEFAULT '2026-01-01 00:00:00+00:00';
CREATE INDEX terminal_site ON terminal(site_id);
CREATE INDEX terminal_beam ON terminal(beam, customer_id);
CREATE INDEX identifier_contact ON identifier(contact_id);
CREATE INDEX identifier_terminal ON identifier(terminal_id);

CREATE TABLE terminal_change (
  id UUID PRIMARY KEY,
  terminal_id UUID NOT NULL REFERENCES terminal(id),
  at TIMESTAMPTZ NOT NULL,
  by_id UUID REFERENCES staff(id),
  by_name TEXT NOT NULL,
  kind TEXT NOT NULL,          -- added, changed, moved, swapped
  reason TEXT NOT NULL,
  changes TEXT NOT NULL
);
CREATE INDEX terminal_change_terminal ON terminal_change(terminal_id, at);

ALTER TABLE subscription ADD COLUMN reason TEXT NOT NULL DEFAULT ''; -- of its state
ALTER TABLE subscription ADD COLUMN state_at TIMESTAMPTZ;            -- since when it is in its state
ALTER TABLE subscription ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE subscription ADD COLUMN created_at TIMESTAMPTZ NOT NULL DEFAULT '2026-01-01 00:00:00+00:00';
ALTER TABLE subscription ADD COLUMN updated_at TIMESTAMPTZ NOT NULL DEFAULT '2026-01-01 00:00:00+00:00';
CREATE INDEX subscription_terminal ON subscription(terminal_id);
CREATE TABLE subscription_step (
  id UUID PRIMARY KEY,
  subscription_id UUID NOT NULL REFERENCES subscription(id),
  at TIMESTAMPTZ NOT NULL,
  by_id UUID REFERENCES staff(id),
  by_name TEXT NOT NULL,
  state TEXT NOT NULL,         -- the new one
  reason TEXT NOT NULL
);
CREATE INDEX subscription_step_subscription ON subscription_step(subscription_id, at);

-- What customers are sold. Subscriptions name a plan by its code.
CREATE TABLE plan (
  code TEXT PRIMARY KEY,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  product TEXT NOT NULL,
  description_zh TEXT NOT NULL,
  description_en TEXT NOT NULL,
  active BOOLEAN NOT NULL,
  version BIGINT NOT NULL
);
INSERT INTO plan (code, zh, en, product, description_zh, description_en, active, version)
  SELECT plan, plan, plan, MIN(product), '', '', TRUE, 1 FROM subscription GROUP BY plan;

CREATE TABLE contract (
  id UUID PRIMARY KEY,
  customer_id UUID NOT NULL REFERENCES customer(id),
  number TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  tier TEXT NOT NULL,          -- what it makes of the customer while it runs; empty: nothing
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,       -- the last day; empty: until it is ended
  runs BOOLEAN NOT NULL,       -- as last looked at
  note TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX contract_customer ON contract(customer_id, starts_on);
CREATE INDEX contract_runs ON contract(runs, ends_on);

-- +goose Down
DROP TABLE contract; DROP TABLE plan; DROP TABLE subscription_step;
DROP INDEX subscription_terminal;
ALTER TABLE subscription DROP COLUMN updated_at; ALTER TABLE subscription DROP COLUMN created_at; ALTER TABLE subscription DROP COLUMN version;
ALTER TABLE subscription DROP COLUMN state_at; ALTER TABLE subscription DROP COLUMN reason;
DROP TABLE terminal_change;
DROP INDEX identifier_terminal; DROP INDEX identifier_contact;
DROP INDEX terminal_beam; DROP INDEX terminal_site;
ALTER TABLE terminal DROP COLUMN updated_at; ALTER TABLE terminal DROP COLUMN created_at; ALTER TABLE terminal DROP COLUMN version;
ALTER TABLE terminal DROP COLUMN warranty_until; ALTER TABLE terminal DROP COLUMN installed_on; ALTER TABLE terminal DROP COLUMN golden;
ALTER TABLE terminal DROP COLUMN modem; ALTER TABLE terminal DROP COLUMN lnb; ALTER TABLE terminal DROP COLUMN buc; ALTER TABLE terminal DROP COLUMN antenna_m;
ALTER TABLE site DROP COLUMN updated_at; ALTER TABLE site DROP COLUMN created_at; ALTER TABLE site DROP COLUMN version;
ALTER TABLE site DROP COLUMN access; ALTER TABLE site DROP COLUMN zone;
ALTER TABLE contact DROP COLUMN updated_at; ALTER TABLE contact DROP COLUMN created_at; ALTER TABLE contact DROP COLUMN version;
ALTER TABLE contact DROP COLUMN note; ALTER TABLE contact DROP COLUMN portal; ALTER TABLE contact DROP COLUMN duties;
DROP INDEX identifier_same;
DROP TABLE customer_merge;
DROP INDEX customer_manager;
ALTER TABLE customer DROP COLUMN merged_into;
ALTER TABLE customer DROP COLUMN updated_at; ALTER TABLE customer DROP COLUMN locale; ALTER TABLE customer DROP COLUMN address;
ALTER TABLE customer DROP COLUMN manager_id; ALTER TABLE customer DROP COLUMN base_tier;
