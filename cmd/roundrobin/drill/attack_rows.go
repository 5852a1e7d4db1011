package drill

import (
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"
)

// persons and acts that a row is about.
type about struct {
	people, acts []int
	petitions    []int
}

// own is the act that a row stands for: the first it names. Others are what it is about, as an agreement is about a comment.
func (f about) own() []int { return f.acts[:min(len(f.acts), 1)] }

// joins scores rows and lines of logs in which a person meets an act or a petition.
func joins(a *attacker) guesses {
	g := a.nothing()
	add := func(f about) {
		for _, who := range f.people {
			for _, n := range f.acts {
				g[a.said[n].kind][a.said[n].petition][who]++
			}
			for _, p := range f.petitions {
				for k := range kinds {
					g[k][p][who] += .5
				}
			}
		}
	}
	for _, c := range append(slices.Clone(a.backups), a.final) {
		for _, t := range c.tables {
			for _, row := range t.rows {
				add(a.about(row))
			}
		}
	}
	for l := range strings.Lines(a.logs) {
		var cells []any
		for _, word := range strings.FieldsFunc(l, func(r rune) bool { return strings.ContainsRune(" \n\t\"=/:,;", r) }) {
			cells = append(cells, word)
		}
		add(a.about(cells))
	}
	return g
}

// about looks cells up as they are and as text in hex or base64.
func (a *attacker) about(row []any) (f about) {
	for _, cell := range row {
		c := text(cell)
		if len(c) < 8 {
			continue
		}
		forms := []string{c}
		if b, err := hex.DecodeString(c); err == nil {
			forms = append(forms, string(b))
		}
		if b, err := base64.RawURLEncoding.DecodeString(c); err == nil {
			forms = append(forms, string(b))
		}
		for _, form := range forms {
			if n, ok := a.people[form]; ok {
				f.people = append(f.people, n)
			}
			if n, ok := a.byToken[form]; ok {
				f.acts = append(f.acts, n)
			}
			if n := a.petition(form); n >= 0 {
				f.petitions = append(f.petitions, n)
			}
		}
	}
	return f
}

// oneHand looks for values that only a few rows share, of several acts: the same hand. It then asks who read all of those petitions on
// the days of those acts.
func oneHand(a *attacker) guesses {
	hands := map[string]map[int]bool{}
	for _, t := range a.final.tables {
		for _, row := range t.rows {
			acts := a.about(row).own()
			for i, cell := range row {
				c := text(cell)
				if n, ok := cell.(int64); ok && n > 1<<20 {
					c = strconv.FormatInt(n, 10)
				}
				if len(acts) == 0 || !a.couldBeAHand(c) {
					continue
				}
				name := t.name + "\x00" + t.columns[i] + "\x00" + c
				if hands[name] == nil {
					hands[name] = map[int]bool{}
				}
				for _, n := range acts {
					hands[name][n] = true
				}
			}
		}
	}
	var several []map[int]bool
	for _, acts := range hands {
		if len(acts) > 1 && len(acts) <= 4*len(a.petitions) {
			several = append(several, acts)
		}
	}
	return a.whose(several)
}

// couldBeAHand leaves out days and the standards' codes, which are everybody's, and what names a petition or an act.
func (a *attacker) couldBeAHand(c string) bool {
	_, notDay := time.Parse(time.DateOnly, c)
	_, act := a.byToken[c]
	_, notCode := standards.Find(c)
	return len(c) >= 7 && len(c) <= 100 && notDay != nil && notCode != nil && !act && a.petition(c) < 0
}

// times takes any number or text in an act's row that could be a time within the campaign.
func times(a *attacker) guesses {
	g := a.nothing()
	for _, t := range a.final.tables {
		for _, row := range t.rows {
			acts := a.about(row).own()
			for _, cell := range row {
				at, ok := a.asTime(cell)
				if !ok || len(acts) == 0 {
					continue
				}
				for _, n := range acts {
					s := a.said[n]
					near := a.crowd(s.kind, s.petition, at.Add(-3*time.Second), at.Add(3*time.Second))
					for who := range near {
						g[s.kind][s.petition][who] += 1 / float64(len(near))
					}
				}
			}
		}
	}
	return g
}

func (a *attacker) asTime(cell any) (t time.Time, ok bool) {
	switch c := cell.(type) {
	case time.Time:
		t = c
	case int64:
		for t = time.Unix(c, 0); c > 1<<40; c /= 1000 {
			t = time.Unix(c/1000, 0)
		}
	case string:
		for _, form := range []string{time.RFC3339Nano, time.DateTime} {
			if at, err := time.Parse(form, c); err == nil {
				t = at
			}
		}
	}
	return t, t.After(a.lines[0].at) && t.Before(a.final.at.Add(time.Hour))
}
