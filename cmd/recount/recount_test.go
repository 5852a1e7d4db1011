package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"roundrobin/models/ledger"
	"roundrobin/models/ledger/tally"
	"roundrobin/models/pass"
)

var (
	reviewText = pass.Text{Language: "en", Title: "Publish the RouteCam privacy review", Addressee: "Leadership", Ask: "Publish it.", Background: "It was finished in May.\n"}
	busText    = pass.Text{Language: "en", Title: "Bring back the night bus", Addressee: "Leadership", Ask: "Bring it back.", Background: "We walk.\n"}
	draftText  = pass.Text{Language: "en", Title: "Publish the review", Addressee: "Leadership", Ask: "Publish.", Background: "It was finished.\n"}
)

const (
	review = "reviewreviewrevi"
	bus    = "busbusbusbusbusb"
)

// busyTown: two petitions; of the first, a sponsor signs a draft that is mended, two sign the text, one withdraws and signs
// again, one withdraws; of the second, one signs. One comments and mends the comment.
func busyTown(t *testing.T) (*town, []member) {
	w := newTown(t)
	m := []member{w.member(), w.member(), w.member(), w.member()}
	w.say(&ledger.Gather{Petition: review, Book: "2026Q4", Slot: 1, Text: draftText.Hash(), Day: "2026-11-01"})
	w.act(m[0].says(pass.Signature, 1, review, draftText, "-", 1, nil))
	w.act(m[3].says(pass.Signature, 1, review, draftText, "-", 1, nil))
	w.say(&ledger.Gather{Petition: review, Book: "2026Q4", Slot: 1, Text: reviewText.Hash(), Day: "2026-11-02"})
	w.act(m[0].says(pass.Signature, 1, review, reviewText, "-", 2, nil))
	w.say(&ledger.Open{Petition: review, Book: "2026Q4", Slot: 1, Text: reviewText.Hash(), Issued: 5, Day: "2026-11-03", Closes: "2027-01-03"})
	w.say(&ledger.Open{Petition: bus, Book: "2026Q4", Slot: 2, Text: busText.Hash(), Issued: 5, Day: "2026-11-03", Closes: "2027-01-03"})
	w.act(m[1].says(pass.Withdrawal, 1, review, reviewText, "-", 2, nil)) // sorted by hash, this may come first
	w.act(m[1].says(pass.Signature, 1, review, reviewText, "-", 1, nil))
	w.act(m[1].says(pass.Signature, 1, review, reviewText, "-", 3, nil))
	w.act(m[2].says(pass.Signature, 1, review, reviewText, "-", 1, nil))
	w.act(m[2].says(pass.Withdrawal, 1, review, reviewText, "-", 2, nil))
	w.act(m[2].says(pass.Signature, 2, bus, busText, "-", 1, nil))
	comment := m[1].says(pass.Comment, 1, review, reviewText, "-", 1, pass.CommentBody{Parent: pass.NoParent, Text: "Why?"}.Marshal())
	w.act(m[1].says(pass.Edit, 1, review, reviewText, comment.CommentID(), 1, pass.CommentBody{Parent: pass.NoParent, Text: "Why not?"}.Marshal()))
	w.act(comment)
	w.files["/petitions/"+review+".txt"], w.files["/petitions/"+bus+".txt"] = reviewText.Marshal(), busText.Marshal()
	return w, m
}

func TestAnHonestTownIsRecounted(t *testing.T) {
	w, _ := busyTown(t)
	w.say(&ledger.Milestone{Petition: review, Count: 2, Day: "2026-11-04"})
	w.say(&ledger.Close{Petition: bus, Issued: 5, Count: 1, Day: "2026-11-05"})
	answer, code := w.recounted("--key", w.key)
	if code != exitTrue || !answer.OK || len(answer.Petitions) != 2 {
		t.Fatalf("%d %+v", code, answer)
	}
	for i, want := range []petition{{ID: review, Title: reviewText.Title, Count: 2}, {ID: bus, Title: busText.Title, Count: 1}} {
		if answer.Petitions[i] != want {
			t.Errorf("got %+v, want %+v", answer.Petitions[i], want)
		}
	}
}

// Where a mail domain lets people in, more may sign than any roster had, and each count says that nobody knows of how many.
func TestCountsOfAnUnknownNumberSaySo(t *testing.T) {
	w, _ := busyTown(t)
	w.say(&ledger.Domain{Book: "2026Q4", Domains: "example.com", Day: "2026-11-04"})
	for range 9 {
		w.act(w.member().says(pass.Signature, 2, bus, busText, "-", 1, nil))
	}
	w.say(&ledger.Close{Petition: bus, Issued: 12, Count: 10, Day: "2026-11-05"})
	answer, code := w.recounted("--key", w.key)
	if code != exitTrue || len(answer.Petitions) != 2 || answer.Petitions[1].Count != 10 || answer.Petitions[1].Of != tally.Unknown {
		t.Fatalf("%d %+v", code, answer)
	}
	var said bytes.Buffer
	(&command{out: &said}).tellFound(&report{Petitions: answer.Petitions})
	if strings.Count(said.String(), "of an unknown number entitled") != 2 {
		t.Error(said.String())
	}
}

func TestWhoBringsNoKeyIsToldWhomTheyTrust(t *testing.T) {
	w, _ := busyTown(t)
	var out, aside bytes.Buffer
	code := run(context.Background(), []string{w.serve().URL}, &out, &aside)
	if want := "trusting the key this site shows: " + w.key + "\n"; code != exitTrue || aside.String() != want {
		t.Errorf("%d, aside %q", code, &aside)
	}
	if !strings.Contains(out.String(), "      2  "+reviewText.Title+"  ("+review+")\n") {
		t.Errorf("for people:\n%s", &out)
	}
}

func TestAnEmptyLogIsTrue(t *testing.T) {
	w := newTown(t)
	w.leaves = nil
	if answer, code := w.recounted(); code != exitTrue || answer.Petitions == nil {
		t.Errorf("%d %+v", code, answer)
	}
}

func TestALogLongerThanABundle(t *testing.T) {
	w, m := busyTown(t)
	for n := range 300 {
		w.act(m[n/100].says(pass.Comment, 2, bus, busText, "-", n%100+1, pass.CommentBody{Parent: pass.NoParent, Text: "Again."}.Marshal()))
	}
	if answer, code := w.recounted(); code != exitTrue {
		t.Errorf("%d %+v", code, answer)
	}
}

func TestASiteThatCannotAnswerIsNoLie(t *testing.T) {
	busy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) }))
	defer busy.Close()
	for name, url := range map[string]string{"nobody there": "http://127.0.0.1:1", "too busy": busy.URL} {
		var out bytes.Buffer
		if code := run(context.Background(), []string{"--json", url}, &out, io.Discard); code != exitBroken || strings.Contains(out.String(), "lie") {
			t.Errorf("%s: %d %s", name, code, &out)
		}
	}
}
