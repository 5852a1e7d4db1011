// Package standard holds the published standards: what a petition may be turned away or hidden for, and for nothing else. They are a
// versioned file that everybody can read; a decision names one of them by its code. Editing them in the office comes later: until then
// a new version is a new file, published with the program.
package standard

import (
	_ "embed"
	"fmt"

	"github.com/BurntSushi/toml"
	"roundrobin/models/day"
	"roundrobin/models/fault"
)

//go:embed v1.toml
var file string

// A Version of the standards, in the order in which they are read.
type Version struct {
	Version  int        `toml:"version"`
	From     day.Day    `toml:"from"` // the day on which they were written
	Language string     `toml:"language"`
	All      []Standard `toml:"standard"`
}

// A Standard is one of them. Code never changes its meaning; Text is one paragraph.
type Standard struct {
	Code  string `toml:"code"`
	Title string `toml:"title"`
	Text  string `toml:"text"`
	Hides bool   `toml:"hides"` // what breaks it is hidden at once, before anybody has time to review it
}

// Current is the version that decisions are made by.
func Current() Version {
	var v Version
	if meta, err := toml.Decode(file, &v); err != nil || len(meta.Undecoded()) > 0 {
		panic(fmt.Sprintf("the standards that are built in cannot be read: %v %v", err, meta.Undecoded()))
	}
	return v
}

// Find is the standard of a code, or a refusal beside the field in which it is chosen.
func (v Version) Find(code string) (Standard, error) {
	for _, s := range v.All {
		if s.Code == code {
			return s, nil
		}
	}
	return Standard{}, fault.New(fault.Invalid, "reason_code").On("code")
}
