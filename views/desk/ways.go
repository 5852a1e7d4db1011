package desk

// The ways in, as RR_WAYS and AddressProps.Ways name them. Each has a file of its own here (way_NAME.templ) and among the handlers.
const (
	WayEmail = "email"
	WayOIDC  = "oidc"
	WayCodes = "codes"
)

// Ways are all of them, in the order in which the first page offers them.
var Ways = []string{WayEmail, WayOIDC, WayCodes}
