-- +goose Up
-- Which leaves are about a petition, or a book: what their third line names.
CREATE TABLE ledger_about (
  about TEXT NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (about, place)
) STRICT, WITHOUT ROWID;

-- The third line: of an act the petition, of the operator's "petition …" or "book …".
INSERT INTO ledger_about (about, place)
SELECT CASE WHEN third LIKE 'petition %' THEN substr(third, 10) WHEN third LIKE 'book %' THEN substr(third, 6) ELSE third END, place
FROM (SELECT place, substr(rest, 1, instr(rest, char(10)) - 1) AS third
  FROM (SELECT place, substr(rest, instr(rest, char(10)) + 1) AS rest
    FROM (SELECT place, substr(t, instr(t, char(10)) + 1) AS rest
      FROM (SELECT place, CAST(leaf AS TEXT) AS t FROM ledger_leaf))))
WHERE third LIKE 'petition %' OR third LIKE 'book %' OR third <> '' AND instr(third, ' ') = 0;

-- +goose Down
DROP TABLE ledger_about;
