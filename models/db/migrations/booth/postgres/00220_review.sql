-- +goose Up
-- How many sponsors it needs, fixed when it began to gather; since when a steward hides its text, or ''.
ALTER TABLE petition ADD COLUMN sponsors INTEGER NOT NULL DEFAULT 5;
ALTER TABLE petition ADD COLUMN hidden TEXT NOT NULL DEFAULT '';

-- What stewards and admins did, under their names. n is the order within a day, as well as it is known; subject is what it was about.
CREATE TABLE office_audit (
  id      TEXT PRIMARY KEY,
  day     TEXT NOT NULL,
  n       INTEGER NOT NULL,
  who     TEXT NOT NULL,
  role    TEXT NOT NULL,
  act     TEXT NOT NULL,
  subject TEXT NOT NULL,
  title   TEXT NOT NULL,
  reason  TEXT NOT NULL
);
CREATE INDEX office_audit_day ON office_audit (day, n);
CREATE INDEX office_audit_subject ON office_audit (subject);

-- What was settled: the end is so long over that what tied acts together is destroyed.
CREATE TABLE petition_settled (
  petition TEXT PRIMARY KEY REFERENCES petition (id),
  day      TEXT NOT NULL
);
