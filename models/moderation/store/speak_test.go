package store_test

import (
	"testing"

	"roundrobin/models/db"
	"roundrobin/models/ledger"
	"roundrobin/models/moderation"
	casestore "roundrobin/models/moderation/store"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/thread"
)

// speaks lets leadership say something, and gives the comment's id.
func (h *house) speaks(words string) string {
	h.t.Helper()
	no(h.t, h.speak(petition.Speech{Do: pass.Say, Text: words}))
	th, err := h.threads.Read(h.t.Context(), h.p.ID, thread.Newest, 1)
	no(h.t, err)
	return th.Comments[0].ID
}

func (h *house) speak(w petition.Speech) error {
	w.Petition, w.Role, w.Who = h.p.ID, petition.AsLeadership, "the board"
	return h.petitions.Speak(h.t.Context(), w, func(*db.Tx, petition.Petition) error { return nil })
}

func TestWhatIsSaidUnderARoleIsNoMoreThanAComment(t *testing.T) {
	each(t, func(h *house) {
		id := h.speaks("Bob started it.")
		h.flags(2, id, "person_named")
		h.seal()
		if x := h.find(id); x.Weight != 1 || x.Role != string(thread.Leadership) || x.Pseudonym == "" {
			t.Fatalf("%+v", x)
		}
		no(t, h.decide(id, moderation.Hide, ines))
		if l, ok := h.lastLeaf().(*ledger.Hide); h.shown(id) != "" || !ok || l.Subject != id {
			t.Errorf("%q, %+v", h.shown(id), h.lastLeaf())
		}
		h.is(h.speak(petition.Speech{Do: pass.Mend, ID: id, Text: "Somebody did."}), "edit_hidden")
		no(t, h.decide(id, moderation.Restore, ines))
		if h.shown(id) == "" {
			t.Error("what was restored is not shown")
		}

		// A word that is read first, a talk that is paused, a voice that is muted: as for everybody.
		why := petition.Reason{Words: "It is heated."}
		no(t, h.cases.Keep(h.t.Context(), h.p.ID, moderation.Guard{Words: []string{"ringleader"}}, casestore.Decision{By: ines, Reason: why}))
		if held := h.speaks("Who is the ringleader?"); h.shown(held) != "" || h.find(held).Held != "ringleader" {
			t.Errorf("%+v", h.find(held))
		}
		no(t, h.cases.Keep(h.t.Context(), h.p.ID, moderation.Guard{Paused: "x"}, casestore.Decision{By: ines, Reason: why}))
		h.is(h.speak(petition.Speech{Do: pass.Say, Text: "Hello."}), "thread_paused")
		no(t, h.cases.Keep(h.t.Context(), h.p.ID, moderation.Guard{}, casestore.Decision{By: ines, Reason: why}))
		no(t, h.cases.Mute(h.t.Context(), id, casestore.Decision{By: ines, Reason: petition.Reason{Code: "person_named", Words: "Again."}}))
		h.is(h.speak(petition.Speech{Do: pass.Say, Text: "Hello."}), "voice_muted")
		no(t, h.speak(petition.Speech{Do: pass.Take, ID: id}))
		if n := h.rows("moderation_text WHERE comment = ?", id); n != 0 || h.shown(id) != "" {
			t.Error("what was taken back is kept")
		}
	})
}
