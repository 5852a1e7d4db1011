package drill

import (
	"bytes"
	"encoding/binary"
	"slices"
	"time"

	"roundrobin/models/day"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
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
		w.moved = a.unmoved()
		for _, h := range opened(b, *a.master) {
			if kind, ok := kindOf(h.Kind); ok && a.petition(h.Petition) >= 0 {
				w.moved[kind][a.petition(h.Petition)]++
			}
		}
		all = append(all, w)
	}
	return a.byWindows(all, always)
}

// draftsOpened opens with the master key what organizers did and what is kept of it after its seal: whose petition, and which seal.
func draftsOpened(a *attacker) guesses {
	moved := map[day.Day]*window{}
	for _, t := range a.final.tables {
		if t.name != "organizer_act" {
			continue
		}
		for _, row := range t.rows {
			act, err := a.master.Box("organizer act").Open([]byte(text(row[t.at("act")])), []byte(text(row[t.at("name")])))
			if err != nil || len(act) < 2 {
				continue
			}
			line, rest, _ := bytes.Cut(act[2:min(2+int(binary.BigEndian.Uint16(act)), len(act))], []byte{'\n'})
			h, err := pass.ParseKept(rest)
			p := a.petition(h.Petition)
			if err != nil || p < 0 || len(line) < len(time.DateOnly) {
				continue
			}
			d := day.Day(line[:len(time.DateOnly)])
			if moved[d] == nil {
				w := a.sealedOn(d)
				moved[d] = &window{from: w.from, to: w.to, moved: a.unmoved()}
			}
			moved[d].moved[organized][p]++
		}
	}
	var all []window
	for _, w := range moved {
		all = append(all, *w)
	}
	slices.SortFunc(all, func(x, y window) int { return x.to.Compare(y.to) })
	return a.byWindows(all, always)
}

// sealedOn is the window of the seal that ended with a day: since the one before, as everybody saw it move.
func (a *attacker) sealedOn(d day.Day) *window {
	if a.seals[d] != nil {
		return a.seals[d]
	}
	w := &window{}
	a.seals[d] = w
	ended, err := time.Parse(time.DateOnly, string(d.Add(1)))
	if err != nil {
		return w
	}
	w.from, w.to = ended.AddDate(0, 0, -petition.MostSealDays), ended
	for _, s := range windows(a.public) {
		if !same(s.moved, a.unmoved()) && !s.to.After(ended.AddDate(0, 0, -1)) && s.to.After(w.from) {
			w.from = s.to
		}
	}
	return w
}

func (a *attacker) unmoved() (none [][]int) {
	for range kinds {
		none = append(none, make([]int, len(a.petitions)))
	}
	return none
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
