package office_test

import (
	"net/url"
	"strings"
	"testing"
)

func TestTheHousesHealthAndWhoIsForgotten(t *testing.T) {
	eachWorking(t, func(t *testing.T, w *working) {
		admin, steward := w.browser(t), w.browser(t)
		admin.admin()
		steward.come()
		page := steward.get("/office/health")
		page.shows(t, 200, "Does not answer")
		page.shows(t, 200, "14 of 48")
		page.shows(t, 200, "failed 3 times")
		page.shows(t, 200, "2027Q1 is made by itself from")
		if strings.Contains(page.body, "/office/health/jobs/7/retry") {
			t.Error("a steward is shown a button that is not theirs")
		}
		admin.get("/office/health").shows(t, 200, "/office/health/jobs/7/retry")
		admin.post("/office/health/jobs/7/retry").shows(t, 303, "")
		admin.post("/office/health/jobs/9/retry").shows(t, 422, "there is nothing to let run")
		steward.post("/office/health/jobs/7/retry").shows(t, 422, "office_admins")

		unsure := admin.send("POST", "/office/forget", url.Values{"address": {"noah.osei@meridian.example"}})
		unsure.shows(t, 422, "Tick this first")
		unsure.shows(t, 422, `value="noah.osei@meridian.example"`)
		admin.send("POST", "/office/forget", url.Values{"address": {"noah"}, "sure": {"1"}}).shows(t, 422, `id="address-problem"`)
		done := admin.send("POST", "/office/forget", url.Values{"address": {"noah.osei@meridian.example"}, "sure": {"1"}})
		done.shows(t, 200, "Taken off the roster.")
		if strings.Contains(done.body, "noah.osei") {
			t.Error("the address is shown again")
		}
		steward.get("/office/forget").shows(t, 422, "office_admins")
	})
}
