package settings

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/agnivade/levenshtein"
)

// Mistakes are all that is wrong, a sentence each.
type Mistakes []string

// Error is the sentences, a line each.
func (m Mistakes) Error() string {
	if len(m) == 1 {
		return m[0]
	}
	return fmt.Sprintf("%d settings are wrong:\n  %s", len(m), strings.Join(m, "\n  "))
}

// Err is nil where there are none.
func (m Mistakes) Err() error {
	if len(m) == 0 {
		return nil
	}
	return m
}

// Wrong says what is wrong with a value as it was written, or nothing. What it means together with others is not looked at.
func (s Setting) Wrong(value string) string {
	wrong := func(what string) string { return fmt.Sprintf("%q is %s", value, what) }
	switch {
	case len(s.Enum) > 0 && !slices.Contains(s.Enum, value):
		return wrong("none of " + s.choices())
	case s.kind == durations:
		if _, err := time.ParseDuration(value); err != nil {
			return wrong("no length of time, such as 30s, 15m or 1h")
		}
	case s.kind.Kind() == reflect.Int:
		if _, err := strconv.Atoi(value); err != nil {
			return wrong("no whole number")
		}
	case s.kind.Kind() == reflect.Bool:
		if _, err := strconv.ParseBool(value); err != nil {
			return wrong("neither true nor false")
		}
	}
	return ""
}

// Environment says what is wrong with what the environment gives: values, and names that were probably meant to be ours. given are its lines,
// NAME=VALUE.
func Environment(known []Setting, given []string) (wrong Mistakes) {
	for _, line := range given {
		name, value, _ := strings.Cut(line, "=")
		if !strings.HasPrefix(name, prefix) {
			continue
		}
		i := slices.IndexFunc(known, func(s Setting) bool { return s.Env == name })
		if i < 0 {
			if near, distance := nearest(name, known, func(s Setting) string { return s.Env }); distance <= typo {
				wrong = append(wrong, fmt.Sprintf("%s is no setting; did you mean %s?", name, near))
			}
		} else if why := known[i].Wrong(value); why != "" {
			wrong = append(wrong, name+": "+why)
		}
	}
	return wrong
}

// typo is how many letters may be wrong in a name of the environment that is taken for one of ours.
const typo = 2

func nearest(name string, known []Setting, named func(Setting) string) (near string, distance int) {
	distance = len(name) + 1
	for _, s := range known {
		if d := levenshtein.ComputeDistance(name, named(s)); d < distance {
			near, distance = named(s), d
		}
	}
	return near, distance
}
