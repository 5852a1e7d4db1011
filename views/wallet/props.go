// Package wallet is /wallet, "My passes": one static page, the same for everybody.
package wallet

import (
	"context"
	"strings"

	"roundrobin/views/layout"
	"roundrobin/views/ui"
	"roundrobin/views/words"
)

// Props are those of the wallet's page (Show). They are the same for everybody.
type Props struct {
	// Programs are what a petition or a proposal can be about.
	Programs []ui.Option
	// Topics are the codes of the published list.
	Topics []string
}

// Limits of a petition's text, in characters.
const (
	maxTitle      = 80
	maxAsk        = 300
	maxAddressee  = 120
	maxBackground = 5000
)

// tab is the title of a route. It names no petition and nothing that is done there.
func tab(ctx context.Context, route string) string {
	return words.T(ctx, "routes.tab_"+route, "site", layout.SiteOf(ctx).Short)
}

// languages that a petition can name as its own, each under its own name.
func languages(ctx context.Context) (all []ui.Option) {
	for _, line := range strings.Split(strings.TrimSpace(words.T(ctx, "write.languages")), "\n") {
		tag, name, _ := strings.Cut(line, " ")
		all = append(all, ui.Option{Value: tag, Label: name})
	}
	return all
}
