-- +goose Up
-- What is handed in under a key counts in one class; ratings are one more. The rules of seq stand in models/pass.
CREATE TABLE statement_new (
  key     BYTEA NOT NULL CHECK (length(key) = 32),
  subject TEXT NOT NULL,
  seq     INTEGER NOT NULL CHECK (seq BETWEEN 1 AND CASE WHEN class IN ('sign', 'edit', 'agree', 'rate', 'flag', 'pulse') THEN 8 WHEN class = 'voice' THEN 100 ELSE 9999 END),
  class   TEXT NOT NULL,
  hash    BYTEA NOT NULL,
  day     TEXT NOT NULL,
  PRIMARY KEY (key, subject, seq)
);
INSERT INTO statement_new (key, subject, seq, class, hash, day) SELECT key, subject, seq, class, hash, day FROM statement;
DROP TABLE statement;
ALTER TABLE statement_new RENAME TO statement;

ALTER TABLE signature ADD COLUMN named BOOLEAN NOT NULL DEFAULT FALSE;

-- Names that people gave with their signature, with what proves them. One name key signs a petition once. Taken back, a row is gone.
CREATE TABLE signature_name (
  petition TEXT NOT NULL,
  name_key BYTEA NOT NULL CHECK (length(name_key) = 32),
  key      BYTEA NOT NULL CHECK (length(key) = 32),
  name     TEXT NOT NULL,
  title    TEXT NOT NULL,
  words    TEXT NOT NULL,
  salt     BYTEA NOT NULL,
  body     BYTEA NOT NULL,
  PRIMARY KEY (petition, name_key),
  UNIQUE (petition, key),
  FOREIGN KEY (petition, key) REFERENCES signature (petition, key)
);

-- How signers took leadership's answer: who is a MAC under the master key. All rows of a petition go with its tally.
CREATE TABLE rating (
  petition TEXT NOT NULL REFERENCES petition (id),
  who      BYTEA NOT NULL CHECK (length(who) = 32),
  seq      INTEGER NOT NULL,
  value    TEXT NOT NULL CHECK (value IN ('answered', 'partly', 'not_answered')),
  PRIMARY KEY (petition, who)
);

-- What was published of the ratings: only what the floor let through, word for word as the leaf's hash has it.
CREATE TABLE rating_tally (
  petition TEXT PRIMARY KEY REFERENCES petition (id),
  day      TEXT NOT NULL,
  text     TEXT NOT NULL
);
