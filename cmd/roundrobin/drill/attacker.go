package drill

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
	"time"

	"roundrobin/models/day"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/secret"
)

// loot is all that an attacker has: nothing in it is the drill's own knowledge of who did what, but what the attacker's friends told.
type loot struct {
	lines     []line
	public    []snapshot
	backups   []*copied
	final     *copied
	logs      string
	roster    []listed
	petitions []string
	told      []deed
	shown     []deed         // what people let everybody see of themselves; when they did it, they do not say
	master    *secret.Master // only in the second tier
}

// listed is a row of the roster with the keyed hash that it resolves to.
type listed struct {
	address, name string
	hash          [32]byte
}

func (r *run) loot() loot {
	l := loot{lines: r.proxy.lines, public: r.public, backups: r.backups, final: r.final, logs: r.logs.String(), petitions: r.petitions}
	for _, p := range r.persons {
		l.roster = append(l.roster, listed{p.address, p.name, p.hash})
	}
	for _, d := range r.deeds {
		if r.persons[d.who].mate {
			l.told = append(l.told, d)
		}
	}
	l.shown = r.shown()
	master := r.site.Master()
	l.master = &master
	return l
}

// shown are the first signatures of those who are open about one.
func (r *run) shown() (first []deed) {
	seen := map[int]bool{}
	for _, d := range r.deeds {
		if d.kind == signed && r.persons[d.who].open && !seen[d.who] {
			first, seen[d.who] = append(first, d), true
		}
	}
	return first
}

// An attacker is loot, sorted.
type attacker struct {
	loot
	views    [][]view    // by petition
	rooms    []view      // of the page of passes, where organizers work on every petition
	enrolled []time.Time // by person; zero is never
	counter  [][]line    // posts to the desk, by person
	said     []said      // what stands in the ledger and the booth
	byToken  map[string]int
	people   map[string]int // tokens of persons
	seals    map[day.Day]*window
}

// view is a petition's page while somebody looks at it, with the envelopes that were sent meanwhile.
type view struct {
	who, petition int
	from, to      time.Time
	envelopes     []line
}

// said is an act that everybody can see, without whose it is.
type said struct {
	kind, petition int
	day            day.Day  // of its seal, the last
	tokens         []string // bytes that are this act's alone: key, hash, id
	told           time.Time
	by             int // whose it is, for all to see; -1 where nobody says so
}

func newAttacker(l loot) *attacker {
	a := &attacker{loot: l, byToken: map[string]int{}, people: map[string]int{}, seals: map[day.Day]*window{}}
	a.readLog()
	a.readLedger()
	for n, p := range l.roster {
		for _, t := range []string{string(p.hash[:]), hex.EncodeToString(p.hash[:]), string(p.hash[:8]), hex.EncodeToString(p.hash[:8]),
			base64.RawURLEncoding.EncodeToString(p.hash[:]), p.address, p.name} {
			a.people[t] = n
		}
	}
	for _, t := range l.final.tables {
		if t.name == "issuances" { // SHA-256 of a person's request
			for _, row := range t.rows {
				if n, ok := a.people[text(row[t.at("person")])]; ok {
					a.people[text(row[t.at("request")])] = n
				}
			}
		}
	}
	return a
}

func (t table) at(column string) int {
	for i, c := range t.columns {
		if c == column {
			return i
		}
	}
	return -1
}

func (l loot) petition(id string) int {
	for i, p := range l.petitions {
		if p == id {
			return i
		}
	}
	return -1
}

// readLog finds who looked at what, and when passes were collected.
func (a *attacker) readLog() {
	a.views = make([][]view, len(a.petitions))
	a.enrolled = make([]time.Time, len(a.roster))
	a.counter = make([][]line, len(a.roster))
	open := make([]*view, len(a.roster))
	close := func(who int) {
		if v := open[who]; v != nil && v.petition >= 0 {
			a.views[v.petition] = append(a.views[v.petition], *v)
		} else if v != nil && v.petition == passes {
			a.rooms = append(a.rooms, *v)
		}
		open[who] = nil
	}
	for _, l := range a.lines {
		if id, ok := strings.CutPrefix(l.path, "/petitions/"); l.method == "GET" && (ok && !strings.ContainsAny(id, "./") || l.path == "/" || l.path == "/wallet" || l.path == "/desk") {
			close(l.who)
			open[l.who] = &view{who: l.who, petition: a.petition(id), from: l.at, to: l.at}
			if l.path == "/wallet" {
				open[l.who].petition = passes
			}
		}
		if v := open[l.who]; v != nil {
			v.to = l.at
			if l.path == pathEnvelopes {
				v.envelopes = append(v.envelopes, l)
			}
		}
		if l.method == "POST" && strings.HasPrefix(l.path, "/desk/") {
			a.counter[l.who] = append(a.counter[l.who], l)
			if l.path == "/desk/passes" && l.status == 200 {
				a.enrolled[l.who] = l.at
			}
		}
	}
	for who := range open {
		close(who)
	}
}

// readLedger takes the acts from the leaves, and agreements and flags, which are no leaves, from their tables: each under a name that stands for
// nobody, and under the act's own hash, which friends know of theirs.
func (a *attacker) readLedger() {
	comments := map[string]int{}
	for _, t := range a.final.tables {
		if t.name != "ledger_leaf" {
			continue
		}
		for _, row := range t.rows {
			leaf, err := ledger.ParseLeaf([]byte(text(row[t.at("leaf")])))
			if err != nil || leaf.Act == nil {
				continue
			}
			kind, id := signed, ""
			if leaf.Act.Kind == pass.Comment {
				kind, id = commented, leaf.Act.CommentID()
				comments[id] = a.petition(leaf.Act.Petition)
			}
			key := leaf.Act.Pass.BoothKey()
			a.saw(said{kind: kind, petition: a.petition(leaf.Act.Petition), tokens: []string{string(key[:]), text(row[t.at("hash")]), id}})
		}
	}
	for _, t := range a.final.tables {
		switch t.name {
		case "agreement":
			for _, row := range t.rows {
				a.saw(said{kind: agreed, petition: comments[text(row[t.at("comment")])], tokens: []string{text(row[t.at("who")])}})
			}
		case "moderation_flag":
			for _, row := range t.rows {
				target := text(row[t.at("target")])
				p, about := comments[target]
				if !about {
					p = a.petition(target)
				}
				a.saw(said{kind: flagged, petition: p, tokens: []string{text(row[t.at("who")])}})
			}
		}
	}
	a.readStatements()
	for _, d := range a.told {
		if n, ok := a.byToken[string(d.leaf[:])]; ok {
			a.said[n].told = d.at
		}
	}
	for _, d := range a.shown {
		if n, ok := a.byToken[string(d.leaf[:])]; ok {
			a.said[n].by = d.who
		}
	}
}

// readStatements takes from where all statements are filed the day of each act's seal, and the hash of those that are no leaves.
func (a *attacker) readStatements() {
	for _, t := range a.final.tables {
		if t.name != "statement" {
			continue
		}
		for _, row := range t.rows {
			n, ok := a.byToken[text(row[t.at("key")])]
			if !ok {
				continue
			}
			a.said[n].day = day.Day(text(row[t.at("day")]))
			if k := a.said[n].kind; k == agreed || k == flagged {
				hash := text(row[t.at("hash")])
				a.said[n].tokens, a.byToken[hash] = append(a.said[n].tokens, hash), n
			}
		}
	}
}

func (a *attacker) saw(s said) {
	s.by = -1
	for _, t := range s.tokens {
		if t != "" {
			a.byToken[t] = len(a.said)
		}
	}
	a.said = append(a.said, s)
}

// where are the views in which such a thing can have been done: signing and speaking on the petition's page, organizing on that of the passes.
func (a *attacker) where(kind, petition int) []view {
	if kind == organized {
		return a.rooms
	}
	return a.views[petition]
}

// crowd are those with passes who were there within a time.
func (a *attacker) crowd(kind, petition int, from, to time.Time) map[int]bool {
	who := map[int]bool{}
	for _, v := range a.where(kind, petition) {
		if v.from.Before(to) && v.to.After(from) && a.holds(v.who, v.to) {
			who[v.who] = true
		}
	}
	return who
}

func (a *attacker) holds(who int, at time.Time) bool {
	return !a.enrolled[who].IsZero() && a.enrolled[who].Before(at.Add(time.Hour)) // the visit on which they enrol counts
}

// guesses are scores by kind, petition and person: the higher, the more the attack suspects.
type guesses [][][]float64

func (a *attacker) nothing() guesses {
	g := make(guesses, len(kinds))
	for k := range g {
		g[k] = make([][]float64, len(a.petitions))
		for p := range g[k] {
			g[k][p] = make([]float64, len(a.roster))
		}
	}
	return g
}
