package booth

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/standard"
	"roundrobin/views/pages"
)

// standards are what a petition can be turned away for.
func (b *Booth) standards(c *fiber.Ctx) error {
	v := standard.Current()
	p := pages.StandardsProps{
		Version: v.Version, From: string(v.From), Language: v.Language, Reviewed: b.Rules.Steward, ReviewDays: b.Rules.ReviewDays, MendDays: b.Rules.MendDays,
	}
	for _, s := range v.All {
		p.All = append(p.All, pages.Standard{Code: s.Code, Title: s.Title, Text: s.Text, Hides: s.Hides})
	}
	return page.Show(c, pages.Standards(p))
}
