-- +goose Up
-- Why a unit has left items of the checklist undone.
ALTER TABLE handoff ADD COLUMN skipped TEXT NOT NULL DEFAULT '';

-- The last number that was given to a customer who came without one.
CREATE TABLE customer_number (last BIGINT NOT NULL);
INSERT INTO customer_number (last) VALUES (200000);

-- +goose Down
DROP TABLE customer_number;
ALTER TABLE handoff DROP COLUMN skipped;
