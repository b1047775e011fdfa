-- +goose Up
CREATE INDEX throttle_until ON throttle (until);

-- +goose Down
DROP INDEX throttle_until;
