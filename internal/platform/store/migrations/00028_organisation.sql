-- What units rule for themselves and those below, who is away and who stands in, what people can do and how much they carry.

-- +goose Up
CREATE TABLE unit_setting (
  unit_id UUID NOT NULL REFERENCES unit(id),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (unit_id, name)
);

ALTER TABLE policy ADD COLUMN unit_id UUID;                 -- null: for customers of all units
ALTER TABLE calendar ADD COLUMN days TEXT NOT NULL DEFAULT ''; -- local holidays beside the published ones, as lines date,kind,name
INSERT INTO calendar (code, zh, en, zone, week, holidays, version)
  SELECT 'local', '当地工作时间', 'Local hours', zone, week, holidays, 1 FROM calendar WHERE code = 'office';

CREATE TABLE unit_template (      -- of a unit, before the common one of the category
  unit_id UUID NOT NULL REFERENCES unit(id),
  category TEXT NOT NULL,
  subject_zh TEXT NOT NULL,
  subject_en TEXT NOT NULL,
  description_zh TEXT NOT NULL,
  description_en TEXT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (unit_id, category)
);

CREATE TABLE absence (
  id UUID PRIMARY KEY,
  staff_id UUID NOT NULL REFERENCES staff(id),
  kind TEXT NOT NULL,             -- leave, sick, trip, training, other
  note TEXT NOT NULL DEFAULT '',
  from_at TIMESTAMPTZ NOT NULL,
  until_at TIMESTAMPTZ NOT NULL,
  substitute_id UUID REFERENCES staff(id),
  give_back BOOLEAN NOT NULL DEFAULT FALSE, -- what was given over comes back on return
  bulk_id UUID,                   -- the redistribution by which it was given over
  created_by UUID REFERENCES staff(id),
  created_at TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ,           -- back before, or called off
  version BIGINT NOT NULL
);
CREATE INDEX absence_staff ON absence(staff_id, until_at);
CREATE INDEX absence_open ON absence(until_at) WHERE ended_at IS NULL;

CREATE TABLE skill (
  code TEXT PRIMARY KEY,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  categories TEXT NOT NULL,       -- JSON: the categories of matters that ask for it
  active BOOLEAN NOT NULL,
  version BIGINT NOT NULL
);
CREATE TABLE staff_skill (
  staff_id UUID NOT NULL REFERENCES staff(id),
  skill TEXT NOT NULL REFERENCES skill(code),
  level INTEGER NOT NULL,         -- 1 knows it, 2 does it alone, 3 teaches it
  PRIMARY KEY (staff_id, skill)
);
ALTER TABLE staff ADD COLUMN seats INTEGER NOT NULL DEFAULT 0; -- open matters at once; 0: as the unit's setting says

-- +goose Down
ALTER TABLE staff DROP COLUMN seats;
DROP TABLE staff_skill; DROP TABLE skill; DROP TABLE absence; DROP TABLE unit_template;
UPDATE policy SET calendar = 'office' WHERE calendar = 'local';
DELETE FROM calendar WHERE code = 'local';
ALTER TABLE calendar DROP COLUMN days;
DELETE FROM policy WHERE unit_id IS NOT NULL;
ALTER TABLE policy DROP COLUMN unit_id;
DROP TABLE unit_setting;
