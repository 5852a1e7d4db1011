-- +goose Up

-- The day on which what is kept no longer was last thrown away, by the job that does it.
CREATE TABLE retention_run (
    sweep TEXT PRIMARY KEY,
    day   TEXT NOT NULL
);

-- +goose Down
DROP TABLE retention_run;
