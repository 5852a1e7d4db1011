package office_test

import (
	"net/url"
	"strings"
	"testing"

	"roundrobin/models/audit"
	"roundrobin/models/petition"
)

// drafted is a form that keeps all but one and adds one.
func drafted(round, code, title, text string) url.Values {
	keep := []string{"out_of_scope", "unclear_ask", "wrong_addressee", "asked_already", "person_named", "confidential_data", "hate_threat", "no_advertisement"}
	return url.Values{
		"round": {round}, "keep": keep, "hides": {"person_named", "confidential_data", "hate_threat"},
		"code-0": {""}, "title-0": {""}, "text-0": {" "}, "code-1": {code}, "title-1": {title}, "text-1": {text}, "hides-1": {"1"},
	}
}

func TestAnAdminWritesTheNextStandardsAndAStewardReadsThem(t *testing.T) {
	eachWorking(t, func(t *testing.T, w *working) {
		admin, steward := w.browser(t), w.browser(t)
		admin.admin()
		steward.come()
		steward.get("/office/standards").shows(t, 200, "An admin writes and publishes it")
		if a := admin.get("/office/standards/preview"); a.StatusCode != 303 {
			t.Errorf("a draft that nobody began: %d", a.StatusCode)
		}
		admin.get("/office/standards/draft").shows(t, 200, `name="code-1"`)
		wrong := admin.send("POST", "/office/standards/draft", drafted("0", "rota", "It leaks <no> rota", "One\r\nparagraph."))
		wrong.shows(t, 422, "A code is two words or more")
		wrong.shows(t, 422, `value="It leaks &lt;no&gt; rota"`)
		wrong.shows(t, 422, "One paragraph.")
		if strings.Contains(wrong.body, `id="keep-not_true" value="not_true" checked`) || !strings.Contains(wrong.body, `id="keep-person_named" value="person_named" checked`) {
			t.Error("what was ticked is lost")
		}
		if a := admin.send("POST", "/office/standards/draft", drafted("0", "rota_leaked", "It leaks no rota", "It quotes no rota.")); a.Header.Get("Location") != "/office/standards/preview" {
			t.Fatalf("%d %s", a.StatusCode, a.body)
		}
		stale := admin.send("POST", "/office/standards/draft", drafted("0", "other_words", "Other words", "Mine."))
		stale.shows(t, 422, "Somebody saved or published since you read it")
		stale.shows(t, 422, `value="Other words"`)
		stale.shows(t, 422, `name="round" value="1"`)

		read := steward.get("/office/standards/preview")
		read.shows(t, 200, "<ins>It leaks no rota</ins>")
		read.shows(t, 200, "<del>It states nothing that is known to be false</del>")
		read.shows(t, 200, "2 standards differ from version 1")
		if strings.Contains(read.body, `action="/office/standards/publish"`) {
			t.Error("a steward is shown the button")
		}
		steward.send("POST", "/office/standards/publish", url.Values{"round": {"1"}, "reason": {"Mine."}}).shows(t, 422, "office_admins")
		admin.send("POST", "/office/standards/publish", url.Values{"round": {"1"}, "reason": {""}}).shows(t, 422, `id="reason-problem"`)
		admin.send("POST", "/office/standards/publish", url.Values{"round": {"7"}, "reason": {"Rotas."}}).shows(t, 422, "Rotas.</textarea>")
		if a := admin.send("POST", "/office/standards/publish", url.Values{"round": {"1"}, "reason": {"Rotas were quoted."}}); a.StatusCode != 303 {
			t.Fatalf("%d %s", a.StatusCode, a.body)
		}
		admin.get("/office/standards?done=published").shows(t, 200, "Rotas were quoted.")
		admin.get("/office/record").shows(t, 200, "Published a new version of the standards")
		admin.get("/office/standards/draft").shows(t, 200, "It comes back, with the same words")
	})
}

func TestADecisionIsMadeByTheVersionInForce(t *testing.T) {
	eachWorking(t, func(t *testing.T, w *working) {
		p := w.reviewed(t)
		admin := w.browser(t)
		admin.admin()
		admin.send("POST", "/office/standards/draft", drafted("0", "rota_leaked", "It leaks no rota", "It quotes no rota."))
		admin.send("POST", "/office/standards/publish", url.Values{"round": {"1"}, "reason": {"Rotas were quoted."}})
		form := admin.get("/office/petitions/" + p.ID)
		form.shows(t, 200, "It leaks no rota")
		if strings.Contains(form.body, "not_true") {
			t.Error("what has ended can be chosen")
		}
		late := admin.decide(p, "reject", "not_true", "The count is wrong.") // from a form of before
		late.shows(t, 422, "Choose which of the standards")
		late.shows(t, 422, "The count is wrong.")
		admin.decide(p, "reject", "rota_leaked", "It quotes one.")
		if w.state(t, p) != petition.Rejected {
			t.Fatal("it was not turned away")
		}
		log, _, err := w.record.Public(ctx, p.ID, 9, 0)
		must(t, err)
		if log[0].Act != audit.Rejected || log[0].Standards != 2 {
			t.Errorf("%+v", log[0])
		}
	})
}
