-- +goose Up

-- The days on which a witness last signed something new, and since which it has not signed, or ''.
ALTER TABLE ledger_witness ADD COLUMN signed TEXT NOT NULL DEFAULT '';
ALTER TABLE ledger_witness ADD COLUMN down TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE ledger_witness DROP COLUMN down;
ALTER TABLE ledger_witness DROP COLUMN signed;
