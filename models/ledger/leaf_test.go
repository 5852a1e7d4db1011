package ledger

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"roundrobin/models/pass"
)

const origin = "petitions.meridian.example"

// one of each kind, in the order of the table in docs/protocol.md.
func oneOfEach(t testing.TB) []Operator {
	h := pass.Hash{1, 2, 3}
	return []Operator{
		&Season{"2026Q4", "2026-10-01", "2026-12-31"},
		&Book{"2026Q4", 48, h, pass.Hash{4}},
		&Gateway{7, []byte{7, 0, 16}, "2026-11-01"},
		&Desk{verifierKey(t, pass.DeskName(origin))},
		&PromiseKey{verifierKey(t, PromiseName(origin))},
		&Wallet{h},
		&Build{"1.2.3", h},
		&Roster{5204, h, "2026-11-01"},
		&Kinds{h, "contractor 310, employee 4890", "2026-11-01"},
		&Eligible{"2026Q4", 5204, h},
		&Standards{2, h, "2026-11-03"},
		&Program{"routecam", h},
		&Gather{"k5vgyq2mzr7c4wta", "2026Q4", 3, h, "2026-11-01"},
		&Reject{"k5vgyq2mzr7c4wta", h, "not about a workplace program", "2026-11-02"},
		&Open{"k5vgyq2mzr7c4wta", "2026Q4", 3, h, 4110, "2026-11-02", "2027-01-02"},
		&Hide{"k5vgyq2mzr7c4wta", strings.Repeat("ab", 16), "names somebody", "2026-11-03"},
		&Mute{"k5vgyq2mzr7c4wta", strings.Repeat("ab", 16), "threats", "2026-11-03"},
		&Milestone{"k5vgyq2mzr7c4wta", 100, "2026-11-03"},
		&Update{"k5vgyq2mzr7c4wta", h, "2026-11-03"},
		&Delivery{"k5vgyq2mzr7c4wta", h, "2026-11-03"},
		&Response{"k5vgyq2mzr7c4wta", h, "2026-11-03"},
		&Tally{"k5vgyq2mzr7c4wta", h, "2026-11-03"},
		&Round{"k5vgyq2mzr7c4wta", "routecam", "2026Q4", 4, h, 4110, "2026-11-02", "2026-12-31"},
		&Speak{"k5vgyq2mzr7c4wta", "organizers", strings.Repeat("ab", 16), h, "2026-11-03"},
		&Outcome{"k5vgyq2mzr7c4wta", "won", "2026-11-03"},
		&Close{"k5vgyq2mzr7c4wta", 4110, 0, "2027-01-02"},
		&Queue{"k5vgyq2mzr7c4wta", h, "2026-11-01"},
		&Submit{"k5vgyq2mzr7c4wta", h, "2026-11-02"},
		&Mend{"k5vgyq2mzr7c4wta", h, "2026-11-02"},
		&Withdraw{"k5vgyq2mzr7c4wta", "it was granted", "2026-11-02"},
		&Lapse{"k5vgyq2mzr7c4wta", "2026-12-02"},
		&Show{"k5vgyq2mzr7c4wta", strings.Repeat("ab", 32), "person_named: the name is out", "2026-11-03"},
		&Rule{"open_days", 90, 60, "2026-11-04", "2026-11-03"},
		&Domain{"2026Q4", "example.com,example.org", "2026-10-01"},
	}
}

func verifierKey(t testing.TB, name string) string {
	_, vkey, err := note.GenerateKey(nil, name)
	no(t, err)
	return vkey
}

func TestTheOperatorsLeavesStandAsTheProtocolSays(t *testing.T) {
	all := oneOfEach(t)
	for _, o := range all {
		leaf, err := Marshal(origin, o)
		no(t, err)
		got, err := ParseLeaf(leaf)
		no(t, err)
		again, err := Marshal(got.Origin, got.Operator)
		if err != nil || !bytes.Equal(again, leaf) || got.Act != nil {
			t.Errorf("%s is read back as %+v, %v", o.Kind(), got, err)
		}
	}
	leaf, err := Marshal(origin, all[14])
	no(t, err)
	if want := "roundrobin/v1 open\npetitions.meridian.example\npetition k5vgyq2mzr7c4wta\nbook 2026Q4\nslot 3\ntext 0102030000000000000000000000000000000000000000000000000000000000\nissued 4110\nday 2026-11-02\ncloses 2027-01-02\n"; string(leaf) != want {
		t.Errorf("got\n%s", leaf)
	}
}

// The table in the protocol and the lists in the code are one.
func TestEveryKindOfTheProtocolIsHere(t *testing.T) {
	b, err := os.ReadFile("../../docs/protocol.md")
	no(t, err)
	_, table, _ := strings.Cut(string(b), "| kind | lines |\n|---|---|\n")
	table, _, _ = strings.Cut(table, "\n\n")
	kinds := 0
	for _, row := range strings.Split(table, "\n") {
		cells := strings.Split(row, "|")
		for _, kind := range strings.Split(cells[1], ",") {
			kinds++
			o := newOperator(Kind(strings.TrimSpace(kind)))
			if o == nil {
				t.Errorf("no %s", kind)
				continue
			}
			if got, want := names(o), strings.TrimSpace(withoutNotes(cells[2])); got != want {
				t.Errorf("%s has lines %q, the protocol says %q", kind, got, want)
			}
			if pass.Kind(o.Kind()).Leaf() {
				t.Errorf("%s would be taken for an act", kind)
			}
		}
	}
	if len(oneOfEach(t)) != kinds {
		t.Errorf("%d kinds in the protocol, %d here", kinds, len(oneOfEach(t)))
	}
}

func names(o Operator) string {
	var list []string
	for _, l := range o.lines() {
		list = append(list, l.name)
	}
	return strings.Join(list, ", ")
}

// withoutNotes takes out what stands in parentheses.
func withoutNotes(s string) string {
	for {
		before, rest, ok := strings.Cut(s, " (")
		if !ok {
			return s
		}
		_, after, _ := strings.Cut(rest, ")")
		s = before + after
	}
}

func TestActsAreLeavesAsTheyAre(t *testing.T) {
	act := someAct(pass.Signature)
	got, err := ParseLeaf(act.Marshal())
	if err != nil || got.Act == nil || *got.Act != act || got.Origin != origin || got.Operator != nil {
		t.Errorf("%+v, %v", got, err)
	}
	agreement := someAct(pass.Agreement)
	agreement.Subject = strings.Repeat("ab", 16)
	if _, err := ParseLeaf(agreement.Marshal()); !errors.Is(err, ErrLeaf) {
		t.Error("took an agreement for a leaf")
	}
}

func someAct(k pass.Kind) pass.Act {
	a := pass.Act{Statement: pass.Statement{Kind: k, Origin: origin, Petition: "p", Subject: "-", Seq: 1}}
	a.Pass[1] = 2 // token type
	return a
}

func TestLeavesThatNobodyWrote(t *testing.T) {
	leaf, err := Marshal(origin, &Milestone{"p", 100, "2026-11-03"})
	no(t, err)
	text := string(leaf)
	for name, bad := range map[string]string{
		"nothing":                "",
		"another protocol":       strings.Replace(text, "v1", "v2", 1),
		"an unknown kind":        strings.Replace(text, "milestone", "miracle", 1),
		"no origin":              strings.Replace(text, origin, "", 1),
		"an origin of words":     strings.Replace(text, origin, "our site", 1),
		"a line less":            strings.Replace(text, "count 100\n", "", 1),
		"a line more":            text + "day 2026-11-03\n",
		"lines swapped":          strings.Replace(text, "count 100\nday 2026-11-03\n", "day 2026-11-03\ncount 100\n", 1),
		"a zero in front":        strings.Replace(text, "100", "0100", 1),
		"a negative count":       strings.Replace(text, "100", "-100", 1),
		"a day that is none":     strings.Replace(text, "11-03", "11-31", 1),
		"an empty value":         strings.Replace(text, "petition p", "petition ", 1),
		"two blanks":             strings.Replace(text, "petition p", "petition  p", 1),
		"carriage returns":       strings.ReplaceAll(text, "\n", "\r\n"),
		"no end":                 text[:len(text)-1],
		"an act's half":          "roundrobin/v1 signature\n" + origin + "\n",
		"more than a leaf holds": text + strings.Repeat("x", MaxLeaf),
	} {
		if _, err := ParseLeaf([]byte(bad)); !errors.Is(err, ErrLeaf) {
			t.Errorf("took a leaf with %s: %v", name, err)
		}
	}
}

func TestValuesThatCouldNotBeReadBackAreNotWritten(t *testing.T) {
	for name, o := range map[string]Operator{
		"a petition of two lines": &Milestone{"p\nq", 1, "2026-11-03"},
		"no day":                  &Milestone{"p", 1, ""},
		"a negative count":        &Milestone{"p", -1, "2026-11-03"},
		"a reason of two lines":   &Reject{"p", pass.Hash{}, "a\nb", "2026-11-03"},
		"no key":                  &Gateway{1, nil, "2026-11-03"},
		"a key that is none":      &Desk{"key"},
	} {
		if leaf, err := Marshal(origin, o); err == nil {
			t.Errorf("%s: wrote %q", name, leaf)
		}
	}
	if _, err := Marshal("Our Site", &Milestone{"p", 1, "2026-11-03"}); err == nil {
		t.Error("wrote an origin of words")
	}
}

func FuzzParseLeaf(f *testing.F) {
	for _, o := range oneOfEach(f) {
		leaf, err := Marshal(origin, o)
		no(f, err)
		f.Add(leaf)
	}
	f.Add(someAct(pass.Comment).Marshal())
	f.Fuzz(func(t *testing.T, b []byte) {
		l, err := ParseLeaf(b)
		if err != nil {
			return
		}
		var again []byte
		if l.Act != nil {
			again = l.Act.Marshal()
		} else {
			again, err = Marshal(l.Origin, l.Operator)
		}
		if err != nil || !bytes.Equal(again, b) {
			t.Error("another form", err)
		}
	})
}
