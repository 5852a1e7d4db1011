package pass

// MaxHandedIn bounds what is handed in, in bytes: it must fit the padded row that it waits in.
const MaxHandedIn = 6000

// A HandedIn is an act with what its body hash stands for. The body never enters the ledger.
type HandedIn struct {
	Act
	Salt [32]byte
	Body []byte
}

// Marshal gives the bytes that travel in an envelope: act, an empty line, the salt on a line, the body.
func (h HandedIn) Marshal() []byte {
	b := append(h.Act.Marshal(), '\n')
	b = append(b64.AppendEncode(b, h.Salt[:]), '\n')
	return append(b, h.Body...)
}

// ParseHandedIn takes exactly what Marshal gives and checks that salt and body are those of the statement and that the body is
// one of its kind. It does not verify the pass.
func ParseHandedIn(text []byte) (h HandedIn, err error) {
	if len(text) > MaxHandedIn {
		return h, malformed("%d bytes handed in", len(text))
	}
	if h, err = ParseKept(text); err != nil {
		return h, err
	}
	if HashBody(h.Salt, h.Body) != h.BodyHash {
		return h, malformed("a body that is not the statement's")
	}
	if !rules[h.Kind].body(h.Body) {
		return h, malformed("no body for a %s", h.Kind)
	}
	return h, nil
}

// ParseKept is ParseHandedIn of what was taken once: nothing is checked, and part of the body may have been kept elsewhere.
func ParseKept(text []byte) (h HandedIn, err error) {
	const saltText = 43
	a, rest, err := cutAct(text)
	if err != nil {
		return h, err
	}
	if len(rest) < saltText+2 || rest[0] != '\n' || rest[saltText+1] != '\n' {
		return h, malformed("an act without salt and body")
	}
	salt, err := b64.DecodeString(string(rest[1 : saltText+1]))
	if err != nil || len(salt) != len(h.Salt) {
		return h, malformed("a salt of another form")
	}
	return HandedIn{Act: a, Salt: [32]byte(salt), Body: rest[saltText+2:]}, nil
}
