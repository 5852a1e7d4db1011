package booth

import (
	"context"
	"io"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/export"
	"roundrobin/views/ledger"
	"roundrobin/views/words"
)

// petitionProof is /petitions/ID/proof.zip: all that proves the petition's count without us.
func (b *Booth) petitionProof(bundles *export.Bundles) fiber.Handler {
	return func(c *fiber.Ctx) error {
		ctx := context.WithoutCancel(c.UserContext()) // a large one may take longer than a page
		p, err := b.Petitions.Any(ctx, c.Params("id"))
		if err != nil {
			return err
		}
		if p.Opened == "" {
			return errFile
		}
		readme := func(size int64) string {
			return words.T(ctx, "bundle.readme", "title", p.Text.Title, "id", p.ID, "origin", b.Ledger.Origin(), "key", b.Ledger.Key(), "size", int(size), "book", p.Book)
		}
		check := func(to io.Writer, files func(io.Writer) error) error {
			return ledger.Offline(ctx, to, ledger.OfflineProps{Title: p.Text.Title, Language: p.Text.Language}, files)
		}
		bundle, size, err := bundles.File(ctx, export.Petition{ID: p.ID, Book: p.Book, Text: p.Text.Marshal(), Readme: readme, Page: check})
		if err != nil {
			return err
		}
		c.Set(fiber.HeaderContentType, "application/zip")
		c.Set(fiber.HeaderCacheControl, briefly)
		c.Set(fiber.HeaderContentDisposition, `attachment; filename="proof-`+p.ID+`.zip"`)
		return c.SendStream(bundle, int(size))
	}
}
