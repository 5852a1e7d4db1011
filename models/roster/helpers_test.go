package roster_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/fault"
	"roundrobin/models/roster"
	"roundrobin/models/secret"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = context.Background()

// clock is moved by hand.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func open(t testing.TB, d *db.DB) (*roster.Roster, *clock) {
	t.Helper()
	c := fiveToMidnight()
	return roster.New(d, newMaster(t), rand.Reader, c.now, time.UTC), c
}

// openTwice gives the rosters of two replicas.
func openTwice(t testing.TB, d *db.DB) (here, there *roster.Roster) {
	t.Helper()
	master, c := newMaster(t), fiveToMidnight()
	second, err := db.Open(d.Setting())
	must(t, err)
	t.Cleanup(func() { second.Close() })
	return roster.New(d, master, rand.Reader, c.now, time.UTC), roster.New(second, master, rand.Reader, c.now, time.UTC)
}

func newMaster(t testing.TB) secret.Master {
	t.Helper()
	m, err := secret.New(rand.Reader)
	must(t, err)
	return m
}

func fiveToMidnight() *clock { return &clock{at: time.Date(2026, 11, 23, 23, 55, 0, 0, time.UTC)} }

const header = "name,email,department,site,kind,staff_id\n"

const noah = "Noah Osei,noah.osei@meridian.example,Warehouse operations,Valencia,contractor,M103514\n"
const sanna = "Sanna Novák,sanna.novak@meridian.example,Planning and routing,Leeds,employee,M102647\n"

func imported(t testing.TB, r *roster.Roster, rows ...string) roster.Report {
	t.Helper()
	report, err := r.Import(ctx, strings.NewReader(header+strings.Join(rows, "")))
	must(t, err)
	return report
}

func address(t testing.TB, s string) roster.Address {
	t.Helper()
	a, err := roster.ParseAddress(s)
	must(t, err)
	return a
}

// company invents n people.
func company(n int) (names, addresses, rows []string) {
	given := strings.Fields("Noah Oscar Clara Sunita Nkechi Greta Sanna Samir María Ravi Jonas Łucja Ama Björn Chloé Dámaris Ewa Farid Gwen Hanne")
	family := strings.Fields("Osei Dlamini Papadopoulos Mensah Achebe Novák Chowdhury Castillo Sørensen Żuraw Öztürk Lindqvist Marchetti Okafor Reyes")
	for i := range n {
		name := fmt.Sprintf("%s %s %s", given[i%len(given)], family[i/len(given)%len(family)], strings.Repeat("v", i/300)+"an")
		address := fmt.Sprintf("person.number%d@meridian.example", i)
		names, addresses = append(names, name), append(addresses, address)
		rows = append(rows, fmt.Sprintf("%s,%s,Planning and routing,Gdańsk,employee,M%06d\n", name, address, i))
	}
	return names, addresses, rows
}

func code(err error) string {
	if f := fault.Of(err); f != nil {
		return f.Code
	}
	return fmt.Sprint(err)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
