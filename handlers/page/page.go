// Package page sends a screen. It renders into a buffer first: a screen that fails half-way must become an error page,
// not half a page with status 200.
package page

import (
	"bytes"
	"sync"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"roundrobin/views/words"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Show answers with the screen, in the context of the request (site and language), with the status already set.
func Show(c *fiber.Ctx, screen templ.Component) error {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	if err := screen.Render(c.UserContext(), b); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	c.Response().SetBody(led(b.Bytes(), words.Prefix(c.UserContext()))) // a copy: c.Send keeps the buffer itself, which the next screen overwrites
	return nil
}
