-- +goose Up
CREATE TABLE program (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  purpose  TEXT NOT NULL,
  owner    TEXT NOT NULL,
  covered  INTEGER NOT NULL CHECK (covered >= 0),
  who      TEXT NOT NULL,
  begins   TEXT NOT NULL,
  status   TEXT NOT NULL CHECK (status IN ('announced', 'active', 'scaled_back', 'paused', 'ended')),
  since    TEXT NOT NULL,
  choice   TEXT NOT NULL,
  review   TEXT NOT NULL CHECK (review IN ('none', 'running', 'finished', 'published')),
  note     TEXT NOT NULL,
  collects TEXT NOT NULL,
  sources  TEXT NOT NULL
);

-- The timeline, each entry with its day. The id is a hash of the entry: the same entry twice is one.
CREATE TABLE program_entry (
  program TEXT NOT NULL REFERENCES program (id),
  day     TEXT NOT NULL,
  id      TEXT NOT NULL,
  kind    TEXT NOT NULL,
  title   TEXT NOT NULL,
  note    TEXT NOT NULL,
  source  TEXT NOT NULL,
  status  TEXT NOT NULL,
  PRIMARY KEY (program, day, id)
);
