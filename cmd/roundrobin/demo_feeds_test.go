package main

import (
	"encoding/json"
	"encoding/xml"
	"net/url"
	"strings"
	"testing"
	"time"
)

// A feed as RFC 4287 (sections 4.1.1 and 4.1.2) wants it: what must be there of a feed and of an entry.
type feed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Self    []feedLink  `xml:"link"`
	Entries []feedEntry `xml:"entry"`
}

type feedEntry struct {
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated string     `xml:"updated"`
	Links   []feedLink `xml:"link"`
}

type feedLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

// feedsAreAtom reads every feed of the site: what readers of feeds need is there, no entry has the name of another, each leads to a page,
// and nothing is dated finer than by the day.
func feedsAreAtom(t *testing.T, address string) {
	var listed struct {
		Petitions []struct{ ID string }
		Programs  []struct{ ID string }
	}
	paths := []string{"/petitions.atom", "/petitions.atom?state=all&q=screens", "/programs.atom", "/programs/proposals.atom"}
	for path, kind := range map[string]string{"/petitions.json?state=all": "/petitions/", "/programs.json": "/programs/"} {
		if err := json.Unmarshal(fetched(t, address+path), &listed); err != nil {
			t.Fatal(err)
		}
		for _, one := range map[string][]struct{ ID string }{"/petitions/": listed.Petitions, "/programs/": listed.Programs}[kind] {
			paths = append(paths, kind+one.ID+".atom")
		}
	}
	if len(paths) < 20 {
		t.Fatalf("only %d feeds", len(paths))
	}
	told := 0
	for _, path := range paths {
		var f feed
		if err := xml.Unmarshal(fetched(t, address+path), &f); err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		f.check(t, path, address)
		told += len(f.Entries)
	}
	if told < 50 {
		t.Errorf("all feeds together tell %d things", told)
	}
}

func (f *feed) check(t *testing.T, path, address string) {
	if f.ID == "" || f.Title == "" || f.Author == "" || !wholeDay(f.Updated) || len(f.Self) == 0 || f.Self[0].Rel != "self" {
		t.Errorf("%s: %+v", path, f)
	}
	names := map[string]bool{}
	for _, e := range f.Entries {
		if names[e.ID] || !strings.HasPrefix(e.ID, "tag:") || e.Title == "" || !wholeDay(e.Updated) || len(e.Links) != 1 || e.Updated > f.Updated {
			t.Errorf("%s: %+v", path, e)
		}
		names[e.ID] = true
	}
	if len(f.Entries) > 0 && len(f.Entries[0].Links) == 1 {
		to, err := url.Parse(f.Entries[0].Links[0].Href)
		if err != nil {
			t.Fatal(err)
		}
		fetched(t, address+to.RequestURI())
	}
}

// wholeDay is midnight in the site's zone.
func wholeDay(s string) bool {
	at, err := time.Parse(time.RFC3339, s)
	return err == nil && at.Minute() == 0 && at.Second() == 0 && at.Hour() == 0
}

// toldMeanwhile reads what a petition's page says of its program since the petition opened, and the program's whole timeline.
func toldMeanwhile(t *testing.T, address string) {
	const before, after = "Rolled out", "Recordings found readable by all staff"
	var listed struct {
		Petitions []struct{ ID, Title, Program string }
	}
	if err := json.Unmarshal(fetched(t, address+"/petitions.json?state=all"), &listed); err != nil {
		t.Fatal(err)
	}
	for _, p := range listed.Petitions {
		if p.Title != "Stop recording our screens and keystrokes" {
			continue
		}
		page := string(fetched(t, address+"/petitions/"+p.ID))
		_, meanwhile, found := strings.Cut(page, `id="meanwhile"`)
		meanwhile, _, _ = strings.Cut(meanwhile, "</section>")
		if !found || !strings.Contains(meanwhile, after) || strings.Contains(meanwhile, before) {
			t.Errorf("meanwhile: %s", meanwhile)
		}
		whole := string(fetched(t, address+"/programs/"+p.Program))
		if !strings.Contains(whole, before) || !strings.Contains(whole, after) {
			t.Error("the program's own page leaves some out")
		}
		return
	}
	t.Error("no such petition")
}
