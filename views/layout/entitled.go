package layout

import "context"

// Unknown is what files for programs say of how many may sign, where a mail domain lets people in; else "".
func Unknown(ctx context.Context) string {
	if SiteOf(ctx).Domains == "" {
		return ""
	}
	return "unknown"
}
