// Command seed gives a demo's booth many comments that were flagged, for a story in which a steward decides about all of them: through the
// stores of talks and of cases, as a seal would. It is never part of a site: the comments have no leaves.
package main

import (
	"context"
	"encoding/binary"
	"flag"
	"fmt"

	"roundrobin/models/day"
	"roundrobin/models/db"
	casestore "roundrobin/models/moderation/store"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	threadstore "roundrobin/models/thread/store"
)

func main() {
	booth := flag.String("booth", "", "the booth's store")
	about := flag.String("petition", "", "the petition's id")
	today := flag.String("day", "", "the site's day")
	n := flag.Int("flags", 200, "how many comments are flagged")
	flag.Parse()
	if err := run(context.Background(), *booth, *about, day.Day(*today), *n); err != nil {
		panic(err)
	}
}

func run(ctx context.Context, booth, about string, today day.Day, n int) error {
	d, err := db.Open(booth)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.InTx(ctx, func(tx *db.Tx) error {
		said := comments(about, n)
		if err := threadstore.New(d).Seal(tx, today, said); err != nil {
			return err
		}
		return casestore.New(d, nil, nil, func() day.Day { return today }).SealTalk(tx, today, flags(about, said))
	})
}

const perVoice = 10

// comments are of made-up keys; their places are below those of the ledger.
func comments(about string, n int) (said []petition.Sealed) {
	for i := range n {
		body := pass.CommentBody{Parent: pass.NoParent, Text: fmt.Sprintf("Number %d: whoever decided this never stood in the rain at gate four.", i+1)}
		a := petition.Sealed{Place: -1 - int64(i)}
		a.Kind, a.Petition, a.Subject, a.Seq, a.Body = pass.Comment, about, pass.NoSubject, i%perVoice+1, body.Marshal()
		a.BodyHash = pass.HashBody([32]byte{}, a.Body)
		copy(a.Pass[2:34], key(i/perVoice))
		said = append(said, a)
	}
	return said
}

// flags: one for each comment, and one more for every third.
func flags(about string, said []petition.Sealed) (all []petition.Sealed) {
	for i, c := range said {
		for more := range 2 - min(i%3, 1) {
			a := petition.Sealed{Place: -1}
			a.Kind, a.Petition, a.Subject, a.Seq, a.Body = pass.Flag, about, c.CommentID(), 1, []byte("hate_threat")
			copy(a.Who[:], key(1_000+2*i+more))
			all = append(all, a)
		}
	}
	return all
}

func key(n int) []byte {
	var k [32]byte
	copy(k[:], "made up for a story")
	binary.BigEndian.PutUint64(k[24:], uint64(n))
	return k[:]
}
