package ledger

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A Checkpoint says how large the tree is and what its root is (C2SP tlog-checkpoint, no extension lines). The key that signs it
// has the origin as its name.
type Checkpoint struct {
	Origin string
	Size   int64
	Root   Hash
}

func (c Checkpoint) text() string {
	return fmt.Sprintf("%s\n%d\n%s\n", c.Origin, c.Size, c.Root)
}

// Sign gives the signed note.
func (c Checkpoint) Sign(log note.Signer) ([]byte, error) {
	if log.Name() != c.Origin {
		return nil, fmt.Errorf("ledger: a checkpoint of %s by the key of %s", c.Origin, log.Name())
	}
	return note.Sign(&note.Note{Text: c.text()}, log)
}

// OpenCheckpoint takes what Sign gave, cosigned or not, if this log gave it.
func OpenCheckpoint(signed []byte, log note.Verifier) (c Checkpoint, err error) {
	n, err := note.Open(signed, note.VerifierList(log))
	if err != nil {
		return c, fmt.Errorf("ledger: the checkpoint is not signed by %s: %w", log.Name(), err)
	}
	p := strings.Split(n.Text, "\n")
	if len(p) != 4 {
		return c, fmt.Errorf("ledger: a checkpoint of %d lines", len(p)-1)
	}
	c.Origin = p[0]
	if c.Size, err = strconv.ParseInt(p[1], 10, 62); err != nil || c.Size < 0 {
		return c, fmt.Errorf("ledger: a checkpoint of size %.30q", p[1])
	}
	if c.Root, err = tlog.ParseHash(p[2]); err != nil || c.text() != n.Text || c.Origin != log.Name() {
		return c, fmt.Errorf("ledger: a checkpoint of another form or origin")
	}
	return c, nil
}
