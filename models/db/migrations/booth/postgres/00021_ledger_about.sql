-- +goose Up
-- Which leaves are about a petition, or a book: what their third line names.
CREATE TABLE ledger_about (
  about TEXT NOT NULL,
  place BIGINT NOT NULL,
  PRIMARY KEY (about, place)
);

-- The third line: of an act the petition, of the operator's "petition …" or "book …".
INSERT INTO ledger_about (about, place)
SELECT CASE WHEN third LIKE 'petition %' THEN substr(third, 10) WHEN third LIKE 'book %' THEN substr(third, 6) ELSE third END, place
FROM (SELECT place, split_part(convert_from(leaf, 'UTF8'), chr(10), 3) AS third FROM ledger_leaf) AS lines
WHERE third LIKE 'petition %' OR third LIKE 'book %' OR third <> '' AND strpos(third, ' ') = 0;

-- +goose Down
DROP TABLE ledger_about;
