package office_test

import (
	"net/url"
	"testing"
)

func TestAnAdminTellsEverybodyAndFreezes(t *testing.T) {
	eachWorking(t, func(t *testing.T, w *working) {
		admin, steward := w.browser(t), w.browser(t)
		admin.admin()
		steward.come()
		steward.get("/office/incident").shows(t, 200, "Admins open an incident, and end it.")
		steward.send("POST", "/office/incident", url.Values{"do": {"opened"}, "text": {"Mine."}}).shows(t, 422, "office_admins")
		empty := admin.send("POST", "/office/incident", url.Values{"do": {"opened"}, "text": {" "}, "exposed": {"backups"}, "freeze": {"1"}})
		empty.shows(t, 422, "Say what happened, in at most 4,000 characters.")
		empty.shows(t, 422, `value="backups" checked`)
		if a := admin.send("POST", "/office/incident", url.Values{"do": {"opened"}, "text": {"A disk is missing."}, "exposed": {"backups"}, "freeze": {"1"}}); a.StatusCode != 303 {
			t.Fatalf("%d %s", a.StatusCode, a.body)
		}
		page := steward.get("/office/incident")
		page.shows(t, 200, "Writing is frozen since")
		page.shows(t, 200, "A disk is missing.")
		stale := admin.send("POST", "/office/incident", url.Values{"do": {"lifted"}, "text": {"It is found."}, "seen": {"0"}})
		stale.shows(t, 422, "Somebody else wrote in the meantime.")
		stale.shows(t, 422, "It is found.</textarea>")
		admin.send("POST", "/office/incident", url.Values{"do": {"closed"}, "text": {"It is found."}, "seen": {"1"}}).shows(t, 303, "")
		admin.get("/office/incident?done=closed").shows(t, 200, "None is open. One is over.")
		steward.get("/office/record").shows(t, 200, "Ended an incident")
	})
}
