// Package settings knows the settings of the program from the struct that holds them: their names, what they take, how they stand
// in a file and in a table. It reads neither environment nor flags; whoever does hands over what was given.
package settings

import (
	"reflect"
	"strings"
	"time"
)

// A Setting is a field of the configuration, as people set it.
type Setting struct {
	Env         string // its name in the environment, RR_…
	Help        string // sentences
	Default     string // or ""
	Placeholder string // what stands where there is no default
	Enum        []string
	Secret      bool // never shown
	Path        bool // of a file or folder: in a file, a relative one begins where that file lies

	kind  reflect.Type
	index []int
}

const prefix = "RR_"

// Key is the setting's name in a file: as in the environment, in lower case and without RR_.
func (s Setting) Key() string { return strings.ToLower(strings.TrimPrefix(s.Env, prefix)) }

// Of are the settings in a struct with kong's tags, in its order. fill are the values of ${names} in defaults. Two tags are ours: secret:"" and
// path:"".
func Of(config any, fill map[string]string) []Setting {
	return of(reflect.TypeOf(config), nil, "", fill)
}

func of(t reflect.Type, index []int, outer string, fill map[string]string) (found []Setting) {
	for _, f := range reflect.VisibleFields(t) {
		at := append(append([]int{}, index...), f.Index...)
		tag := f.Tag
		if _, ok := tag.Lookup("embed"); ok {
			found = append(found, of(f.Type, at, outer+tag.Get("envprefix"), fill)...)
			continue
		}
		env, ok := tag.Lookup("env")
		if !ok {
			continue
		}
		s := Setting{Env: outer + env, Help: tag.Get("help"), Default: filled(tag.Get("default"), fill), Placeholder: tag.Get("placeholder"), kind: f.Type, index: at}
		if s.kind.Kind() == reflect.Pointer { // what may be left unset
			s.kind = s.kind.Elem()
		}
		_, s.Secret = tag.Lookup("secret")
		_, s.Path = tag.Lookup("path")
		if enum := tag.Get("enum"); enum != "" {
			s.Enum = strings.Split(enum, ",")
		}
		found = append(found, s)
	}
	return found
}

func filled(text string, fill map[string]string) string {
	for name, value := range fill {
		text = strings.ReplaceAll(text, "${"+name+"}", value)
	}
	return text
}

// Value is what the configuration, a struct as it was given to Of, has for the setting; as it is written.
func (s Setting) Value(config any) string {
	v := reflect.Indirect(reflect.ValueOf(config)).FieldByIndex(s.index)
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return ""
		}
		v = v.Elem()
	}
	if list, ok := v.Interface().([]string); ok {
		return strings.Join(list, ",")
	}
	return written(v.Interface())
}

var durations = reflect.TypeFor[time.Duration]()
