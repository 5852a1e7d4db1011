package drill

import (
	"encoding/binary"
	"slices"
)

// hit is where a token stands in a file.
type hit struct {
	at    int
	token string
}

// find gives every place in b where one of the tokens stands. A token has at least 8 bytes.
func find(b []byte, tokens []string) (hits []hit) {
	var maybe [1 << 16]bool
	heads := map[uint64][]string{}
	for _, t := range tokens {
		if len(t) >= 8 {
			h := binary.LittleEndian.Uint64([]byte(t[:8]))
			heads[h] = append(heads[h], t)
			maybe[uint16(h)] = true
		}
	}
	for i := 0; i+8 <= len(b); i++ {
		if !maybe[binary.LittleEndian.Uint16(b[i:])] {
			continue
		}
		for _, t := range heads[binary.LittleEndian.Uint64(b[i:])] {
			if i+len(t) <= len(b) && string(b[i:i+len(t)]) == t {
				hits = append(hits, hit{i, t})
			}
		}
	}
	return hits
}

const near = 256 // bytes: within a row, or neighbours

// leftovers scores what stands near each other in raw bytes, whether any table still knows of it or not.
func leftovers(a *attacker) guesses {
	g := a.nothing()
	var tokens []string
	for t := range a.people {
		tokens = append(tokens, t)
	}
	for t := range a.byToken {
		tokens = append(tokens, t)
	}
	tokens = append(tokens, a.petitions...)
	for _, c := range append(slices.Clone(a.backups), a.final) {
		for _, f := range c.files {
			hits := find(f.bytes, tokens)
			for i, h := range hits {
				who, ok := a.people[h.token]
				if !ok {
					continue
				}
				for j := i - 1; j >= 0 && h.at-hits[j].at < near; j-- {
					a.meet(g, who, hits[j], h.at-hits[j].at)
				}
				for j := i + 1; j < len(hits) && hits[j].at-h.at < near; j++ {
					a.meet(g, who, hits[j], hits[j].at-h.at)
				}
			}
		}
	}
	return g
}

func (a *attacker) meet(g guesses, who int, h hit, apart int) {
	score := 1 / float64(1+apart)
	if n, ok := a.byToken[h.token]; ok {
		g[a.said[n].kind][a.said[n].petition][who] += score
	}
	if p := a.petition(h.token); p >= 0 {
		for k := range kinds {
			g[k][p][who] += score
		}
	}
}
