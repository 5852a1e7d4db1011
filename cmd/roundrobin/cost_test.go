package main

import (
	"database/sql"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"roundrobin/cmd/roundrobin/wallet"
	"roundrobin/models/db/dbtest"
)

// What people cost a replica, as a process of its own: processor time of it and of the database, in µs for each request, and the memory that
// it holds. Wall time says nothing here, as whoever asks works on the same cores. For docs/scale.md.
func BenchmarkReplica(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { replicaCosts(b, "", "") })
	b.Run("postgres", func(b *testing.B) { replicaCosts(b, dbtest.Postgres(b), dbtest.Postgres(b)) })
}

func replicaCosts(b *testing.B, identity, booth string) {
	const people = 240
	k := newKillable(b, identity, booth, people)
	server := k.serveQuietly()
	b.Cleanup(func() { kill(b, server) })
	r := &costs{b: b, k: k, pid: server.Process.Pid, booth: booth, identity: identity, client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}, Timeout: 30 * time.Second}}
	get := func(path string) func(int) {
		return func(int) {
			if answer, err := r.client.Get(k.site.Base + path); err != nil {
				b.Error(err)
			} else if status, _ := readAll(answer); status != 200 {
				b.Errorf("%s is %d", path, status)
			}
		}
	}
	r.measure("home", 2000, get("/"))
	r.measure("petition", 2000, get("/petitions/"+k.petition))
	r.measure("now.json", 4000, get("/now.json"))
	r.measure("checkpoint", 4000, get("/log/checkpoint"))
	beating := make([]*wallet.Wallet, atOnce)
	for i := range beating {
		w := *k.wallets[i]
		w.Site = wallet.NewSite(k.site.Base, r.client)
		must(b, w.Ledger.Update(b.Context(), w.Site))
		beating[i] = &w
	}
	r.measure("empty_envelope", 20*atOnce, func(n int) { must(b, beating[n%atOnce].Beat(b.Context(), nil)) })
	acts := make([]*wallet.Act, people)
	for n, w := range k.wallets {
		w.Site = wallet.NewSite(k.site.Base, r.client)
		act, err := w.Say(b.Context(), wallet.Signing(k.petition))
		must(b, err)
		acts[n] = act
	}
	r.measure("signature", people, func(n int) {
		if err := k.wallets[n].Beat(b.Context(), acts[n]); err != nil || acts[n].State != wallet.Promised {
			b.Errorf("%v: %s", err, acts[n].State)
		}
	})
}

const atOnce = 40 // who ask at the same time

// serveQuietly is serve without a seal that would cost something of its own.
func (k *killable) serveQuietly() *exec.Cmd {
	c := k.config
	args := []string{"serve", "--listen", c.Listen, "--data", c.Data, "--key-file", c.KeyFile, "--origin", c.Origin, "--insecure", "--book-slots", "1", "--mail-host", "127.0.0.1", "--mail-from", "notices@example.org"}
	if c.Booth != "" {
		args = append(args, "--identity", c.Identity, "--booth", c.Booth)
	}
	server := exec.Command(os.Args[0], args...)
	server.Env = append(os.Environ(), killMain+"=1")
	must(k.t, server.Start())
	eventually(k.t, "it is ready", func() bool { return status(c.Listen, "/readyz") == 200 })
	return server
}

type costs struct {
	b               *testing.B
	k               *killable
	pid             int
	identity, booth string
	client          *http.Client
}

// measure lets many ask at once, each n of 0 to times-1, and says what one cost.
func (c *costs) measure(name string, times int, ask func(n int)) {
	c.b.Run(name, func(b *testing.B) {
		here, there := processor(b, c.pid), c.database(b)
		var next atomic.Int64
		var all sync.WaitGroup
		for range atOnce {
			all.Go(func() {
				for n := int(next.Add(1)) - 1; n < times; n = int(next.Add(1)) - 1 {
					ask(n)
				}
			})
		}
		all.Wait()
		here, there = processor(b, c.pid)-here, c.database(b)-there
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(float64(here.Microseconds())/float64(times), "µs")
		b.ReportMetric(float64(there.Microseconds())/float64(times), "database-µs")
		b.ReportMetric(memory(b, c.pid), "MB")
		b.ReportMetric(float64(c.connections(b)), "connections")
	})
}

// tick is what Linux counts processor time in.
const tick = 10 * time.Millisecond

// processor is the time that a process has had.
func processor(t testing.TB, pid int) time.Duration {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if os.IsNotExist(err) {
		return 0
	}
	must(t, err)
	_, after, _ := strings.Cut(string(text), ") ")
	fields := strings.Fields(after)
	user, err := strconv.Atoi(fields[11])
	must(t, err)
	system, err := strconv.Atoi(fields[12])
	must(t, err)
	return time.Duration(user+system) * tick
}

// memory is what it holds, in MB.
func memory(t testing.TB, pid int) float64 {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	must(t, err)
	_, after, _ := strings.Cut(string(text), "VmRSS:")
	kilobytes, err := strconv.Atoi(strings.Fields(after)[0])
	must(t, err)
	return float64(kilobytes) / 1000
}

// backends are the database's processes for our two stores.
func (c *costs) backends(t testing.TB) (pids []int) {
	t.Helper()
	for _, setting := range []string{c.identity, c.booth} {
		if setting == "" {
			continue
		}
		d, err := sql.Open("pgx", setting)
		must(t, err)
		rows, err := d.Query("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
		must(t, err)
		for rows.Next() {
			var pid int
			must(t, rows.Scan(&pid))
			pids = append(pids, pid)
		}
		must(t, rows.Err())
		must(t, d.Close())
	}
	return pids
}

func (c *costs) connections(t testing.TB) int { return len(c.backends(t)) }

func (c *costs) database(t testing.TB) (all time.Duration) {
	t.Helper()
	for _, pid := range c.backends(t) {
		all += processor(t, pid)
	}
	return all
}
