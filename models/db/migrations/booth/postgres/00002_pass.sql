-- +goose Up
-- Public halves only; the private halves are in the other store.
CREATE TABLE book (
  name    TEXT PRIMARY KEY,
  slots   INTEGER NOT NULL CHECK (slots > 0),
  begins  TEXT NOT NULL,
  ends    TEXT NOT NULL CHECK (ends >= begins),
  retired TEXT NOT NULL DEFAULT '',
  keys    BYTEA NOT NULL,
  proofs  BYTEA NOT NULL
);

CREATE TABLE slot (
  book     TEXT NOT NULL REFERENCES book (name),
  slot     INTEGER NOT NULL CHECK (slot > 0),
  petition TEXT NOT NULL UNIQUE,
  PRIMARY KEY (book, slot)
);

-- Keys that envelopes are encrypted to, one a month; the secret is encrypted under the master key and deleted when its month is over.
CREATE TABLE gateway_key (
  id     INTEGER PRIMARY KEY CHECK (id BETWEEN 0 AND 255),
  month  TEXT NOT NULL UNIQUE,
  config BYTEA NOT NULL,
  secret BYTEA NOT NULL
);
