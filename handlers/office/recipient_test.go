package office_test

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"roundrobin/handlers/office"
	"roundrobin/models/audit"
	"roundrobin/models/digest"
	"roundrobin/models/fault"
)

// readers are recipients in memory; refuse is what whoever asks or tests them hears.
type readers struct {
	all    []digest.Recipient
	did    []string
	by     string // who added the last
	refuse error
	sent   []office.Letter
}

func (r *readers) All(context.Context) ([]digest.Recipient, error) { return r.all, nil }

func (r *readers) Find(_ context.Context, id string) (digest.Recipient, error) {
	for _, x := range r.all {
		if x.ID == id {
			return x, nil
		}
	}
	return digest.Recipient{}, fault.New(fault.NotFound, "recipient_gone")
}

func (r *readers) Letters(context.Context, string) ([]office.Letter, error) { return r.sent, nil }

func (r *readers) Add(_ context.Context, x digest.Recipient, by audit.Who) (string, error) {
	for _, was := range r.all {
		if was.Address == x.Address {
			return "", fault.New(fault.Conflict, "recipient_known").On("address")
		}
	}
	x.ID = "new"
	r.all, r.by = append(r.all, x), by.Name
	return x.ID, nil
}

func (r *readers) Change(_ context.Context, x digest.Recipient, _ audit.Who) error {
	for i := range r.all {
		if r.all[i].ID == x.ID {
			r.all[i] = x
		}
	}
	return nil
}

func (r *readers) Remove(_ context.Context, id string, _ audit.Who) error { return r.do("remove", id) }
func (r *readers) Ask(_ context.Context, id string) error                 { return r.do("ask", id) }
func (r *readers) Test(_ context.Context, id string) error                { return r.do("test", id) }

func (r *readers) do(what, id string) error {
	if r.refuse == nil {
		r.did = append(r.did, what+" "+id)
	}
	return r.refuse
}

func TestAnAdminKeepsTheRecipients(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		steward := h.browser(t)
		steward.come()
		steward.get("/office/recipients").shows(t, 422, "office_admins")
		steward.get("/office").shows(t, 200, "/office/mail")
		if strings.Contains(steward.get("/office").body, "/office/recipients") {
			t.Error("a steward is shown the way to addresses")
		}
		admin := h.browser(t)
		admin.signIn("Tomasz Wrona", h.tomasz.Key, admin.code(h.tomasz))
		admin.get("/office/recipients").shows(t, 200, "Nobody gets it yet.")
		admin.get("/office/recipients/new").shows(t, 200, "Add and ask them")
		wrong := url.Values{"name": {"the board"}, "address": {"the board"}, "weekday": {"thursday"}, "hour": {"8"}, "zone": {"Mars/Olympus"}, "language": {"en"}, "program": {"tone"}}
		a := admin.send("POST", "/office/recipients", wrong)
		a.shows(t, 422, "That is not an address that mail can be sent to.")
		a.shows(t, 422, "Choose the time zone")
		a.shows(t, 422, `value="the board"`)
		a.shows(t, 422, `value="tone" checked`)
		a.shows(t, 422, `value="thursday" selected`)
		good := url.Values{"name": {"the board"}, "address": {"board@meridian.example"}, "weekday": {"thursday"}, "hour": {"8"}, "zone": {"Europe/Madrid"}, "language": {"de"}, "program": {"tone"}}
		admin.send("POST", "/office/recipients", good).shows(t, 303, "")
		admin.send("POST", "/office/recipients", good).shows(t, 422, "That address gets the summary already.")
		list := admin.get("/office/recipients?done=added")
		list.shows(t, 200, "board@meridian.example")
		list.shows(t, 200, "Asked, has not said yes")
		list.shows(t, 200, "Every Thursday at 8:00 (Europe/Madrid). Follows 1 program or petition.")
		list.shows(t, 200, "Added. They are being asked")
		show := admin.get("/office/recipients/new2")
		if show.StatusCode == 200 {
			t.Error("somebody who is not there is shown")
		}
		good.Set("hour", "17")
		good.Del("program")
		admin.send("POST", "/office/recipients/new", good).shows(t, 303, "")
		if r := h.readers.all[0]; r.Hour != 17 || len(r.Programs) != 0 || r.Language != "de" || r.From.IsZero() || h.readers.by != "Tomasz Wrona" {
			t.Errorf("%+v", r)
		}
		for _, do := range []string{"ask", "remove"} {
			admin.send("POST", "/office/recipients/new/"+do, url.Values{}).shows(t, 303, "")
		}
		h.readers.refuse = fault.New(fault.Conflict, "recipient_asked")
		admin.send("POST", "/office/recipients/new/ask", url.Values{}).shows(t, 422, "They were asked today already.")
		if got := strings.Join(h.readers.did, ", "); got != "ask new, remove new" {
			t.Error(got)
		}
	})
}

func TestTheMailQueueNamesReadersToAdminsAlone(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.letters = []office.Letter{
			{Recipient: "the board", Period: "2026-W48", State: "dead", Reason: "smtp 550", Tries: 1}, {Recipient: "the council", Period: "goal:x", State: "failed", Reason: "unreachable", Tries: 2},
			{Recipient: "the office", Period: "confirm:2026-11-26:x", State: "waiting"}, {Recipient: "the office", Period: "2026-W47", State: "sent", Tries: 1},
		}
		steward := h.browser(t)
		steward.come()
		a := steward.get("/office/mail")
		a.shows(t, 200, "the mail server said 550")
		a.shows(t, 200, "A goal, at once")
		if strings.Contains(a.body, "the board") {
			t.Error("a steward reads to whom")
		}
		admin := h.browser(t)
		admin.signIn("Tomasz Wrona", h.tomasz.Key, admin.code(h.tomasz))
		a = admin.get("/office/mail")
		a.shows(t, 200, "the board")
		a.shows(t, 200, "After 2 tries.")
		a.shows(t, 200, "The question whether they want it")
	})
}

// What came back is seen where the address can be mended, before what arrived.
func TestWhatDidNotReachARecipientIsSeenOnTheirPage(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.readers.all = []digest.Recipient{{ID: "board", Name: "the board", Address: "board@meridian.example", Zone: "UTC", Language: "en"}}
		admin := h.browser(t)
		admin.signIn("Tomasz Wrona", h.tomasz.Key, admin.code(h.tomasz))
		h.readers.sent = []office.Letter{{Period: "2026-W07", State: "sent", Tries: 1}}
		whole := admin.get("/office/recipients/board")
		whole.shows(t, 200, "The summary of week 7, 2026")
		if strings.Contains(whole.body, "Something did not reach them") {
			t.Error("what arrived is called lost")
		}
		h.readers.sent = append(h.readers.sent, office.Letter{Period: "2026-W06", State: "dead", Reason: "bounced 5.1.1", Tries: 1})
		back := admin.get("/office/recipients/board")
		back.shows(t, 200, "Something did not reach them")
		back.shows(t, 200, "came back (5.1.1)")
		if strings.Index(back.body, "week 6, 2026") > strings.Index(back.body, "week 7, 2026") {
			t.Error("what arrived stands before what came back")
		}
	})
}
