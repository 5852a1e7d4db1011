-- +goose Up
-- What leadership was sent with a delivery, word for word and without what was one reader's alone.
CREATE TABLE petition_delivery (
  petition TEXT PRIMARY KEY REFERENCES petition (id),
  words    TEXT NOT NULL
);

ALTER TABLE petition_response ADD COLUMN who TEXT NOT NULL DEFAULT '';

-- One reader's way to answer one petition: recipient is an opaque id, name what the public calls them. Days that have not come are ''.
CREATE TABLE response_link (
  id        TEXT PRIMARY KEY,
  petition  TEXT NOT NULL REFERENCES petition (id),
  recipient TEXT NOT NULL,
  name      TEXT NOT NULL,
  expires   TEXT NOT NULL,
  revoked   TEXT NOT NULL,
  received  TEXT NOT NULL,
  met       TEXT NOT NULL,
  UNIQUE (petition, recipient)
);

-- The secrets that open a link, as keyed hashes only: that of the address, and the two parts of the code. tries counts wrong codes.
CREATE TABLE response_key (
  secret BYTEA PRIMARY KEY,
  name   BYTEA NOT NULL UNIQUE,
  code   BYTEA NOT NULL,
  link   TEXT NOT NULL REFERENCES response_link (id),
  tries  INTEGER NOT NULL,
  state  TEXT NOT NULL CHECK (state IN ('open', 'answered', 'replaced')),
  ended  TEXT NOT NULL
);
CREATE INDEX response_key_link ON response_key (link);
