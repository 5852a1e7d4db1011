// Package fail is the page of a refusal or a break: 403, 404, 410, 413, 422, 429, 500, 503 and the rest.
package fail

// Props are those of the page (Show).
type Props struct {
	Status int
	// Refusal is a fault's code with its arguments, or "" for the general sentence of the status.
	Refusal string
	Args    map[string]any
	// Reference is an opaque id that the log has too, for 500; or "".
	Reference string
	// Desk says that it happened at the desk, so that its page says so.
	Desk bool
}
