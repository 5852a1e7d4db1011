package house

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A column as a migration makes, adds or renames it.
type column struct{ file, table, name, kind string }

// A table as a migration makes it: its columns, and what stands behind the bracket.
type table struct {
	file, name, options string
	columns             []column
}

var (
	createTable = regexp.MustCompile(`(?i)\bCREATE\s+(?:\w+\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?"?(\w+)"?\s*(\()?`)
	alterTable  = regexp.MustCompile(`(?i)\bALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?"?(\w+)"?\s+([^;]*)`)
	addColumn   = regexp.MustCompile(`(?is)^\s*ADD\s+(?:COLUMN\s+)?(?:IF\s+NOT\s+EXISTS\s+)?"?(\w+)"?\s+(.*)$`)
	rename      = regexp.MustCompile(`(?is)^\s*RENAME\s+(?:COLUMN\s+)?"?\w+"?\s+TO\s+"?(\w+)"?\s*$`)
	virtual     = regexp.MustCompile(`(?is)CREATE\s+VIRTUAL\s+TABLE\s+(\w+)`)
	firstWord   = regexp.MustCompile(`(?s)^\s*"?(\w+)"?\s*(.*)$`)
	comment     = regexp.MustCompile(`--[^\n]*`)
	notAColumn  = regexp.MustCompile(`(?i)^(primary|unique|foreign|check|constraint|exclude)$`)
)

// tables are those that a file makes, however it is laid out. A table that cannot be read has no options.
func tables(file, text string) (all []table) {
	text = comment.ReplaceAllString(text, "")
	for _, at := range createTable.FindAllStringSubmatchIndex(text, -1) {
		t := table{file: file, name: text[at[2]:at[3]]}
		if strings.HasPrefix(strings.ToUpper(text[at[0]:]), "CREATE VIRTUAL") {
			continue
		}
		if at[4] >= 0 {
			var parts []string
			if parts, t.options = bracket(text[at[5]:]); parts != nil {
				for _, part := range parts {
					if c := firstWord.FindStringSubmatch(part); c != nil && !notAColumn.MatchString(c[1]) {
						t.columns = append(t.columns, column{file, t.name, c[1], c[2]})
					}
				}
				t.options = "(…)" + t.options
			}
		}
		all = append(all, t)
	}
	return all
}

// bracket splits what stands between a bracket that is open and its end at the commas that are in no other, and gives what follows up
// to the end of the statement. Without an end there are no parts.
func bracket(text string) (parts []string, after string) {
	depth, from, quoted := 0, 0, false
	for i, c := range text {
		switch {
		case c == '\'':
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case c == ')':
			after, _, _ = strings.Cut(text[i+1:], ";")
			return append(parts, text[from:i]), after
		case c == ',' && depth == 0:
			parts, from = append(parts, text[from:i]), i+1
		}
	}
	return nil, ""
}

func (h *house) columns() (columns []column) {
	for name, text := range h.texts {
		if path.Ext(name) != ".sql" {
			continue
		}
		for _, t := range tables(name, text) {
			columns = append(columns, t.columns...)
		}
		for _, a := range alterTable.FindAllStringSubmatch(comment.ReplaceAllString(text, ""), -1) {
			parts, _ := bracket(a[2] + ")")
			for _, part := range parts {
				if c := addColumn.FindStringSubmatch(part); c != nil && !notAColumn.MatchString(c[1]) {
					columns = append(columns, column{name, a[1], c[1], c[2]})
				}
				if c := rename.FindStringSubmatch(part); c != nil {
					columns = append(columns, column{name, a[1], c[1], ""})
				}
			}
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
		for _, t := range tables(name, text) {
			if !strings.Contains(strings.ToUpper(t.options), "STRICT") {
				breaches = append(breaches, name+": "+t.name)
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
			for _, t := range tables(name, text) {
				if t.columns == nil {
					breaches = append(breaches, name+": "+t.name+" has no columns that could be compared")
				}
			}
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

// firstAdding is the number of the first migration that comes to sites with several replicas, which are replaced one after the other.
const firstAdding = 500

var (
	takesAway    = regexp.MustCompile(`(?i)\b(DROP\s+(TABLE|COLUMN|CONSTRAINT|VIEW)|RENAME|ALTER\s+COLUMN|SET\s+NOT\s+NULL|LOCK\s+TABLE)\b`)
	furtherAdded = regexp.MustCompile(`(?i),\s*ADD\b`)
	number       = regexp.MustCompile(`^\d+`)
)

// migrationsAdd: while a migration of the new version is in the store, replicas of the old one still read and write it.
func migrationsAdd(h *house) (breaches []string) {
	for name, text := range h.texts {
		n, err := strconv.Atoi(number.FindString(path.Base(name)))
		if err != nil || n < firstAdding || path.Base(path.Dir(name)) != "postgres" {
			continue
		}
		up, _, _ := strings.Cut(text, "-- +goose Down")
		up = comment.ReplaceAllString(up, "")
		if what := takesAway.FindString(up); what != "" {
			breaches = append(breaches, name+" does not only add: "+what)
		}
		for _, altered := range alterTable.FindAllStringSubmatch(up, -1) {
			for _, clause := range furtherAdded.Split(strings.ToUpper(altered[2]), -1) {
				if strings.Contains(clause, "NOT NULL") && !strings.Contains(clause, "DEFAULT") {
					breaches = append(breaches, name+": the old version cannot fill what is added to "+altered[1])
				}
			}
		}
	}
	return breaches
}
