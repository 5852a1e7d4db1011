package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"roundrobin/views/words"
)

// figuresAgree compares what is said of each petition's count: on its page of figures, in its files, in the list, to open tabs, and by a
// recount.
func figuresAgree(t *testing.T, address string) {
	var listed struct {
		Petitions []struct {
			ID, Title, State, Opened, Due string
			Count, Goal, Overdue          int
		}
	}
	unmarshal(t, fetched(t, address+"/petitions.json"), &listed)
	recounted := recount(t, address)
	for _, p := range listed.Petitions {
		var f struct {
			Count, Goal, Overdue, Share, Holders, Change int
			Due                                          string
			Days                                         []struct {
				Day   string
				Count int
			}
			Forecast struct {
				Kind  string
				Ahead []struct{ Low, About, High int }
			}
		}
		of := address + "/petitions/" + p.ID
		unmarshal(t, fetched(t, of+"/progress.json"), &f)
		page := string(fetched(t, of+"/progress"))
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(fetched(t, of+"/counts.csv"), []byte("\ufeff")))).ReadAll()
		if err != nil || len(rows) != len(f.Days)+1 {
			t.Errorf("%s: %d rows for %d days, %v", p.Title, len(rows), len(f.Days), err)
			continue
		}
		if f.Count != p.Count || f.Goal != p.Goal || !strings.Contains(page, ">"+words.Number(context.Background(), p.Count)+"</text>") {
			t.Errorf("%s: %d of %d in the list, %d of %d among the figures", p.Title, p.Count, p.Goal, f.Count, f.Goal)
		}
		if p.State == "delivered" && (f.Overdue != p.Overdue || f.Due != p.Due || p.Overdue > 0 && !strings.Contains(page, strconv.Itoa(p.Overdue)+" days overdue")) {
			t.Errorf("%s: %d days overdue in the list, %d among the figures", p.Title, p.Overdue, f.Overdue)
		}
		if p.Opened == "" {
			continue
		}
		if last := rows[len(rows)-1][1]; last != strconv.Itoa(p.Count) || f.Days[len(f.Days)-1].Count != p.Count || recounted[p.Title] != p.Count {
			t.Errorf("%s: %d, the last row has %s, the last day %d, a recount %d", p.Title, p.Count, last, f.Days[len(f.Days)-1].Count, recounted[p.Title])
		}
		if n := len(f.Forecast.Ahead); n > 0 && (f.Forecast.Ahead[0].Low != p.Count || f.Forecast.Ahead[0].High != p.Count || f.Forecast.Ahead[n-1].High < f.Forecast.Ahead[n-1].Low) {
			t.Errorf("%s: the forecast does not begin with what is there: %v", p.Title, f.Forecast.Ahead[0])
		}
		if p.Title == "Stop recording our screens and keystrokes" && f.Forecast.Kind != "likely" {
			t.Errorf("nothing is foretold: %s", f.Forecast.Kind)
		}
	}
}

// sharedAndKept takes along what a petition's pages offer, and reads it with programs of others.
func sharedAndKept(t *testing.T, address string) {
	var listed struct {
		Petitions []struct{ ID, Title, State string }
	}
	unmarshal(t, fetched(t, address+"/petitions.json"), &listed)
	for _, p := range listed.Petitions {
		if p.Title != "Stop recording our screens and keystrokes" {
			continue
		}
		of := address + "/petitions/" + p.ID
		share := string(fetched(t, of+"/share"))
		short := regexp.MustCompile(`value="http[^"]*(/s/[a-z2-7]{8,})"`).FindStringSubmatch(share)
		if short == nil {
			t.Fatalf("no short link: %s", share)
		}
		for link, want := range map[string]string{short[1]: "/petitions/" + p.ID, short[1] + "/t": "/petitions/" + p.ID + "?card=title"} {
			if to := leadsTo(t, address+link); to != want {
				t.Errorf("%s leads to %s", link, to)
			}
		}
		if neutral := string(fetched(t, of)); strings.Contains(cardOf(neutral), "keystrokes") || !strings.Contains(cardOf(neutral), "/preview.png") {
			t.Errorf("the card names the petition: %s", cardOf(neutral))
		}
		if titled := string(fetched(t, of+"?card=title")); !strings.Contains(cardOf(titled), "Stop recording our screens") {
			t.Errorf("the card does not name the petition: %s", cardOf(titled))
		}
		for _, name := range []string{"poster-a4", "poster-letter", "card-a4", "card-letter", "letter"} {
			text := paperText(t, fetched(t, of+"/"+name+".pdf"))
			if !strings.Contains(text, "1,612") || !strings.Contains(text, "Stop recording our screens") {
				t.Errorf("%s: %s", name, text)
			}
			if name != "letter" && !strings.Contains(text, short[1]) {
				t.Errorf("%s has no link: %s", name, text)
			}
		}
		var whole struct {
			Petition struct{ Count int }
			Text     string
			Figures  struct{ Count int }
			Comments []struct{ Text string }
		}
		unmarshal(t, fetched(t, of+"/whole.json"), &whole)
		if whole.Petition.Count != 1612 || whole.Figures.Count != 1612 || len(whole.Comments) < 20 || !strings.Contains(whole.Text, "keystroke") {
			t.Errorf("%d, %d, %d comments", whole.Petition.Count, whole.Figures.Count, len(whole.Comments))
		}
		return
	}
	t.Error("no such petition")
}

func unmarshal(t *testing.T, b []byte, to any) {
	t.Helper()
	if err := json.Unmarshal(b, to); err != nil {
		t.Fatalf("%v: %.300s", err, b)
	}
}

// cardOf are the lines for chat programs.
func cardOf(page string) string {
	return strings.Join(regexp.MustCompile(`<meta property="og:[^>]*>`).FindAllString(page, -1), "\n")
}

func leadsTo(t *testing.T, address string) string {
	t.Helper()
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	return answer.Header.Get("Location")
}

func paperText(t *testing.T, pdf []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}
