-- +goose Up
-- Interruptions and planned work, by the beams, gateways and satellites that terminals name.
CREATE TABLE outage (
  id UUID PRIMARY KEY,
  kind TEXT NOT NULL,          -- outage, planned
  area TEXT NOT NULL,          -- where, as customers say it, in both languages
  words TEXT NOT NULL,         -- for customers, in both languages
  internal TEXT NOT NULL,
  starts_at TIMESTAMPTZ NOT NULL,
  expected_end TIMESTAMPTZ,
  ended_at TIMESTAMPTZ,        -- not after it began: it was withdrawn
  terminals BIGINT NOT NULL,   -- touched, as counted at the last change
  customers BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX outage_open ON outage(starts_at, id) WHERE ended_at IS NULL;
CREATE INDEX outage_starts ON outage(starts_at, id);
CREATE TABLE outage_way (
  sort TEXT NOT NULL,          -- beam, gateway, satellite
  value TEXT NOT NULL,
  outage_id UUID NOT NULL REFERENCES outage(id),
  PRIMARY KEY (sort, value, outage_id)
);
CREATE INDEX outage_way_outage ON outage_way(outage_id);
-- What was said of it and when. Entries are added and never changed.
CREATE TABLE outage_entry (
  id UUID PRIMARY KEY,
  outage_id UUID NOT NULL REFERENCES outage(id),
  at TIMESTAMPTZ NOT NULL,
  by_id UUID REFERENCES staff(id),
  by_name TEXT NOT NULL,
  kind TEXT NOT NULL,          -- declared, updated, ended, withdrawn, reopened
  words TEXT NOT NULL,
  internal TEXT NOT NULL,
  changes TEXT NOT NULL
);
CREATE INDEX outage_entry_outage ON outage_entry(outage_id, at);
CREATE INDEX terminal_gateway ON terminal(gateway, customer_id);
CREATE INDEX terminal_satellite ON terminal(satellite, customer_id);

-- What those who were at a site found there.
CREATE TABLE site_fact (
  id UUID PRIMARY KEY,
  customer_id UUID NOT NULL REFERENCES customer(id),
  site_id UUID NOT NULL REFERENCES site(id),
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  seen_on TEXT NOT NULL,
  valid_until TEXT NOT NULL,   -- the last day on which it can be relied on; empty: until somebody says otherwise
  gone BOOLEAN NOT NULL,       -- holds no more
  by_id UUID REFERENCES staff(id),
  by_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX site_fact_site ON site_fact(site_id, gone);
CREATE INDEX site_fact_customer ON site_fact(customer_id);
-- What a fact said before. Versions are added and never changed.
CREATE TABLE site_fact_version (
  id UUID PRIMARY KEY,
  fact_id UUID NOT NULL REFERENCES site_fact(id),
  at TIMESTAMPTZ NOT NULL,
  by_id UUID REFERENCES staff(id),
  by_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  seen_on TEXT NOT NULL,
  valid_until TEXT NOT NULL,
  gone BOOLEAN NOT NULL
);
CREATE INDEX site_fact_version_fact ON site_fact_version(fact_id, at);

-- +goose Down
DROP TABLE site_fact_version; DROP TABLE site_fact;
DROP INDEX terminal_satellite; DROP INDEX terminal_gateway;
DROP TABLE outage_entry; DROP TABLE outage_way; DROP TABLE outage;
