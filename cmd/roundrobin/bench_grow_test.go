package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/valyala/fasthttp"

	"roundrobin/models/db"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

// What is promised with a million signatures.
const (
	million   = 1_000_000
	mostMB    = 150 // megabytes, while it is read, signed and sealed
	mostStart = time.Second
)

// growBars: how cost grows. Each line is the first read after a change: what is served from memory costs the same whatever it is of.
func growBars(r *report) {
	growSignatures(r)
	growComments(r)
	growPetitions(r)
}

func (r *report) line(cells ...string) {
	line := "| " + strings.Join(cells, " | ") + " |"
	r.grow = append(r.grow, line)
	fmt.Println(line)
}

func (r *report) heads(cells ...string) {
	r.grow = append(r.grow, "")
	r.line(cells...)
	r.line(slices.Repeat([]string{"---"}, len(cells))...)
}

// growSignatures under one petition. Each size is a site that starts, takes some signatures, seals them and is read.
func growSignatures(r *report) {
	const some = 20
	sizes := []int{100, 1_000, 10_000, 100_000, million}
	if quick() {
		sizes = sizes[:3]
	}
	x := newBenched(r.b, "", "", 1)
	acts := x.acts(some * len(sizes))
	x.talks(0, voices)
	r.heads("signatures", "start", "seal of 20 more", "page", "/now.json", "/petitions", "memory")
	had := 0
	for i, size := range sizes {
		x.fill(had, size-some)
		had = size
		s := startServer(r.b, serves{Config: x.config})
		press(r.b, some, time.Minute, posts("http://"+s.Private+"/petitions/"+x.petition.ID+"/signatures", "text/plain", acts[:(i+1)*some], i*some), promised)
		seal := s.tell("seal")
		cells := []string{strconv.Itoa(size), ms(s.ready), ms(lasted(r.b, seal))}
		for _, path := range []string{"/petitions/" + x.petition.ID, "/now.json", "/petitions"} {
			cells = append(cells, ms(s.afterChange(path)))
		}
		press(r.b, clients, time.Second, gets("http://"+s.Public+"/now.json"), nil)
		r.line(append(cells, megabytes(s.most()))...)
		s.stop()
		if size == million {
			r.add(bar{Name: "memory at 1,000,000 signatures, share of 150 MB", Ratio: float64(s.peak) / mostMB, Most: 1, N: million, MB: s.peak})
			r.add(startBar(r.b, x))
		}
	}
}

func startBar(b *testing.B, x *benched) bar {
	var took []time.Duration
	for range 3 {
		s := startServer(b, serves{Config: x.config})
		s.stop()
		took = append(took, s.ready)
	}
	slices.Sort(took)
	return bar{Name: "start with 1,000,000 signatures, share of 1 s", Ratio: took[1].Seconds() / mostStart.Seconds(), Most: 1, Took: took}
}

func growComments(r *report) {
	sizes := []int{10, 100, 1_000, 10_000}
	x := newBenched(r.b, "", "", 1)
	x.signed(x.acts(signers))
	r.heads("comments", "page", "newest first", "memory")
	had := 0
	for _, size := range sizes {
		x.talks(had, size)
		had = size
		s := startServer(r.b, serves{Config: x.config})
		page := "/petitions/" + x.petition.ID
		r.line(strconv.Itoa(size), ms(s.afterChange(page)), ms(s.afterChange(page+"?order=newest")), megabytes(s.most()))
		s.stop()
	}
}

func growPetitions(r *report) {
	sizes := []int{100, 1_000, 10_000}
	x := newBenched(r.b, "", "", 1)
	x.signed(x.acts(signers))
	x.talks(0, voices)
	r.heads("petitions", "front page", "list", "search", "/now.json", "a petition's page", "memory")
	had := 1
	for _, size := range sizes {
		x.past(had, size)
		had = size
		s := startServer(r.b, serves{Config: x.config})
		cells := []string{strconv.Itoa(size)}
		for _, path := range []string{"/", "/petitions", "/petitions?q=night+bus", "/now.json", "/petitions/" + x.petition.ID} {
			cells = append(cells, ms(s.afterChange(path)))
		}
		r.line(append(cells, megabytes(s.most()))...)
		s.stop()
	}
}

func ms(d time.Duration) string {
	if d < 0 {
		return "not in 15 s"
	}
	return fmt.Sprintf("%.1f ms", d.Seconds()*1e3)
}

func lasted(b *testing.B, text string) time.Duration {
	d, err := time.ParseDuration(text)
	fatal(b, err)
	return d
}

// afterChange is the middle of a few first reads.
func (s *measured) afterChange(path string) time.Duration {
	const times = 9
	client, q, a := &fasthttp.Client{ReadTimeout: answerTime}, fasthttp.AcquireRequest(), new(fasthttp.Response)
	defer fasthttp.ReleaseRequest(q)
	gets("http://"+s.Public+path)(0, q)
	var took []time.Duration
	for n := range times {
		s.tell("change/" + strconv.Itoa(n))
		start := time.Now()
		err := client.Do(q, a)
		took = append(took, time.Since(start))
		if err != nil || a.StatusCode() != fasthttp.StatusOK { // said, and the rest is measured
			fmt.Printf("%s: %d %v after %s\n", path, a.StatusCode(), err, ms(time.Since(start)))
			return -1
		}
	}
	slices.Sort(took)
	return took[times/2]
}

// fill gives the petition signatures up to a number, sealed already. They are rows and leaves of a signature's form, in the ledger's real tree;
// nobody's passes, so that a million do not take a quarter of an hour.
func (x *benched) fill(from, to int) {
	const batch = 20_000
	template, err := pass.ParseHandedIn(x.acts(1)[0])
	fatal(x.b, err)
	dice := rand.NewChaCha8([32]byte{byte(from >> 16), byte(from >> 8), byte(from), 1})
	x.inside(func(ctx context.Context, s *site) error {
		for from < to {
			n := min(batch, to-from)
			if err := s.boothDB.InTx(ctx, func(tx *db.Tx) error { return x.fillSome(tx, s, template.Act, from, n, dice) }); err != nil {
				return err
			}
			from += n
		}
		return nil
	})
}

func (x *benched) fillSome(tx *db.Tx, s *site, a pass.Act, from, n int, dice *rand.ChaCha8) error {
	const input = pass.Size - pass.KeySize
	leaves, entries := make([][]byte, n), make([]pass.Entry, n)
	var signatures, statements []any
	for i := range n {
		_, _ = dice.Read(a.Pass[2:34])
		_, _ = dice.Read(a.Pass[input:])
		_, _ = dice.Read(a.Signature[:])
		place := uint32(from+i) * 4000 // in the order of keys: what is there is the same, and sooner
		a.Pass[2], a.Pass[3], a.Pass[4], a.Pass[5] = byte(place>>24), byte(place>>16), byte(place>>8), byte(place)
		leaves[i], entries[i] = a.Marshal(), pass.EntryOf(a)
		hash, key := ledger.LeafHash(leaves[i]), a.BoothKey()
		signatures = append(signatures, x.petition.ID, slices.Clone(key[:]), 1, true, x.petition.Hash[:], hash[:], false)
		statements = append(statements, slices.Clone(key[:]), pass.NoSubject, 1, "sign", hash[:], s.today())
	}
	if _, err := s.ledger.AppendActs(tx, s.today(), leaves, entries); err != nil {
		return err
	}
	if err := db.InsertRows(tx, "INSERT INTO signature (petition, key, seq, stands, text, hash, named)", 7, signatures, ""); err != nil {
		return err
	}
	return db.InsertRows(tx, "INSERT INTO statement (key, subject, seq, class, hash, day)", 6, statements, "")
}

// past adds petitions that are over, each like the first.
func (x *benched) past(from, to int) {
	x.inside(func(ctx context.Context, s *site) error {
		return s.boothDB.InTx(ctx, func(tx *db.Tx) error {
			var columns []string
			if err := tx.Raw("SELECT name FROM pragma_table_info('petition')").Scan(&columns).Error; err != nil {
				return err
			}
			values := slices.Clone(columns)
			for i, c := range columns {
				switch c {
				case "id":
					values[i] = "printf('p%015d', n.value)"
				case "title":
					values[i] = "title || ' ' || n.value"
				case "state":
					values[i] = "'closed'"
				case "closed":
					values[i] = "opened"
				case "outcome":
					values[i] = "'no_answer'"
				case "book", "slot":
					values[i] = "NULL"
				}
			}
			numbers := fmt.Sprintf("(WITH RECURSIVE n(value) AS (SELECT %d UNION ALL SELECT value + 1 FROM n WHERE value < %d) SELECT value FROM n) n", from, to-1)
			if err := tx.Exec("INSERT INTO petition (" + strings.Join(columns, ", ") + ") SELECT " + strings.Join(values, ", ") + " FROM " + numbers + ", petition WHERE petition.id = '" + x.petition.ID + "'").Error; err != nil {
				return err
			}
			return tx.Exec("INSERT INTO petition_words (petition, words) SELECT printf('p%015d', n.value), words FROM " + numbers + ", petition_words WHERE petition = '" + x.petition.ID + "'").Error
		})
	})
}
