package office

// KeyAskProps are those of the pages that wait for a security key (SignInKey, KeyAdd).
type KeyAskProps struct {
	Viewer
	// Name is the member's at the door, else what the key will be called. Token stands for the question, Options is it, JSON.
	Name, Token, Options string
}

// OwnProps are those of /office/own (Own).
type OwnProps struct {
	Viewer
	Today string
	// Codes: one-time codes let the viewer in.
	Codes    bool
	Keys     []SecurityKey
	Sessions []Session
	// KeyName is what was typed and refused.
	KeyName  string
	Problems Problems
	// Just is what was done: key, removed, codes_on, codes_off, session, others, or anything for nothing.
	Just string
}

// SecurityKey is one of the viewer's. Used is "" before the first time.
type SecurityKey struct{ ID, Name, Since, Used string }

// Session is one sign-in of the viewer's. Here: this browser's.
type Session struct {
	ID, Begun, Used string
	Here            bool
}

// justKey is what was done, in the catalogue, or "".
func (p OwnProps) justKey() string {
	switch p.Just {
	case "key", "removed", "codes_on", "codes_off", "session", "others":
		return "office.own.done_" + p.Just
	}
	return ""
}

func (p OwnProps) others() bool { return len(p.Sessions) > 1 }

// last: without this key nothing would let the viewer in.
func (p OwnProps) last() bool { return !p.Codes && len(p.Keys) == 1 }

// MembersProps are those of /office/members (Members).
type MembersProps struct {
	Viewer
	Today   string
	Members []MemberLine
	// Typed is a name that was refused.
	Typed    string
	Problems Problems
	// Just is what was done: ended, removed, or anything for nothing.
	Just string
}

// MemberAddedProps are those of the answer to who let a steward in (MemberAdded): what is shown once.
type MemberAddedProps struct {
	Viewer
	Member, Key, Secret, URL string
}

// MemberLine is one who works in the office.
type MemberLine struct {
	ID, Name, Role string
	Codes          bool
	Keys, Sessions int
}
