-- +goose Up
-- What exactly was changed, where the act alone does not say it: the number of a slow talk, the words that are read first, one on a line.
ALTER TABLE office_audit ADD COLUMN detail TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE office_audit DROP COLUMN detail;
