-- +goose Up
ALTER TABLE program_entry ADD COLUMN proposed BOOLEAN NOT NULL DEFAULT false;

-- What colleagues proposed about programs, from its seal on: a program, or an entry of a timeline. Nothing says who, and the id is no
-- hash that another table holds: only who proposed it can know it for theirs. decided is '' until a steward decides; became is the
-- status that an accepted entry gave its program, or ''.
CREATE TABLE program_proposal (
  id      TEXT PRIMARY KEY,
  day     TEXT NOT NULL,
  program TEXT NOT NULL,
  body    TEXT NOT NULL,
  decided TEXT NOT NULL CHECK (decided IN ('', 'accepted', 'declined')),
  on_day  TEXT NOT NULL,
  became  TEXT NOT NULL,
  reason  TEXT NOT NULL CHECK ((decided = 'declined') = (reason <> ''))
);
CREATE INDEX program_proposal_decided ON program_proposal (decided, day);

-- Every proposal that was sealed, so that no seq is used twice and none beyond its cap. who is a MAC of the pass's booth key under the
-- master key; hash is that of the act, which is kept nowhere.
CREATE TABLE program_proposer (
  who  BYTEA NOT NULL,
  seq  INTEGER NOT NULL CHECK (seq BETWEEN 1 AND 8),
  hash BYTEA NOT NULL,
  day  TEXT NOT NULL,
  PRIMARY KEY (who, seq)
);
