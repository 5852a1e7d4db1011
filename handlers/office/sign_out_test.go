package office_test

import (
	"context"
	"testing"

	model "roundrobin/models/office"
)

func TestSigningOutEndsOneBrowser(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		here, there := h.browser(t), h.browser(t)
		here.come()
		there.come()
		token := here.token()
		here.post("/office/sign-out").shows(t, 200, "You are signed out here.")
		if here.token() != "" {
			t.Error("the cookie stays")
		}
		here.carry(token)
		here.get("/office").shows(t, 200, "eight hours are over, or")
		here.get("/office").shows(t, 200, door)
		there.get("/office").shows(t, 200, in)
	})
}

func TestSigningOutEverywhereEndsAll(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		here, there, admin := h.browser(t), h.browser(t), h.browser(t)
		here.come()
		there.come()
		admin.signIn("Tomasz Wrona", h.tomasz.Key, admin.code(h.tomasz))
		there.get("/office").shows(t, 200, in)
		here.post("/office/sign-out-everywhere").shows(t, 200, "everywhere else")
		there.get("/office").shows(t, 200, door)
		here.get("/office").shows(t, 200, door)
		admin.get("/office").shows(t, 200, in)
	})
}

func TestWhoIsNotInCanSignOutAsOftenAsTheyLike(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		stranger, b := h.browser(t), h.browser(t)
		b.come()
		stranger.post("/office/sign-out").shows(t, 200, door)
		stranger.post("/office/sign-out-everywhere").shows(t, 200, door)
		b.get("/office").shows(t, 200, in)
	})
}

func TestADayLaterOneSignsInAgain(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		b := h.browser(t)
		b.come()
		b.get("/office").shows(t, 200, in)
		h.pass(model.SessionLife)
		b.get("/office").shows(t, 200, "eight hours are over, or")
	})
}

func TestWhoIsRemovedIsOut(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		b := h.browser(t)
		b.come()
		b.get("/office").shows(t, 200, in)
		must(t, h.members.Remove(context.Background(), ines))
		b.get("/office").shows(t, 200, door)
		b.come().shows(t, 422, no)
	})
}

// A store that does not answer is no reason to call anybody signed out.
func TestABrokenStoreIsSaidToBeOne(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		b := h.browser(t)
		b.come()
		must(t, h.d.Write.Exec("ALTER TABLE office_sessions RENAME TO gone").Error)
		if a := b.get("/office"); a.StatusCode != 500 || len(a.Cookies()) > 0 {
			t.Errorf("%d with %v", a.StatusCode, a.Cookies())
		}
	})
}
