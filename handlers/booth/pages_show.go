package booth

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/pass"
	"roundrobin/models/petition/store"
	"roundrobin/views/layout"
	"roundrobin/views/ledger"
	"roundrobin/views/pages"
	"roundrobin/views/wallet"
)

const codeMinutes = 10

// wallet is one page for everybody; what it shows comes from the browser.
func (b *Booth) wallet(c *fiber.Ctx) error {
	programs, err := b.Programs.List(c.UserContext())
	if err != nil {
		return err
	}
	return page.Show(c, wallet.Show(wallet.Props{Programs: options(programs), Topics: topics()}))
}

func (b *Booth) about(c *fiber.Ctx) error { return page.Show(c, pages.About(b.About)) }

func (b *Booth) help(c *fiber.Ctx) error {
	r := b.Rules()
	return page.Show(c, pages.Help(pages.HelpProps{Minutes: codeMinutes, SealDays: b.Limits.SealDays, SealMin: b.Limits.SealMin, OpenDays: r.OpenDays, ResponseDays: r.ResponseDays}))
}

func (b *Booth) limits(c *fiber.Ctx) error { return page.Show(c, pages.Limits(b.Limits)) }

// now is what every open tab asks for, the same for all.
func (b *Booth) now(c *fiber.Ctx) error {
	n, err := b.Petitions.ReadNow(c.UserContext())
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, uncached)
	return c.JSON(struct {
		*store.Now
		Entitled string `json:"entitled,omitempty"` // "unknown" where a mail domain says who may sign
	}{n, layout.Unknown(c.UserContext())})
}

// ledgerShow tells how to recount, with the figures that a recount must come to.
func (b *Booth) ledgerShow(c *fiber.Ctx) error {
	ctx := c.UserContext()
	size, signed, err := b.Ledger.Checkpoint(ctx)
	if err != nil {
		return err
	}
	p := ledger.Props{Origin: b.Ledger.Origin(), Size: int(size), Checkpoint: string(signed), Key: b.Ledger.Key(), Day: string(b.today())}
	if p.Witnesses, err = b.witnesses(c); err != nil {
		return err
	}
	books, err := b.Books.All(ctx)
	if err != nil {
		return err
	}
	for _, book := range books {
		facts, err := b.bookFacts(c, book.Name)
		if err != nil {
			return err
		}
		p.Books = append(p.Books, facts)
	}
	petitions, _, err := b.Petitions.List(ctx, store.Filter{Sort: store.MostSigned})
	for _, x := range petitions {
		if x.Opened != "" {
			p.Petitions = append(p.Petitions, ledger.Petition{ID: x.ID, Title: x.Text.Title, Language: x.Text.Language, Count: x.Count, Issued: x.Issued, Slot: x.Slot, Book: x.Book})
		}
	}
	if err != nil {
		return err
	}
	return page.Show(c, ledger.Show(p))
}

// witnesses are those who ever signed. What troubles one is for the office.
func (b *Booth) witnesses(c *fiber.Ctx) (all []ledger.Witness, err error) {
	states, err := b.Ledger.Witnesses(c.UserContext())
	for _, s := range states {
		if s.Size > 0 {
			all = append(all, ledger.Witness{Name: s.Name, Size: int(s.Size)})
		}
	}
	return all, err
}

// ledgerCheck is a page whose script reads the whole ledger: of everyone who follows the link it asks the same.
func (b *Booth) ledgerCheck(c *fiber.Ctx) error {
	size, err := b.Ledger.Size(c.UserContext())
	if err != nil {
		return err
	}
	return page.Show(c, ledger.Check(ledger.CheckProps{Size: int(size)}))
}

func (b *Booth) bookFacts(c *fiber.Ctx, name string) (ledger.Book, error) {
	keys, err := b.Books.KeyFile(c.UserContext(), name)
	if err != nil {
		return ledger.Book{}, err
	}
	issued, err := b.Issued(c.UserContext(), name)
	if err != nil {
		return ledger.Book{}, err
	}
	eligible, err := b.Eligible(c.UserContext(), name)
	return ledger.Book{Name: name, Issued: pass.Holders(issued), Eligible: eligible, KeysHash: keys.Hash().String()}, err
}
