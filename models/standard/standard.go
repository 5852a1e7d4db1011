// Package standard holds the published standards: what a petition may be turned away or hidden for, and for nothing else. Each version is
// a file that everybody can read and that never changes; a decision names one standard by its code, and the version. The first version is
// built in; admins write the later ones.
package standard

import (
	"crypto/sha256"
	_ "embed"
	"fmt"
	"strconv"

	"github.com/BurntSushi/toml"

	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

//go:embed v1.toml
var first string

// A Version of the standards, in the order in which they are read.
type Version struct {
	Version  int        `toml:"version"`
	From     day.Day    `toml:"from"` // the day on which they were published
	Language string     `toml:"language"`
	All      []Standard `toml:"standard"`

	File   string `toml:"-"` // TOML, as it is served and hashed
	Who    string `toml:"-"` // who published it, and why; "" of the first
	Reason string `toml:"-"`
}

// A Standard is one of them. What was ever published under a code keeps its title and its text for good; Text is one paragraph.
type Standard struct {
	Code  string `toml:"code"`
	Title string `toml:"title"`
	Text  string `toml:"text"`
	Hides bool   `toml:"hides,omitempty"` // what breaks it is hidden at once, before anybody has time to review it
}

// Hash is SHA-256 of the file, as the ledger has it.
func (v Version) Hash() pass.Hash { return sha256.Sum256([]byte(v.File)) }

// Name is v1, v2 and so on, as in its address.
func (v Version) Name() string { return "v" + strconv.Itoa(v.Version) }

// Leaf binds us to the file in the ledger.
func (v Version) Leaf() ledger.Operator {
	return &ledger.Standards{Version: v.Version, Hash: v.Hash(), Day: v.From}
}

// First is the version that is built in.
func First() Version {
	v, err := parse(first)
	if err != nil {
		panic(fmt.Sprintf("the standards that are built in cannot be read: %v", err))
	}
	return v
}

func parse(file string) (v Version, err error) {
	meta, err := toml.Decode(file, &v)
	if err == nil && len(meta.Undecoded()) > 0 {
		err = fmt.Errorf("standards with %v", meta.Undecoded())
	}
	v.File = file
	return v, err
}

// ErrCode is a refusal beside the field in which a standard is chosen.
var (
	ErrCode    = fault.New(fault.Invalid, "reason_code").On("code")
	errVersion = fault.New(fault.NotFound, "standards_missing")
)

// Find is the standard of a code, or ErrCode.
func (v Version) Find(code string) (Standard, error) {
	for _, s := range v.All {
		if s.Code == code {
			return s, nil
		}
	}
	return Standard{}, ErrCode
}

// Published are all versions, the first one first. There is always one.
type Published []Version

// Current is the version that decisions are made by.
func (p Published) Current() Version { return p[len(p)-1] }

// Version is the one of that number.
func (p Published) Version(n int) (Version, error) {
	if n < 1 || n > len(p) {
		return Version{}, errVersion
	}
	return p[n-1], nil
}

// Find is the standard of a code in whatever version it stands, or ErrCode: a code means the same in all of them.
func (p Published) Find(code string) (Standard, error) {
	for i := len(p) - 1; i >= 0; i-- {
		if s, err := p[i].Find(code); err == nil {
			return s, nil
		}
	}
	return Standard{}, ErrCode
}

// Ended are those that stand in the current version no more, in the order in which they came.
func (p Published) Ended() (all []Standard) {
	seen := map[string]bool{}
	for _, v := range p {
		for _, s := range v.All {
			if _, err := p.Current().Find(s.Code); err != nil && !seen[s.Code] {
				seen[s.Code], all = true, append(all, s)
			}
		}
	}
	return all
}
