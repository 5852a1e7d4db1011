-- +goose Up
-- A queued petition has its text, and no slot yet.
ALTER TABLE petition DROP CONSTRAINT petition_state_check;
ALTER TABLE petition ADD CONSTRAINT petition_state_check
  CHECK (state IN ('draft', 'queued', 'gathering', 'review', 'open', 'delivered', 'answered', 'closed', 'rejected', 'withdrawn'));
ALTER TABLE petition ALTER COLUMN book DROP NOT NULL;
ALTER TABLE petition ALTER COLUMN slot DROP NOT NULL;

-- Who takes the next slot that is free: the lowest place.
CREATE TABLE petition_queue (
  petition TEXT PRIMARY KEY REFERENCES petition (id),
  place    BIGINT NOT NULL UNIQUE
);

-- What organizers did, sealed: the name is a MAC of draft and number under the master key, the act ciphertext of one size. Neither
-- how many drafts there are nor whose rows these are can be told without that key.
CREATE TABLE organizer_act (
  name BYTEA PRIMARY KEY,
  act  BYTEA NOT NULL
);

-- The text that a save brought, in the same manner; destroyed when the petition closes.
CREATE TABLE draft_part (
  name BYTEA PRIMARY KEY,
  data BYTEA NOT NULL
);

-- What organizers told the signers. Written by seals only.
CREATE TABLE petition_update (
  petition TEXT NOT NULL REFERENCES petition (id),
  n        BIGINT NOT NULL,
  day      TEXT NOT NULL,
  words    TEXT NOT NULL,
  html     TEXT NOT NULL,
  PRIMARY KEY (petition, n)
);
