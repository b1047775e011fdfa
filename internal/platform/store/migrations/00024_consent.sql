-- +goose Up
-- What customers have agreed to and taken back, by purpose. Entries are added and never changed.
CREATE TABLE consent (
  id UUID PRIMARY KEY,
  customer_id UUID NOT NULL REFERENCES customer(id),
  contact_id UUID REFERENCES contact(id), -- who spoke for the customer, if it is known
  purpose TEXT NOT NULL,
  given BOOLEAN NOT NULL,
  via TEXT NOT NULL,           -- phone, portal, paper, mail, visit, import
  wording TEXT NOT NULL,       -- what was asked, or where it stands
  at TIMESTAMPTZ NOT NULL,
  by_id UUID REFERENCES staff(id),
  by_name TEXT NOT NULL
);
CREATE INDEX consent_customer ON consent(customer_id, purpose, at);

-- +goose Down
DROP TABLE consent;
