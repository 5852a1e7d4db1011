package ledger

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
	"roundrobin/models/pass"
)

// A Kept is a promise as its holder keeps it: the signed note, and before it, with an empty line between, the act that it is
// for. A promise without its act may be one for an agreement, which never becomes a leaf, so it cannot be proven broken.
type Kept struct {
	Signed []byte
	Leaf   Hash // as the promise says; not yet believed
	Proves bool // the act is there, and its kind enters the ledger
}

// ParseKept reads the file. Nothing in it is verified but that act and promise are of the same leaf.
func ParseKept(text []byte) (k Kept, err error) {
	head := []byte(pass.Version + " promise\n")
	k.Signed = text
	act, note, both := bytes.Cut(text, append([]byte("\n"), head...))
	if both {
		k.Signed = append(head, note...)
	}
	lines := strings.SplitN(string(k.Signed), "\n", 4)
	if len(lines) < 4 || !bytes.HasPrefix(k.Signed, head) {
		return k, fmt.Errorf("ledger: no promise")
	}
	if k.Leaf, err = tlog.ParseHash(lines[2]); err != nil || !both {
		return k, err
	}
	a, err := pass.ParseAct(act)
	if err != nil || LeafHash(act) != k.Leaf {
		return k, fmt.Errorf("ledger: what stands before the promise is not the act that it is for")
	}
	k.Proves = a.Kind.Leaf()
	return k, nil
}
