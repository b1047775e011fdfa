-- Only PostgreSQL's documents know periods.

-- +goose Up
SELECT 1;

-- +goose Down
SELECT 1;
