-- +goose Up
-- Where signers say that they work: counted at seals, never kept beside a signature. The tally is encrypted under the master key and about
-- its petition; shown is what the floor let through, as JSON, and day the seal since which it stands so.
CREATE TABLE workplace (
  petition TEXT PRIMARY KEY REFERENCES petition (id),
  tally    BYTEA NOT NULL,
  shown    TEXT NOT NULL,
  day      TEXT NOT NULL
);
