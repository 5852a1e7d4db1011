-- +goose Up

-- Until when somebody may be writing this file into the roster, in Unix seconds; 0 for nobody.
ALTER TABLE roster_uploads ADD COLUMN taken INTEGER NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE roster_uploads DROP COLUMN taken;
