-- +goose Up

-- Until when somebody may be writing this file into the roster, in Unix seconds; 0 for nobody.
ALTER TABLE roster_uploads ADD COLUMN taken BIGINT NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE roster_uploads DROP COLUMN taken;
