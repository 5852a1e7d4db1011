// Package wallet is /wallet, "My passes": one static page, the same for everybody.
package wallet

// Props are those of the wallet's page (Show).
type Props struct {
	// Today is used for nothing about the reader. Kept empty on the static page.
	Today string
}
