// Package wallet is /wallet, "My passes": one static page, the same for everybody.
package wallet

import "roundrobin/views/ui"

// Props are those of the wallet's page (Show). They are the same for everybody.
type Props struct {
	// Programs are what a petition or a proposal can be about.
	Programs []ui.Option
}
