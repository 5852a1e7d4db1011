-- +goose Up
-- Whose store this is, and the fingerprint of the master key that it is encrypted under. One row.
CREATE TABLE site (
  one         INTEGER PRIMARY KEY CHECK (one = 1),
  origin      TEXT NOT NULL,
  fingerprint BYTEA NOT NULL
);

-- Keys that notes are signed with: log, promise, desk. The secret is encrypted under the master key.
CREATE TABLE signing_key (
  label    TEXT PRIMARY KEY,
  verifier TEXT NOT NULL,
  secret   BYTEA NOT NULL
);

-- The tree. The index of a leaf is its place, counted by ledger_state, never by the database.
CREATE TABLE ledger_state (
  one        INTEGER PRIMARY KEY CHECK (one = 1),
  size       BIGINT NOT NULL,
  checkpoint BYTEA NOT NULL
);

CREATE TABLE ledger_leaf (
  place BIGINT PRIMARY KEY,
  hash  BYTEA NOT NULL,
  leaf  BYTEA NOT NULL
);
CREATE INDEX ledger_leaf_hash ON ledger_leaf (hash);

-- The widest version of each tile; a partial tile is its first bytes.
CREATE TABLE ledger_tile (
  level  INTEGER NOT NULL,
  n      BIGINT NOT NULL,
  hashes BYTEA NOT NULL,
  PRIMARY KEY (level, n)
);

-- Where the operator last said something of a kind.
CREATE TABLE ledger_last (
  kind  TEXT PRIMARY KEY,
  place BIGINT NOT NULL
);

-- Ten bytes of each act, for each seal of a day: see pass.Entry.
CREATE TABLE ledger_keys (
  day      TEXT NOT NULL,
  place    BIGINT NOT NULL,
  entries  BYTEA NOT NULL,
  PRIMARY KEY (day, place)
);
