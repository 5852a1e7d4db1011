package ledger

import "roundrobin/views/layout"

// command is what one types to count again.
func command(site layout.Site, p Props) string {
	if site.Base != "" {
		return "recount " + site.Base
	}
	return "recount https://" + p.Origin
}
