package booth

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/standard"
	"roundrobin/views/pages"
)

// standards are what a petition can be turned away for.
func (b *Booth) standards(c *fiber.Ctx) error {
	all, err := b.Cases.Standards.Published(c.UserContext())
	if err != nil {
		return err
	}
	return b.showStandards(c, all, all.Current())
}

// standardsVersion is one version, as decisions of its time name it.
func (b *Booth) standardsVersion(c *fiber.Ctx) error {
	all, v, err := b.version(c)
	if err != nil {
		return err
	}
	return b.showStandards(c, all, v)
}

// standardsFile is the file whose hash is in the ledger.
func (b *Booth) standardsFile(c *fiber.Ctx) error {
	_, v, err := b.version(c)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, fiber.MIMETextPlainCharsetUTF8)
	return c.SendString(v.File)
}

func (b *Booth) version(c *fiber.Ctx) (all standard.Published, v standard.Version, err error) {
	n, wrong := strconv.Atoi(c.Params("version"))
	if wrong != nil || strconv.Itoa(n) != c.Params("version") {
		return nil, v, fiber.ErrNotFound
	}
	if all, err = b.Cases.Standards.Published(c.UserContext()); err == nil {
		v, err = all.Version(n)
	}
	return all, v, err
}

func (b *Booth) showStandards(c *fiber.Ctx, all standard.Published, v standard.Version) error {
	p := pages.StandardsProps{
		Version: v.Version, From: string(v.From), Language: v.Language, Who: v.Who, Reason: v.Reason, Hash: v.Hash().String(),
		Reviewed: b.Rules().Steward, ReviewDays: b.Rules().ReviewDays, MendDays: b.Rules().MendDays, Current: all.Current().Version,
	}
	for _, s := range v.All {
		p.All = append(p.All, pages.Standard{Code: s.Code, Title: s.Title, Text: s.Text, Hides: s.Hides})
	}
	for _, x := range all {
		p.Versions = append(p.Versions, pages.StandardsVersion{Version: x.Version, From: string(x.From), Who: x.Who, Reason: x.Reason})
	}
	return page.Show(c, pages.Standards(p))
}
