-- +goose Up
-- Who gets leadership's summary: an opaque id, a keyed mark of the address (so that none stands there twice), and all the
-- rest encrypted under the master key.
CREATE TABLE digest_recipients (
  id   TEXT PRIMARY KEY,
  mark BYTEA NOT NULL UNIQUE,
  box  BYTEA NOT NULL
);
