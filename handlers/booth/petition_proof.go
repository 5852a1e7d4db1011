package booth

import (
	"context"
	"io"
	"strings"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/export"
	"roundrobin/models/fault"
	"roundrobin/models/petition"
	"roundrobin/views/ledger"
	views "roundrobin/views/petition"
	"roundrobin/views/words"
)

// petitionProof is /petitions/ID/proof.zip: all that proves the petition's count without us. It is made once as the ledger stands. Who asks
// while it takes long gets a page that asks again, a program the word to do so.
func (b *Booth) petitionProof(bundles *export.Bundles) fiber.Handler {
	return func(c *fiber.Ctx) error {
		p, err := b.Petitions.Any(c.UserContext(), c.Params("id"))
		if err != nil {
			return err
		}
		if p.Opened == "" {
			return errFile
		}
		made, err := bundles.Make(c.UserContext(), b.proofOf(c.UserContext(), p), words.Language(c.UserContext()), c.Query("made"))
		if err != nil {
			return err
		}
		tag := `"` + made.Tag + `"`
		c.Set(fiber.HeaderETag, tag)
		c.Set(fiber.HeaderCacheControl, briefly)
		if c.Get(fiber.HeaderIfNoneMatch) == tag {
			return c.SendStatus(fiber.StatusNotModified)
		}
		if !made.Within(b.Patience) {
			return proofComing(c, p, made)
		}
		bundle, size, err := made.Open()
		if err != nil {
			return err
		}
		c.Set(fiber.HeaderContentType, "application/zip")
		c.Set(fiber.HeaderContentDisposition, `attachment; filename="proof-`+p.ID+`.zip"`)
		return c.SendStream(bundle, int(size))
	}
}

func (b *Booth) proofOf(ctx context.Context, p petition.Petition) export.Petition {
	ctx = context.WithoutCancel(ctx) // it may be made for longer than its request lasts
	readme := func(size int64) string {
		return words.T(ctx, "bundle.readme", "title", p.Text.Title, "id", p.ID, "origin", b.Ledger.Origin(), "key", b.Ledger.Key(), "size", int(size), "book", p.Book)
	}
	check := func(to io.Writer, files func(io.Writer) error) error {
		return ledger.Offline(ctx, to, ledger.OfflineProps{Title: p.Text.Title, Language: p.Text.Language}, files)
	}
	return export.Petition{ID: p.ID, Book: p.Book, Text: p.Text.Marshal(), Readme: readme, Page: check}
}

// proofComing lets a browser ask again by itself, and tells a program when to.
func proofComing(c *fiber.Ctx, p petition.Petition, made *export.Making) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	c.Response().Header.Del(fiber.HeaderETag)
	if !strings.Contains(c.Get(fiber.HeaderAccept), "text/html") {
		c.Set(fiber.HeaderRetryAfter, "5")
		return fault.New(fault.Unavailable, "proof_coming").Again()
	}
	c.Set("Refresh", "3; url=/petitions/"+p.ID+"/proof.zip?made="+made.Tag)
	c.Status(fiber.StatusAccepted)
	return page.Show(c, views.ProofComing(views.ProofComingProps{ID: p.ID, Title: p.Text.Title, Language: p.Text.Language, Percent: made.Percent()}))
}
