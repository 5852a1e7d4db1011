package store_test

import (
	"sync"
	"testing"
	"time"

	"roundrobin/models/audit"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/moderation"
	casestore "roundrobin/models/moderation/store"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// second opens another process's view of the same store.
func (h *house) second() *house {
	h.t.Helper()
	d, err := db.Open(h.d.Setting())
	no(h.t, err)
	h.t.Cleanup(func() { d.Close() })
	r := replica(h.t, d, h.master)
	r.p = h.p
	return r
}

// flood hands all acts in to both replicas at once and gives how many of them were promised by any; a refusal must be of this code.
func flood(both []*house, acts []pass.HandedIn, code string) int {
	var mu sync.Mutex
	taken := map[string]bool{}
	var all sync.WaitGroup
	for _, r := range both {
		for _, a := range acts {
			all.Go(func() {
				_, err := r.petitions.HandIn(ctx, a)
				mu.Lock()
				defer mu.Unlock()
				if f := fault.Of(err); err == nil {
					taken[string(a.Act.Marshal())] = true
				} else if f == nil || f.Code != code {
					r.t.Errorf("not %s: %v", code, err)
				}
			})
		}
	}
	all.Wait()
	return len(taken)
}

// Two replicas take what one key floods them with: its caps hold across both, for constraints decide.
func TestAFloodOfOneKeyMeetsItsCapOnTwoReplicas(t *testing.T) {
	each(t, func(h *house) {
		both := []*house{h, h.second()}
		var comments []pass.HandedIn
		for seq := 1; seq <= petition.MaxComments+5; seq++ {
			comments = append(comments, h.act(1, pass.Comment, "-", seq, "-\nFlood."))
		}
		if n := flood(both, comments, "statements_spent"); n != petition.MaxComments {
			t.Errorf("%d comments of one voice", n)
		}
		h.seal()
		id := comments[0].CommentID()
		if n := h.rows("comment"); n != petition.MaxComments {
			t.Errorf("%d stand", n)
		}
		var flags []pass.HandedIn
		for _, code := range []string{"person_named", "hate_threat", "not_true", "unclear_ask"} {
			flags = append(flags, h.act(2, pass.Flag, id, 1, code))
		}
		if n := flood(both, flags, "said_once"); n != 1 {
			t.Errorf("one voice flagged a comment %d times", n)
		}
		h.seal()
		if x := h.find(id); x.Weight != 1 {
			t.Errorf("weight %d", x.Weight)
		}
	})
}

func TestASlowTalkIsSlowOnTwoReplicas(t *testing.T) {
	each(t, func(h *house) {
		both := []*house{h, h.second()}
		d := casestore.Decision{By: audit.Who{Name: "Ines", Role: "steward"}, Reason: petition.Reason{Words: "It is heated."}}
		no(t, h.cases.Keep(ctx, h.p.ID, moderation.Guard{Most: 3}, d))
		var comments []pass.HandedIn
		for seq := 1; seq <= 12; seq++ {
			comments = append(comments, h.act(1, pass.Comment, "-", seq, "-\nFlood."))
		}
		if n := flood(both, comments, "thread_slow"); n != 3 {
			t.Errorf("%d comments of one voice in one seal", n)
		}
	})
}

// While one key floods, another's comment is promised as if nobody did: what waits is answered in the order in which it came, in batches.
func TestAFloodOfOneKeyDoesNotSlowOthers(t *testing.T) {
	each(t, func(h *house) {
		both := []*house{h, h.second()}
		other := h.act(2, pass.Comment, "-", 1, "-\nCalmly.")
		var acts []pass.HandedIn
		for seq := 1; seq <= petition.MaxComments; seq++ {
			acts = append(acts, h.act(1, pass.Comment, "-", seq, "-\nFlood."))
		}
		ended := make(chan bool)
		go func() { flood(both, append(acts, acts...), ""); close(ended) }()
		began := time.Now()
		h.in(other)
		took := time.Since(began)
		<-ended
		if took > 10*time.Second {
			t.Errorf("another waited for %s", took)
		}
	})
}
