package office_test

import (
	"net/url"
	"strings"
	"testing"
)

// rulesTyped are the rules as they are, with one field other.
func rulesTyped(seen, reason string, other ...string) url.Values {
	v := url.Values{
		"seen": {seen}, "reason": {reason}, "gather_days": {"30"}, "review_days": {"3"}, "mend_days": {"30"}, "open_days": {"90"}, "goal_share": {"5"},
		"goal_least": {"25"}, "goal_most": {"50"}, "review": {"1"}, "milestone_first": {"33"}, "milestone_second": {"66"}, "deliver_days": {"14"}, "response_days": {"14"},
	}
	for i := 0; i < len(other); i += 2 {
		v.Set(other[i], other[i+1])
	}
	return v
}

func TestAnAdminChangesARuleAndAStewardReadsIt(t *testing.T) {
	eachWorking(t, func(t *testing.T, w *working) {
		admin, steward := w.browser(t), w.browser(t)
		admin.admin()
		steward.come()
		form := admin.get("/office/settings")
		form.shows(t, 200, `name="open_days" value="90"`)
		form.shows(t, 200, "Set in the configuration, where the site is run.")
		if strings.Contains(form.body, `name="sponsors"`) {
			t.Error("what is set where the site is run can be typed")
		}
		wrong := admin.send("POST", "/office/settings", rulesTyped("1", "Because.", "open_days", "nine", "goal_most", "900"))
		wrong.shows(t, 422, "Write a whole number from 14 to 365, in digits.")
		wrong.shows(t, 422, "It must be from 10 to 100.")
		wrong.shows(t, 422, `value="nine"`)
		wrong.shows(t, 422, "Because.</textarea>")
		admin.send("POST", "/office/settings", rulesTyped("1", "", "open_days", "30")).shows(t, 422, `id="reason-problem"`)
		admin.send("POST", "/office/settings", rulesTyped("1", "Nothing, really.")).shows(t, 422, "Nothing is different from what holds already.")
		admin.send("POST", "/office/settings", rulesTyped("0", "Late.", "open_days", "30")).shows(t, 422, "Somebody else changed a rule in the meantime.")
		if a := admin.send("POST", "/office/settings", rulesTyped("1", "Shorter is livelier.", "open_days", "30")); a.Header.Get("Location") != "/office/settings?done=changed" {
			t.Fatalf("%d %s", a.StatusCode, a.body)
		}
		read := steward.get("/office/settings")
		read.shows(t, 200, "from 90 days to 30 days")
		read.shows(t, 200, "Shorter is livelier.")
		read.shows(t, 200, "Admins change them.")
		steward.send("POST", "/office/settings", rulesTyped("2", "Mine.", "open_days", "60")).shows(t, 422, "office_admins")
		steward.get("/office/record").shows(t, 200, "Changed a rule of the site")
	})
}
