package office_test

import (
	"net/url"
	"strings"
	"testing"

	"roundrobin/handlers/office"
	"roundrobin/models/response"
)

func TestAnAdminEndsALinkAndAStewardDoesNot(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.delivered = []office.Delivered{{ID: "aaaabbbbccccdddd", Title: "Stop recording", Language: "en", Links: []response.Link{
			{ID: "one", Name: "the board", Received: "2026-11-12", Expires: "2027-05-09"}, {ID: "two", Name: "the council", Revoked: "2026-11-20"},
		}}}
		link := url.Values{"link": {"one"}}
		stranger := h.browser(t)
		stranger.get("/office/leadership").shows(t, 303, "")
		stranger.send("POST", "/office/leadership/revoke", link).shows(t, 422, `name="key"`)

		steward := h.browser(t)
		steward.come()
		steward.get("/office/leadership").shows(t, 422, "office_admins")
		steward.send("POST", "/office/leadership/revoke", link).shows(t, 422, "office_admins")
		steward.send("POST", "/office/leadership/renew", link).shows(t, 422, "office_admins")
		if strings.Contains(steward.get("/office").body, "/office/leadership") || len(h.ended) > 0 {
			t.Errorf("a steward ended %v", h.ended)
		}

		admin := h.browser(t)
		admin.signIn("Tomasz Wrona", h.tomasz.Key, admin.code(h.tomasz))
		admin.get("/office").shows(t, 200, "/office/leadership")
		a := admin.get("/office/leadership")
		a.shows(t, 200, "the board")
		a.shows(t, 200, "Confirmed on 12 November. Good until 9 May 2027.")
		a.shows(t, 200, "Ended on 20 November.")
		if strings.Count(a.body, `action="/office/leadership/revoke"`) != 1 {
			t.Error("what is ended can be ended again")
		}
		admin.send("POST", "/office/leadership/revoke", link).shows(t, 303, "")
		admin.send("POST", "/office/leadership/renew", url.Values{"link": {"two"}}).shows(t, 303, "")
		if strings.Join(h.ended, " ") != "revoked one renewed two" {
			t.Errorf("%v", h.ended)
		}
	})
}
