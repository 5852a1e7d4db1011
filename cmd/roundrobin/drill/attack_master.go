package drill

import (
	"encoding/binary"

	"roundrobin/models/pass"
	"roundrobin/models/secret"
)

// waitingOpened opens with the master key what waited at each backup: those acts came before it and after the last seal.
func waitingOpened(a *attacker) guesses {
	var all []window
	for _, b := range a.backups {
		w := window{to: b.at}
		for _, s := range a.public {
			if !s.at.After(b.at) {
				w.from = s.at
			}
		}
		for range kinds {
			w.moved = append(w.moved, make([]int, len(a.petitions)))
		}
		for _, h := range opened(b, *a.master) {
			if p := a.petition(h.Petition); p >= 0 {
				kind := map[pass.Kind]int{pass.Comment: commented, pass.Agreement: agreed}[h.Kind]
				w.moved[kind][p]++
			}
		}
		all = append(all, w)
	}
	return a.byWindows(all, func(int, int, window) float64 { return 1 })
}

func opened(c *copied, m secret.Master) (acts []pass.HandedIn) {
	boxes := map[string]secret.Box{}
	for _, t := range c.tables {
		if t.name != "seal" {
			continue
		}
		for _, row := range t.rows {
			id := text(row[t.at("id")])
			if key, err := m.Box("seal").Open([]byte(text(row[t.at("key")])), []byte(id)); err == nil && len(key) == secret.Size {
				boxes[id] = secret.NewBox([secret.Size]byte(key))
			}
		}
	}
	for _, t := range c.tables {
		if t.name != "waiting" {
			continue
		}
		for _, row := range t.rows {
			box, ok := boxes[text(row[t.at("seal")])]
			if !ok {
				continue
			}
			b, err := box.Open([]byte(text(row[t.at("act")])), []byte(text(row[t.at("name")])))
			if err != nil || len(b) < 2 || int(binary.BigEndian.Uint16(b)) > len(b)-2 {
				continue
			}
			if h, err := pass.ParseHandedIn(b[2 : 2+binary.BigEndian.Uint16(b)]); err == nil {
				acts = append(acts, h)
			}
		}
	}
	return acts
}
