-- +goose Up
-- How a unit arranges its duty. Whoever changes its roster holds this row.
CREATE TABLE duty_roster (
  unit_id UUID PRIMARY KEY REFERENCES unit(id),
  rest_hours INTEGER NOT NULL,   -- the least between two shifts of a person; 0: no rule
  nights_most INTEGER NOT NULL,  -- how many nights in a row; 0: no rule
  approve BOOLEAN NOT NULL,      -- swaps hold only when a leader has agreed
  version BIGINT NOT NULL
);

CREATE TABLE duty_kind (
  id UUID PRIMARY KEY,
  unit_id UUID NOT NULL REFERENCES unit(id),
  name TEXT NOT NULL,
  post TEXT NOT NULL,            -- which seat it mans; empty: the unit has one
  hours TEXT NOT NULL,           -- 08:00-16:00; 20:00-08:00 runs over midnight
  colour TEXT NOT NULL,
  counted INTEGER NOT NULL,      -- minutes of work
  night BOOLEAN NOT NULL,
  minimum INTEGER NOT NULL,      -- people
  phone TEXT NOT NULL,           -- at which whoever has it is reached
  place INTEGER NOT NULL,
  retired BOOLEAN NOT NULL       -- no longer given, kept for what was
);
CREATE INDEX duty_kind_unit ON duty_kind(unit_id, place);

CREATE TABLE duty_shift (
  id UUID PRIMARY KEY,
  unit_id UUID NOT NULL REFERENCES unit(id),
  kind_id UUID NOT NULL REFERENCES duty_kind(id),
  staff_id UUID NOT NULL REFERENCES staff(id),
  day TEXT NOT NULL,             -- on which it begins
  starts_at TIMESTAMPTZ NOT NULL,
  ends_at TIMESTAMPTZ NOT NULL,
  state TEXT NOT NULL,           -- draft, published, leaving, cancelled
  sequence INTEGER NOT NULL,     -- grows with what calendars have to hear
  changed_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX duty_shift_unit ON duty_shift(unit_id, day);
CREATE INDEX duty_shift_staff ON duty_shift(staff_id, starts_at);
CREATE INDEX duty_shift_starts ON duty_shift(starts_at);
CREATE UNIQUE INDEX duty_shift_once ON duty_shift(staff_id, kind_id, day) WHERE state <> 'cancelled';

CREATE TABLE duty_swap (
  id UUID PRIMARY KEY,
  unit_id UUID NOT NULL REFERENCES unit(id),
  shift_id UUID NOT NULL REFERENCES duty_shift(id),
  from_id UUID NOT NULL REFERENCES staff(id),
  to_id UUID REFERENCES staff(id),        -- none: whoever can
  taken_id UUID REFERENCES staff(id),
  decided_id UUID REFERENCES staff(id),
  given_id UUID REFERENCES duty_shift(id), -- the shift that came of it
  reason TEXT NOT NULL,
  answer TEXT NOT NULL,
  state TEXT NOT NULL,           -- offered, taken, done, declined, refused, withdrawn, void
  created_at TIMESTAMPTZ NOT NULL,
  changed_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX duty_swap_open ON duty_swap(shift_id) WHERE state IN ('offered', 'taken');
CREATE INDEX duty_swap_unit ON duty_swap(unit_id, changed_at);
CREATE INDEX duty_swap_from ON duty_swap(from_id, changed_at);
CREATE INDEX duty_swap_given ON duty_swap(given_id);

CREATE TABLE duty_handover (
  id UUID PRIMARY KEY,
  unit_id UUID NOT NULL REFERENCES unit(id),
  shift TEXT NOT NULL,           -- what the shift was called
  text TEXT NOT NULL,
  watch TEXT NOT NULL,
  by_id UUID NOT NULL REFERENCES staff(id),
  at TIMESTAMPTZ NOT NULL,
  accepted_id UUID REFERENCES staff(id),
  accepted_at TIMESTAMPTZ,
  once TEXT NOT NULL
);
CREATE INDEX duty_handover_unit ON duty_handover(unit_id, id);
CREATE UNIQUE INDEX duty_handover_once ON duty_handover(by_id, once);

-- What is open goes from note to note until somebody ticks it off.
CREATE TABLE duty_item (
  id UUID PRIMARY KEY,
  unit_id UUID NOT NULL REFERENCES unit(id),
  handover_id UUID NOT NULL REFERENCES duty_handover(id),
  text TEXT NOT NULL,
  ticket TEXT NOT NULL,          -- its number; empty: none
  at TIMESTAMPTZ NOT NULL,
  done_at TIMESTAMPTZ,
  done_id UUID REFERENCES staff(id)
);
CREATE INDEX duty_item_handover ON duty_item(handover_id);
CREATE INDEX duty_item_open ON duty_item(unit_id, at) WHERE done_at IS NULL;

-- By what secret address a person's calendar asks for his shifts.
CREATE TABLE duty_feed (
  staff_id UUID PRIMARY KEY REFERENCES staff(id),
  secret TEXT NOT NULL UNIQUE,   -- SHA-256
  created_at TIMESTAMPTZ NOT NULL
);

-- +goose Down
DROP TABLE duty_feed; DROP TABLE duty_item; DROP TABLE duty_handover; DROP TABLE duty_swap; DROP TABLE duty_shift; DROP TABLE duty_kind; DROP TABLE duty_roster;
