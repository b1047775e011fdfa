-- +goose Up
-- Why the customer holds his matter to be more urgent, while nobody has answered him.
ALTER TABLE ticket ADD COLUMN plea TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE ticket DROP COLUMN plea;
