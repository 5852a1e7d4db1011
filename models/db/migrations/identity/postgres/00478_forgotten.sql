-- +goose Up

-- forgotten: the person asked for it (1). No import takes them up again.
ALTER TABLE persons ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0 CHECK (forgotten IN (0, 1));

-- +goose Down
ALTER TABLE persons DROP COLUMN forgotten;
