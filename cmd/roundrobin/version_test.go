package main

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"io"
	"maps"
	"os"
	"regexp"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"roundrobin/models/ledger"
)

// A program says in the ledger what it is when it first starts, and once.
func TestAProgramIsInTheLedgerOnce(t *testing.T) {
	c := &config{Data: t.TempDir(), Origin: "petitions.example", Zone: "UTC", SealMin: 1, BookSlots: 1}
	o := &outside{Now: time.Now, Random: rand.Reader, Out: io.Discard, Err: io.Discard}
	must(t, withSite(t.Context(), c, o, func(s *site) error {
		before, err := s.ledger.Size(t.Context())
		must(t, err)
		must(t, s.sayBuild(t.Context()))
		must(t, s.sayBuild(t.Context()))
		after, err := s.ledger.Size(t.Context())
		if err != nil || after != before+1 {
			t.Errorf("%d leaves, then %d: %v", before, after, err)
		}
		path, err := os.Executable()
		must(t, err)
		file, err := os.ReadFile(path)
		must(t, err)
		leaf, err := ledger.Marshal(c.Origin, &ledger.Build{Version: version, Binary: sha256.Sum256(file)})
		must(t, err)
		_, err = s.ledger.Find(t.Context(), ledger.LeafHash(leaf))
		return err
	}))
}

// TestTheBillNamesAllThatIsBuiltIn: every module with its version and its sum, Go itself, and what the scripts hold.
func TestTheBillNamesAllThatIsBuiltIn(t *testing.T) {
	var out bytes.Buffer
	must(t, (&versionCommand{SBOM: true}).Run(&outside{Out: &out}))
	var b bill
	in := json.NewDecoder(&out)
	in.DisallowUnknownFields()
	must(t, in.Decode(&b))
	if b.Format != "CycloneDX" || b.Spec != "1.6" || b.Version != 1 || b.Metadata.Component.Type != "application" {
		t.Errorf("%+v", b)
	}
	refs := map[string]bool{b.Metadata.Component.Ref: true}
	for _, c := range b.Components {
		if !regexp.MustCompile(`^pkg:(golang|npm)/[^ @]+@[^ @]+$`).MatchString(c.PURL) || c.Name == "" || c.Version == "" || c.Type != "library" || refs[c.Ref] {
			t.Errorf("%+v", c)
		}
		refs[c.Ref] = true
		if strings.HasPrefix(c.PURL, "pkg:golang/") && c.Name != "std" && (len(c.Hashes) != 1 || len(c.Hashes[0].Content) != 64) {
			t.Errorf("%s has no sum", c.Name)
		}
	}
	info, _ := debug.ReadBuildInfo()
	if len(b.Components) != len(info.Deps)+1+len(scripted) || len(info.Deps) < 20 {
		t.Errorf("%d parts, and %d modules", len(b.Components), len(info.Deps))
	}
}

// TestTheBillNamesWhatOurScriptsHold, which the Go program does not know by itself.
func TestTheBillNamesWhatOurScriptsHold(t *testing.T) {
	text, err := os.ReadFile("../../static/js/package.json")
	must(t, err)
	var p struct{ Dependencies map[string]string }
	must(t, json.Unmarshal(text, &p))
	have := map[string]string{}
	for _, c := range scripted {
		have[c.Name] = c.Version
	}
	if !maps.Equal(have, p.Dependencies) {
		t.Errorf("%v, and package.json has %v", have, p.Dependencies)
	}
}
