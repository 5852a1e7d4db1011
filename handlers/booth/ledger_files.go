package booth

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
)

const (
	forever   = "public, max-age=31536000, immutable"
	briefly   = "no-cache" // what is kept is asked for again each time: nobody shows what has been hidden since
	uncached  = "no-store"
	plainText = "text/plain; charset=utf-8"
	octets    = "application/octet-stream"
)

var errFile = fault.New(fault.NotFound, "page_missing")

// checkpoint is /log/checkpoint: a signed note of the tree's size and root (C2SP tlog-checkpoint).
func (b *Booth) checkpoint(c *fiber.Ctx) error {
	_, signed, err := b.Ledger.Checkpoint(c.UserContext())
	if err != nil {
		return err
	}
	return file(c, plainText, uncached, signed)
}

// tile is /log/tile/L/N[.p/W] and /log/tile/entries/N[.p/W] (C2SP tlog-tiles). What is once written never changes.
func (b *Booth) tile(c *fiber.Ctx) error {
	p, err := ledger.ParsePath(c.Params("*"))
	if err != nil {
		return err
	}
	data, err := b.Ledger.Tile(c.UserContext(), p)
	if err != nil {
		return err
	}
	return file(c, octets, forever, data)
}

// logKey is /log/key: the note verifier key that checkpoints are checked with.
func (b *Booth) logKey(c *fiber.Ctx) error {
	return file(c, plainText, briefly, []byte(b.Ledger.Key()+"\n"))
}

// operator is /log/operator: the newest leaves that name keys, with proofs. Every wallet fetches it with every page and looks in it for
// what it needs.
func (b *Booth) operator(c *fiber.Ctx) error {
	named, err := b.Ledger.Named(c.UserContext())
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, uncached) // an older tree than was seen before looks like a lie
	return c.JSON(named)
}

// dayKeys is /log/keys/DAY: an entry (pass.Entry) for each act of the day. Every wallet fetches all of them.
func (b *Booth) dayKeys(c *fiber.Ctx) error {
	of, err := day.Parse(c.Params("day"))
	if err != nil {
		return errFile
	}
	prefixes, err := b.Ledger.Keys(c.UserContext(), of)
	if err != nil {
		return err
	}
	return file(c, octets, briefly, prefixes)
}

// keyFile is /log/books/BOOK: the public keys of a season's book.
func (b *Booth) keyFile(c *fiber.Ctx) error {
	keys, _, err := b.Books.Files(c.UserContext(), c.Params("book"))
	if err != nil {
		return err
	}
	return file(c, plainText, forever, keys)
}

// proofFile is /log/books/BOOK/proofs: that no key of the book can mark a pass.
func (b *Booth) proofFile(c *fiber.Ctx) error {
	_, proofs, err := b.Books.Files(c.UserContext(), c.Params("book"))
	if err != nil {
		return err
	}
	return file(c, plainText, forever, proofs)
}

func file(c *fiber.Ctx, contentType, cache string, content []byte) error {
	c.Set(fiber.HeaderContentType, contentType)
	c.Set(fiber.HeaderCacheControl, cache)
	c.Set(fiber.HeaderContentLength, strconv.Itoa(len(content)))
	return c.Send(content)
}
