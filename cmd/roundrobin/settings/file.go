package settings

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
)

// A File is a file of settings: TOML, one key for each setting.
type File struct {
	Name   string
	values map[string]string // by key
}

// Read reads a file and says all that is wrong with it at once, as Mistakes.
func Read(name string, known []Setting) (*File, error) {
	var given map[string]any
	if _, err := toml.DecodeFile(name, &given); err != nil {
		return nil, unreadable(name, err)
	}
	f := &File{Name: name, values: map[string]string{}}
	var wrong Mistakes
	for _, key := range slices.Sorted(maps.Keys(given)) {
		i := slices.IndexFunc(known, func(s Setting) bool { return s.Key() == key })
		if _, table := given[key].(map[string]any); table {
			wrong = append(wrong, fmt.Sprintf("%s: [%s] is a table, and settings stand in none: write mail_host = \"…\", for example", name, key))
			continue
		}
		if i < 0 {
			near, _ := nearest(key, known, Setting.Key)
			wrong = append(wrong, fmt.Sprintf("%s: %s is no setting; did you mean %s?", name, key, near))
			continue
		}
		f.values[key] = f.path(known[i], written(given[key]))
		if why := known[i].Wrong(f.values[key]); why != "" {
			wrong = append(wrong, fmt.Sprintf("%s: %s: %s", name, key, why))
		}
	}
	return f, wrong.Err()
}

func unreadable(name string, err error) error {
	if syntax := (toml.ParseError{}); errors.As(err, &syntax) {
		return Mistakes{fmt.Sprintf("%s, line %d: %s", name, syntax.Position.Line, syntax.Message)}
	}
	if errors.Is(err, os.ErrNotExist) {
		return Mistakes{fmt.Sprintf("there is no file of settings %s; `roundrobin init` makes one", name)}
	}
	return Mistakes{fmt.Sprintf("the file of settings cannot be read: %v", err)}
}

// Get is what the file says, and whether it says anything. Nil is a file that says nothing.
func (f *File) Get(s Setting) (value string, ok bool) {
	if f == nil {
		return "", false
	}
	value, ok = f.values[s.Key()]
	return value, ok
}

// path lets a relative path begin where the file lies. The address of a database is none.
func (f *File) path(s Setting, value string) string {
	if !s.Path || value == "" || filepath.IsAbs(value) || strings.Contains(value, "://") {
		return value
	}
	return filepath.Join(filepath.Dir(f.Name), value)
}

// written is a value as it stands in the environment.
func written(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case []any:
		parts := make([]string, len(v))
		for i, part := range v {
			parts[i] = written(part)
		}
		return strings.Join(parts, ",")
	}
	return fmt.Sprint(value)
}
