-- +goose Up
-- A queued petition has its text, and no slot yet. Only constraints change, nothing of what is stored: see "making other kinds of table
-- schema changes" in SQLite's ALTER TABLE. The tables made below tell other connections to read the schema again.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(replace(sql,
    '(''draft'', ''gathering'',', '(''draft'', ''queued'', ''gathering'','),
    'book       TEXT NOT NULL', 'book       TEXT'), 'slot       INTEGER NOT NULL', 'slot       INTEGER')
  WHERE type = 'table' AND name = 'petition';
PRAGMA writable_schema = RESET;

-- Who takes the next slot that is free: the lowest place.
CREATE TABLE petition_queue (
  petition TEXT PRIMARY KEY REFERENCES petition (id),
  place    INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

-- What organizers did, sealed: the name is a MAC of draft and number under the master key, the act ciphertext of one size. Neither
-- how many drafts there are nor whose rows these are can be told without that key.
CREATE TABLE organizer_act (
  name BLOB PRIMARY KEY,
  act  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The text that a save brought, in the same manner; destroyed when the petition closes.
CREATE TABLE draft_part (
  name BLOB PRIMARY KEY,
  data BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What organizers told the signers. Written by seals only.
CREATE TABLE petition_update (
  petition TEXT NOT NULL REFERENCES petition (id),
  n        INTEGER NOT NULL,
  day      TEXT NOT NULL,
  words    TEXT NOT NULL,
  html     TEXT NOT NULL,
  PRIMARY KEY (petition, n)
) STRICT, WITHOUT ROWID;
