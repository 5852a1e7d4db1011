-- +goose Up
-- The one seal that is open, its key encrypted under the master key. The key dies with the row.
CREATE TABLE seal (
  one INTEGER NOT NULL UNIQUE CHECK (one = 1),
  id  TEXT PRIMARY KEY,
  day TEXT NOT NULL,
  key BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What was promised and is not yet sealed: the name is a MAC under the seal's key, the act ciphertext of one size.
CREATE TABLE waiting (
  name BLOB PRIMARY KEY,
  seal TEXT NOT NULL REFERENCES seal (id),
  act  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Every statement that was sealed: no seq is used twice, and none beyond its cap. key is the booth key; of what is no
-- leaf (agreements) it is a MAC under the master key.
CREATE TABLE statement (
  key     BLOB NOT NULL CHECK (length(key) = 32),
  subject TEXT NOT NULL,
  seq     INTEGER NOT NULL CHECK (seq BETWEEN 1 AND CASE class WHEN 'voice' THEN 100 ELSE 8 END),
  class   TEXT NOT NULL CHECK (class IN ('sign', 'voice', 'edit', 'agree')),
  hash    BLOB NOT NULL,
  day     TEXT NOT NULL,
  PRIMARY KEY (key, subject, seq)
) STRICT, WITHOUT ROWID;

-- One signature per key and petition; the highest seq says whether it stands.
CREATE TABLE signature (
  petition TEXT NOT NULL REFERENCES petition (id),
  key      BLOB NOT NULL,
  seq      INTEGER NOT NULL,
  stands   INTEGER NOT NULL,
  text     BLOB NOT NULL,
  hash     BLOB NOT NULL,
  PRIMARY KEY (petition, key)
) STRICT, WITHOUT ROWID;
