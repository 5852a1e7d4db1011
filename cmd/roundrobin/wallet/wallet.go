// Package wallet is a wallet without a browser: it collects passes, signs, withdraws, comments and agrees over HTTP, and trusts
// none of the site's script and as little of its word as it can. Keys, petitions and promises count only as the ledger has
// them, and the ledger only under its key. The drill's people are wallets like this one, and so is `roundrobin wallet`.
package wallet

import (
	"context"
	"io"
	"net/http"
	"strings"
	"time"

	"roundrobin/models/day"
	"roundrobin/models/envelope"
	"roundrobin/models/pass"
)

// A Wallet is one person at one site. Not for use by many at once.
type Wallet struct {
	File   *File
	Site   *Site
	Ledger *Ledger // may be shared with other wallets of the site
	Now    func() time.Time
	Random io.Reader
	// Sleep returns early, with an error, when ctx ends.
	Sleep func(ctx context.Context, d time.Duration) error

	days   map[string][]byte // the day files as they were last read
	held   map[string]*pass.Held
	config *envelope.Config // the key that envelopes go to, found in the ledger

	readings []*Reading // that wait for envelopes
	siteDay  day.Day    // as the site last said
}

// A Site is where a wallet goes: what everybody can fetch, the desk, and the slot for envelopes.
type Site struct {
	Base   string       // such as https://petitions.example, without a slash behind it
	Client *http.Client // its transport and timeout are used; never its cookies, and no redirect is followed but one of the desk's
}

// NewSite takes an address as people type it.
func NewSite(address string, c *http.Client) *Site {
	return &Site{Base: strings.TrimRight(address, "/"), Client: c}
}
