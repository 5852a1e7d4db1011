-- +goose Up
-- One pseudonym per voice and petition, unlike every other there. voice is a hash of voice key and petition.
CREATE TABLE voice (
  petition  TEXT NOT NULL REFERENCES petition (id),
  voice     BLOB NOT NULL,
  pseudonym TEXT NOT NULL,
  mark      BLOB NOT NULL,
  PRIMARY KEY (petition, voice),
  UNIQUE (petition, pseudonym),
  UNIQUE (voice)
) STRICT, WITHOUT ROWID;

-- place is the leaf's place in the ledger: within a seal the order of hashes.
CREATE TABLE comment (
  id       TEXT PRIMARY KEY,
  petition TEXT NOT NULL,
  voice    BLOB NOT NULL,
  parent   TEXT REFERENCES comment (id),
  text     TEXT NOT NULL,
  html     TEXT NOT NULL,
  day      TEXT NOT NULL,
  place    INTEGER NOT NULL UNIQUE,
  agreed   INTEGER NOT NULL,
  FOREIGN KEY (petition, voice) REFERENCES voice (petition, voice)
) STRICT, WITHOUT ROWID;
CREATE INDEX comment_agreed ON comment (petition, agreed);
CREATE INDEX comment_place ON comment (petition, place);
CREATE INDEX comment_parent ON comment (parent);

-- Who agreed is a MAC of voice key and comment under the master key.
CREATE TABLE agreement (
  who     BLOB PRIMARY KEY,
  comment TEXT NOT NULL REFERENCES comment (id),
  seq     INTEGER NOT NULL,
  agrees  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX agreement_comment ON agreement (comment);
