-- +goose Up
-- The day on which a recipient said yes, and the one on which they stopped; '' while they have not.
ALTER TABLE digest_recipients ADD COLUMN confirmed TEXT NOT NULL DEFAULT '';
ALTER TABLE digest_recipients ADD COLUMN stopped TEXT NOT NULL DEFAULT '';

-- What everybody may read of a letter of the outbox: its words without what is its reader's alone, and whose it is, as the public knows them.
-- Quoted comments stand between marks with their ids, so that what a steward hides is hidden here, too.
CREATE TABLE summary (
  letter   TEXT PRIMARY KEY REFERENCES outbox (id),
  period   TEXT NOT NULL,
  day      TEXT NOT NULL,
  name     TEXT NOT NULL,
  language TEXT NOT NULL,
  subject  TEXT NOT NULL,
  words    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX summary_period ON summary (period);

-- Which petitions a summary tells of.
CREATE TABLE summary_petition (
  petition TEXT NOT NULL,
  letter   TEXT NOT NULL REFERENCES summary (letter),
  PRIMARY KEY (petition, letter)
) STRICT, WITHOUT ROWID;

-- Goals of which leadership was told at once.
CREATE TABLE goal_told (
  petition TEXT PRIMARY KEY REFERENCES petition (id)
) STRICT, WITHOUT ROWID;
