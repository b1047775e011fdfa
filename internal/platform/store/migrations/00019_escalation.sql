-- +goose Up
-- Why a ticket was escalated to the supervisors, while none of them has answered.
ALTER TABLE ticket ADD COLUMN escalation TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket ADD COLUMN escalated_by UUID REFERENCES staff(id);
ALTER TABLE ticket ADD COLUMN escalated_at TIMESTAMPTZ;
CREATE INDEX ticket_escalated ON ticket(owner_unit_id, id) WHERE escalation <> '';

-- +goose Down
DROP INDEX ticket_escalated;
ALTER TABLE ticket DROP COLUMN escalated_at;
ALTER TABLE ticket DROP COLUMN escalated_by;
ALTER TABLE ticket DROP COLUMN escalation;
