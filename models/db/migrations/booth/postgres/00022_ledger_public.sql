-- +goose Up
-- How large a tree each witness last signed, and why it did not sign since: '' if nothing is wrong.
CREATE TABLE ledger_witness (
  name    TEXT PRIMARY KEY,
  size    BIGINT NOT NULL,
  trouble TEXT NOT NULL
);

-- The newest checkpoint that witnesses signed. Where a quorum is asked for, it is the one that is shown.
CREATE TABLE ledger_public (
  one        INTEGER PRIMARY KEY CHECK (one = 1),
  size       BIGINT NOT NULL,
  checkpoint BYTEA NOT NULL
);

-- +goose Down
DROP TABLE ledger_public;
DROP TABLE ledger_witness;
