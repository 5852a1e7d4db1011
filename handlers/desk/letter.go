package desk

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	views "roundrobin/views/desk"
)

// letterShow is the page behind the link in the monthly letter. Mail scanners follow it as well: it changes nothing.
func (d *Desk) letterShow(c *fiber.Ctx) error {
	person, err := d.Roster.FollowLetter(c.Params("link"))
	if err != nil {
		return err
	}
	stopped, err := d.Roster.StopsLetter(c.UserContext(), person)
	if err != nil {
		return err
	}
	return page.Show(c, views.Letter(views.LetterProps{Link: c.Params("link"), Stopped: stopped}))
}

// letterStop stops it, or begins it again; a mail program stops it with a POST of its own (RFC 8058).
func (d *Desk) letterStop(c *fiber.Ctx) error {
	person, err := d.Roster.FollowLetter(c.Params("link"))
	if err != nil {
		return err
	}
	if err := d.Roster.StopLetter(c.UserContext(), person, c.FormValue("do") != views.Resume); err != nil {
		return err
	}
	return d.letterShow(c)
}
