package office_test

import (
	"strings"
	"testing"

	"roundrobin/handlers/office"
	"roundrobin/models/petition"
)

func TestTheRoomShowsHowTheHouseStands(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.waiting = []petition.Petition{
			inReview("aaaabbbbccccdddd", "Hear our calls", "2026-11-25"),
			inReview("eeeeffffgggghhhh", "Name the canteen", "2026-11-22"),
			inReview("iiiijjjjkkkkllll", "Sick pay", "2026-11-23"),
		}
		h.letters = []office.Letter{
			{Recipient: "the executive office", Period: "2026-W48", State: "dead", Reason: "interrupted", Tries: 1},
			{Recipient: "the works council", Period: "2026-W48", State: "failed", Reason: "smtp 451", Tries: 3},
			{Recipient: "the executive office", Period: "2026-W47", State: "sent", Tries: 1},
		}
		b := h.browser(t)
		b.come()
		a := b.get("/office")
		for _, says := range []string{
			"Overdue by a day", "Due today", "Due 28 November", "1 day so far.", "Tone scoring", `href="/office/petitions/aaaabbbbccccdddd"`, "3 petitions wait",
			"Given up: the server stopped in the middle", "the mail server said 451", "After 3 tries.", "9,874", "Does not sign", "connection refused", "Last signed the ledger of 9,000 lines.", "petitions.example\n9874\n", "4,110", "<td class=\"n\">19</td>", "1.2.3",
		} {
			a.shows(t, 200, says)
		}
		if strings.Index(a.body, "Name the canteen") > strings.Index(a.body, "Hear our calls") {
			t.Error("the longest in review is not the first")
		}
		for _, never := range []string{"executive office", "works council", "4,118", "<script>", "style="} {
			if strings.Contains(a.body, never) {
				t.Errorf("a steward's page holds %q", never)
			}
		}

		admin := h.browser(t)
		admin.signIn("Tomasz Wrona", h.tomasz.Key, admin.code(h.tomasz))
		a = admin.get("/office")
		a.shows(t, 200, "the executive office")
		a.shows(t, 200, "Tomasz Wrona</strong>, admin")
	})
}

func TestAnEmptyHouse(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		b := h.browser(t)
		b.come()
		b.get("/office").shows(t, 200, "Nothing waits for a decision.")
		b.get("/office").shows(t, 200, "No summary was written yet.")
	})
}
