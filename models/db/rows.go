package db

import "strings"

// mostValues is below what one statement takes: 32,766 on SQLite, 65,535 on PostgreSQL.
const mostValues = 30_000

// InsertRows writes many rows in few statements. Head is "INSERT INTO table (a, b)", values hold one value for each column of
// each row in turn, tail is what stands behind them ("ON CONFLICT …" or "").
func InsertRows(tx *Tx, head string, columns int, values []any, tail string) error {
	step := mostValues / columns * columns
	for len(values) > 0 {
		some := values[:min(step, len(values))]
		if err := tx.Exec(head+" VALUES "+Tuples(len(some)/columns, columns)+" "+tail, some...).Error; err != nil {
			return err
		}
		values = values[len(some):]
	}
	return nil
}

// Tuples is "( ?,?),( ?,?)": so many rows of so many places. The blank is needed: right behind a parenthesis gorm takes bytes
// for a list of values.
func Tuples(rows, columns int) string {
	row := "( " + strings.Repeat("?,", columns-1) + "?)"
	return strings.Repeat(row+",", rows-1) + row
}
