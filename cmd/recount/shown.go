package main

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"time"

	"roundrobin/models/day"
	"roundrobin/models/ledger/tally"
	"roundrobin/models/pass"
)

// tries are how often we wait for a site to stand still, pauses how long.
const (
	tries = 5
	pause = 2 * time.Second
)

// A now is what /now.json tells the pages.
type now struct {
	Size int64 `json:"size"`
	Keys []struct {
		Day  day.Day `json:"day"`
		Acts int     `json:"acts"`
	} `json:"keys"`
	Petitions []struct {
		ID    string `json:"id"`
		Count int    `json:"count"`
	} `json:"petitions"`
}

// shown holds what a site shows against what its log comes to. Its pages are as new as its log, so both must stand still meanwhile.
func (r *recount) shown(ctx context.Context) error {
	for range tries {
		before, err := r.readNow(ctx)
		if err != nil {
			return err
		}
		found := r.compare(ctx, before)
		after, err := r.readNow(ctx)
		if err != nil {
			return err
		}
		if before.Size == r.top.Size && after.Size == r.top.Size {
			return found
		}
		if err := r.wait(ctx, pause); err != nil {
			return err
		}
		if err := r.round(ctx); err != nil {
			return err
		}
	}
	return fmt.Errorf("what the site shows is of another time than its checkpoint of %d leaves, again and again: nothing can be said of it", r.top.Size)
}

func (r *recount) readNow(ctx context.Context) (n now, err error) {
	b, err := r.from.get(ctx, "/now.json", 16<<20)
	if err != nil {
		return n, err
	}
	if json.Unmarshal(b, &n) != nil {
		return n, lied("/now.json is not what pages understand")
	}
	return n, nil
}

func (r *recount) compare(ctx context.Context, n now) error {
	petitions, counts := r.tally.Petitions(), r.tally.Sponsors()
	for _, p := range petitions {
		counts[p.ID] = p.Count
	}
	for _, p := range n.Petitions {
		if p.Count != counts[p.ID] {
			return lied("/now.json shows %d signatures under petition %s; the log has %d", p.Count, p.ID, counts[p.ID])
		}
		delete(counts, p.ID)
	}
	for id, count := range counts {
		if count > 0 {
			return lied("/now.json does not show petition %s and its %d signatures", id, count)
		}
	}
	days := make([]string, len(n.Keys))
	for i, k := range n.Keys {
		days[i] = string(k.Day)
	}
	if err := r.compareKeys(ctx, days); err != nil {
		return err
	}
	return parallel(len(petitions), fetches, func(i int) error { return r.comparePage(ctx, petitions[i]) })
}

// compareKeys: the files in which wallets look for their own acts hold every act, in the log's order.
func (r *recount) compareKeys(ctx context.Context, days []string) error {
	var all strings.Builder
	for _, d := range days {
		b, err := r.from.get(ctx, "/log/keys/"+d, 1<<30)
		if err != nil {
			return err
		}
		all.Write(b)
	}
	if all.String() != string(r.entries) {
		return lied("the files /log/keys/DAY are not the keys of the log's %d acts", r.tally.Acts)
	}
	return nil
}

var digits = regexp.MustCompile(`\D+`)

// comparePage looks for the count where people see it.
func (r *recount) comparePage(ctx context.Context, c tally.Petition) error {
	path := "/petitions/" + c.ID
	page, err := r.from.get(ctx, path, 16<<20)
	if err != nil {
		return err
	}
	found := regexp.MustCompile(`data-count="`+regexp.QuoteMeta(c.ID)+`"[^>]*>([^<]*)<`).FindAllSubmatch(page, -1)
	if len(found) == 0 {
		return lied("%s does not show its count", path)
	}
	for _, f := range found {
		if digits.ReplaceAllString(string(f[1]), "") != fmt.Sprint(c.Count) {
			return lied("%s shows %s signatures; the log has %d", path, f[1], c.Count)
		}
	}
	return nil
}

// titles reads what people signed and checks that it is what the log says they signed. A folder need not have it.
func (r *recount) titles(ctx context.Context) ([]petition, error) {
	counted := r.tally.Petitions()
	petitions := make([]petition, len(counted))
	return petitions, parallel(len(petitions), fetches, func(i int) error {
		p := &petitions[i]
		p.ID, p.Count, p.Of = counted[i].ID, counted[i].Count, counted[i].Of
		path := "/petitions/" + p.ID + ".txt"
		b, err := r.from.get(ctx, path, 128<<10)
		if missing(err) {
			return nil
		}
		if err != nil {
			return err
		}
		if pass.Hash(sha256.Sum256(b)) != counted[i].Text {
			return lied("%s is not the text that was signed", path)
		}
		text, err := pass.ParseText(b)
		if err != nil {
			return lied("%s: %v", path, err)
		}
		p.Title = text.Title
		return nil
	})
}
