-- +goose Up
CREATE TABLE petition (
  id         TEXT PRIMARY KEY,
  program    TEXT REFERENCES program (id),
  state      TEXT NOT NULL CHECK (state IN ('draft', 'gathering', 'review', 'open', 'delivered', 'answered', 'closed', 'rejected', 'withdrawn')),
  since      TEXT NOT NULL,
  language   TEXT NOT NULL,
  title      TEXT NOT NULL,
  addressee  TEXT NOT NULL,
  ask        TEXT NOT NULL,
  background TEXT NOT NULL,
  html       TEXT NOT NULL,
  hash       BLOB NOT NULL,
  chosen     INTEGER NOT NULL CHECK (chosen >= 0),
  goal       INTEGER NOT NULL CHECK (goal > 0),
  count      INTEGER NOT NULL CHECK (count >= 0),
  issued     INTEGER NOT NULL,
  book       TEXT NOT NULL,
  slot       INTEGER NOT NULL,
  gathered   TEXT NOT NULL,
  opened     TEXT NOT NULL,
  closes     TEXT NOT NULL,
  delivered  TEXT NOT NULL,
  due        TEXT NOT NULL,
  answered   TEXT NOT NULL,
  closed     TEXT NOT NULL,
  outcome    TEXT NOT NULL CHECK (outcome IN ('', 'won', 'partly_won', 'declined', 'no_answer')),
  UNIQUE (book, slot),
  FOREIGN KEY (book, slot) REFERENCES slot (book, slot)
) STRICT, WITHOUT ROWID;
CREATE INDEX petition_state ON petition (state, closes);
CREATE INDEX petition_program ON petition (program);

-- What happened to it: state is a record. n counts the petition's own events.
CREATE TABLE petition_event (
  petition TEXT NOT NULL REFERENCES petition (id),
  n        INTEGER NOT NULL,
  event    TEXT NOT NULL,
  day      TEXT NOT NULL,
  count    INTEGER NOT NULL,
  reason   TEXT NOT NULL,
  PRIMARY KEY (petition, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE petition_milestone (
  petition TEXT NOT NULL REFERENCES petition (id),
  percent  INTEGER NOT NULL,
  count    INTEGER NOT NULL,
  day      TEXT NOT NULL,
  PRIMARY KEY (petition, percent)
) STRICT, WITHOUT ROWID;

-- The count as it stood after the last seal of a day. Written by seals only.
CREATE TABLE petition_day (
  petition TEXT NOT NULL REFERENCES petition (id),
  day      TEXT NOT NULL,
  count    INTEGER NOT NULL,
  PRIMARY KEY (petition, day)
) STRICT, WITHOUT ROWID;

-- Four bytes of the hash of every signature that counts, sorted: the places of its ring. Written by seals only.
CREATE TABLE petition_ring (
  petition TEXT PRIMARY KEY REFERENCES petition (id),
  angles   BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Every revision of an answer stays.
CREATE TABLE petition_response (
  petition TEXT NOT NULL REFERENCES petition (id),
  n        INTEGER NOT NULL,
  day      TEXT NOT NULL,
  words    TEXT NOT NULL,
  html     TEXT NOT NULL,
  PRIMARY KEY (petition, n)
) STRICT, WITHOUT ROWID;

-- Folded words of a petition: lower case, without accents, letters and digits only.
CREATE VIRTUAL TABLE petition_words USING fts5 (petition UNINDEXED, words, tokenize = "unicode61 remove_diacritics 0");
