package petition_test

import (
	"os"
	"testing"

	"roundrobin/models/fault"
	"roundrobin/models/petition"
)

func TestTheLifecycleIsDrawn(t *testing.T) {
	const page = "../../docs/lifecycle.md"
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(page, []byte(petition.Diagram()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	drawn, err := os.ReadFile(page)
	if err != nil || string(drawn) != petition.Diagram() {
		t.Fatalf("docs/lifecycle.md is not what the table says; run UPDATE=1 go test ./models/petition (%v)", err)
	}
}

func TestEveryStateIsReachedAndEveryLifeEnds(t *testing.T) {
	events := petition.Events()
	reached := map[petition.State]bool{petition.Draft: true}
	for range petition.States() {
		for s := range reached {
			for _, e := range events {
				if to, err := s.After(e); err == nil {
					reached[to] = true
				}
			}
		}
	}
	for _, s := range petition.States() {
		if !reached[s] {
			t.Errorf("nothing leads to %s", s)
		}
	}
	for _, e := range events { // an answer that comes late is published all the same, and moves nothing
		if to, err := petition.Closed.After(e); fault.Of(err) == nil && (e != petition.Respond || to != petition.Closed) {
			t.Errorf("what is closed can %s", e)
		}
	}
}
