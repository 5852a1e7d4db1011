package house

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// A column as a migration makes it. Of a whole line, only CREATE TABLE and ALTER TABLE … ADD COLUMN are understood.
type column struct{ file, table, name, kind string }

var (
	createTable = regexp.MustCompile(`(?is)CREATE\s+TABLE\s+(?:IF NOT EXISTS\s+)?(\w+)\s*\((.*?)\n\s*\)([^;]*);`)
	addColumn   = regexp.MustCompile(`(?is)ALTER\s+TABLE\s+(\w+)\s+ADD\s+(?:COLUMN\s+)?(\w+)\s+([^;]*);`)
	virtual     = regexp.MustCompile(`(?is)CREATE\s+VIRTUAL\s+TABLE\s+(\w+)`)
	columnLine  = regexp.MustCompile(`(?m)^\s*(\w+)\s+([^\n]*)$`)
	comment     = regexp.MustCompile(`--[^\n]*`)
	notAColumn  = regexp.MustCompile(`(?i)^(primary|unique|foreign|check|constraint|exclude)$`)
)

func (h *house) columns() (columns []column) {
	for name, text := range h.texts {
		if path.Ext(name) != ".sql" {
			continue
		}
		text = comment.ReplaceAllString(text, "")
		for _, t := range createTable.FindAllStringSubmatch(text, -1) {
			for _, c := range columnLine.FindAllStringSubmatch(t[2], -1) {
				if !notAColumn.MatchString(c[1]) {
					columns = append(columns, column{name, t[1], c[1], c[2]})
				}
			}
		}
		for _, a := range addColumn.FindAllStringSubmatch(text, -1) {
			if notAColumn.MatchString(a[2]) {
				continue
			}
			columns = append(columns, column{name, a[1], a[2], a[3]})
		}
	}
	return columns
}

var (
	timeName = regexp.MustCompile(`(?i)(_at|_time|^at|^time|^when|created|updated|modified|seen|timestamp)$`)
	timeKind = regexp.MustCompile(`(?i)\b(TIMESTAMP(TZ)?|DATETIME|TIME|INTERVAL|now\(\)|CURRENT_TIME(STAMP)?)\b`)
	// machinery may keep times of its own: none of it is about a person. table.column: why
	machinery = map[string]string{}
)

func noRowTimes(h *house) (breaches []string) {
	for _, c := range h.columns() {
		if _, ok := machinery[c.table+"."+c.name]; !ok && (timeName.MatchString(c.name) || timeKind.MatchString(c.kind)) {
			breaches = append(breaches, fmt.Sprintf("%s: %s.%s %s", c.file, c.table, c.name, c.kind))
		}
	}
	return breaches
}

var counting = regexp.MustCompile(`(?i)\b((BIG|SMALL)?SERIAL|AUTOINCREMENT|GENERATED\s+\w+(\s+\w+)?\s+AS\s+IDENTITY|nextval)\b`)

func noRowNumbers(h *house) (breaches []string) {
	for _, c := range h.columns() {
		if counting.MatchString(c.kind) {
			breaches = append(breaches, fmt.Sprintf("%s: %s.%s %s", c.file, c.table, c.name, c.kind))
		}
	}
	return breaches
}

func strictTables(h *house) (breaches []string) {
	for name, text := range h.texts {
		if !strings.Contains(name, "/sqlite/") {
			continue
		}
		for _, t := range createTable.FindAllStringSubmatch(comment.ReplaceAllString(text, ""), -1) {
			if !strings.Contains(strings.ToUpper(t[3]), "STRICT") {
				breaches = append(breaches, name+": "+t[1])
			}
		}
	}
	return breaches
}

// sameMigrations: a migration of one dialect has its twin, with the same tables and columns. What only a dialect's search needs is of
// type TSVECTOR, or a virtual table.
func sameMigrations(h *house) (breaches []string) {
	of, search := map[string][]string{}, map[string]bool{} // the columns of each file; the tables that are virtual somewhere
	for name, text := range h.texts {
		if path.Ext(name) == ".sql" {
			of[name] = nil
		}
		for _, v := range virtual.FindAllStringSubmatch(text, -1) {
			search[v[1]] = true
		}
	}
	for _, c := range h.columns() {
		if !search[c.table] && !strings.Contains(strings.ToUpper(c.kind), "TSVECTOR") {
			of[c.file] = append(of[c.file], c.table+"."+c.name)
		}
	}
	twins := strings.NewReplacer("/sqlite/", "/postgres/", "/postgres/", "/sqlite/")
	for name, columns := range of {
		other, ok := of[twins.Replace(name)]
		if !ok {
			breaches = append(breaches, name+" has no twin")
		}
		for _, c := range columns {
			if ok && !slices.Contains(other, c) {
				breaches = append(breaches, name+": "+c+" is not in its twin")
			}
		}
	}
	return breaches
}
