package booth

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/fault"
	"roundrobin/models/incident"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/models/response"
	view "roundrobin/views/respond"
)

// said is what leadership's page sends, whatever button was pressed.
type said struct {
	do, key, code  string
	words, meeting string
	seen           int

	speech, about, own string // in the talk: what is said, the comment that it answers, a comment that is taken back
}

func parseSaid(c *fiber.Ctx) said {
	s := said{do: c.FormValue("do"), key: c.FormValue("key"), code: c.FormValue("code")}
	s.words, s.meeting = petition.TidyWords(c.FormValue("words")), petition.TidyWords(c.FormValue("meeting"))
	s.seen = number(c.FormValue("seen"))
	s.speech, s.about, s.own = petition.TidyWords(c.FormValue("speech")), c.FormValue("about"), c.FormValue("own")
	if do, own, found := strings.Cut(s.do, " "); found { // one button for each of several comments
		s.do, s.own = do, own
	}
	if s.key == "" {
		s.key = s.code
	}
	return s
}

// ownPage lets the back button show what was there without sending the form again, and no proxy keep it. The mail on the same machine
// holds the same secret.
const ownPage = "private, no-cache"

// respondEnter is one page for everybody: the secret stands behind the # of the address, where no server sees it.
func (b *Booth) respondEnter(c *fiber.Ctx) error { return page.Show(c, view.Enter(view.EnterProps{})) }

// respond opens leadership's page and does what was pressed on it. Only a POST comes here: who merely follows the link changes nothing.
func (b *Booth) respond(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, ownPage)
	s := parseSaid(c)
	typed, err := response.ParseTyped(s.key)
	if err != nil {
		return b.respondClosed(c, s, err)
	}
	if s.do == view.Publish && !b.frozen() {
		return b.respondPublish(c, s, typed)
	}
	link, err := b.Responses.Open(c.UserContext(), typed)
	if err != nil {
		return b.respondClosed(c, s, err)
	}
	if s.do != view.Preview && s.do != "" && b.frozen() {
		return b.respondRoom(c, s, typed, incident.ErrFrozenRoom)
	}
	err = b.respondDo(c, s, link)
	if fault.Of(err) == nil && err != nil {
		return err
	}
	return b.respondRoom(c, s, typed, err)
}

func (b *Booth) respondDo(c *fiber.Ctx, s said, link response.Link) error {
	switch s.do {
	case view.Receive:
		return b.Responses.Receive(c.UserContext(), link)
	case view.Meet:
		return b.Responses.Meet(c.UserContext(), link, s.meeting)
	case view.Preview:
		return petition.CheckAnswer(s.words)
	}
	return b.respondSpeak(c.UserContext(), s, link)
}

// respondPublish spends the key. A refusal that leaves the key good shows the page again, with all that was typed.
func (b *Booth) respondPublish(c *fiber.Ctx, s said, typed response.Typed) error {
	link, err := b.Responses.Answer(c.UserContext(), typed, petitionstore.Answer{Words: s.words, Seen: s.seen})
	if err == nil {
		return page.Show(c, view.Published(view.PublishedProps{ID: link.Petition, Name: link.Name}))
	}
	if fault.Of(err) == nil {
		return err
	}
	if _, closed := b.Responses.Open(c.UserContext(), typed); closed != nil {
		return b.respondClosed(c, s, closed)
	}
	return b.respondRoom(c, s, typed, err)
}

// respondClosed shows the first page again. An answer that was being written is shown, to be copied.
func (b *Booth) respondClosed(c *fiber.Ctx, s said, err error) error {
	f := fault.Of(err)
	if f == nil {
		return err
	}
	c.Status(b.Status(err))
	kept := strings.Join([]string{s.words, s.meeting, s.speech}, "\n\n")
	return page.Show(c, view.Enter(view.EnterProps{Code: s.code, Refusal: f.Code, Args: f.Args, Kept: petition.TidyWords(kept)}))
}
