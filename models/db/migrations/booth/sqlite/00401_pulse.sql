-- +goose Up
-- A round asks how a program sits with people, once a season: it has a slot and a talk as a petition has them. round is the season's
-- book; '' of a petition.
ALTER TABLE petition ADD COLUMN round TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX petition_round ON petition (program, round) WHERE round <> '';

-- What each pass said last: who is a MAC under the master key. All rows of a round go with its tally.
CREATE TABLE pulse (
  petition TEXT NOT NULL REFERENCES petition (id),
  who      BLOB NOT NULL CHECK (length(who) = 32),
  seq      INTEGER NOT NULL,
  value    TEXT NOT NULL CHECK (value IN ('very_badly', 'badly', 'neither', 'well', 'very_well')),
  PRIMARY KEY (petition, who)
) STRICT, WITHOUT ROWID;

-- What the floor lets through, word for word, and the day of the seal since which its figures stand so; at the round's end the leaf `tally`
-- is its hash. tally is encrypted under the master key and about the round; it goes at the end.
CREATE TABLE pulse_shown (
  petition TEXT PRIMARY KEY REFERENCES petition (id),
  day      TEXT NOT NULL,
  text     TEXT NOT NULL,
  tally    BLOB NOT NULL
) STRICT, WITHOUT ROWID;
