package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"index/suffixarray"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/ledger"
	"roundrobin/models/secret"
	"roundrobin/views/words"
)

const big = 50_000

func TestFiftyThousandPeopleTakeLittleMemory(t *testing.T) {
	took, peak, told := importsBig(t)
	t.Logf("%s, at most %d MB", took, peak>>20)
	if peak > 200<<20 {
		t.Errorf("it took %d MB", peak>>20)
	}
	if !strings.Contains(told, fmt.Sprintf("%d/%d", big, big)) || !strings.Contains(told, "50,000 added") {
		t.Errorf("it does not say how far it is:\n%s", told)
	}
}

func BenchmarkRosterOf50000(b *testing.B) {
	for b.Loop() {
		took, peak, _ := importsBig(b)
		b.ReportMetric(took.Seconds(), "s/import")
		b.ReportMetric(float64(peak>>20), "MB")
	}
}

// importsBig runs the program as an operator does, built as it is shipped, and watches the most memory that it ever had.
func importsBig(t testing.TB) (took time.Duration, peak int, told string) {
	t.Helper()
	dir := t.TempDir()
	program := filepath.Join(dir, "roundrobin")
	build := exec.Command("go", "build", "-o", program, "roundrobin/cmd/roundrobin")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	bigFile(t, filepath.Join(dir, "roster.csv"))
	key := filepath.Join(dir, "master.key")
	_, err := secret.Create(key, rand.Reader)
	fatal(t, err)
	var said bytes.Buffer
	run := exec.Command(program, "roster", "import", filepath.Join(dir, "roster.csv"), "--data", dir, "--origin", "petitions.example", "--key-file", key)
	run.Stdout, run.Stderr = &said, &said
	begun, ended := time.Now(), make(chan error, 1)
	fatal(t, run.Start())
	go func() { ended <- run.Wait() }()
	for {
		peak = max(peak, mostMemory(run.Process.Pid))
		select {
		case err := <-ended:
			if err != nil || peak == 0 {
				t.Fatalf("%v, %d bytes\n%s", err, peak, &said)
			}
			return time.Since(begun), peak, said.String()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// mostMemory is the most that a process ever had, in bytes; 0 once it is over.
func mostMemory(pid int) int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, most, found := bytes.Cut(status, []byte("VmHWM:"))
	if !found {
		return 0
	}
	kB, _ := strconv.Atoi(strings.Fields(string(most))[0])
	return kB << 10
}

func bigFile(t testing.TB, name string) {
	t.Helper()
	f, err := os.Create(name)
	fatal(t, err)
	defer f.Close()
	fmt.Fprintln(f, "Full Name;Work E-mail;Dept.;Location;Type;Badge")
	for n := range big {
		fmt.Fprintf(f, "Person Número %d van der Berg;person.number%d@meridian.example;Warehouse operations;Rotterdam;%s;M%06d\n", n, n, []string{"employee", "contractor"}[n%2], n)
	}
}

func fatal(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestADumpShowsNeitherAddressesNorNames(t *testing.T) {
	for name, stores := range map[string]func(*testing.T) (identity, booth string){
		"sqlite":   func(*testing.T) (string, string) { return "", "" },
		"postgres": func(t *testing.T) (string, string) { return dbtest.Postgres(t), dbtest.Postgres(t) },
	} {
		t.Run(name, func(t *testing.T) {
			identity, booth := stores(t)
			words.Strict = true
			data, temporary := t.TempDir(), t.TempDir()
			t.Setenv("TMPDIR", temporary)
			c := config{Data: data, Zone: "UTC", Origin: "petitions.example", BookSlots: 1}
			c.Identity, c.Booth, c.KeyFile = identity, booth, filepath.Join(t.TempDir(), "master.key")
			_, err := secret.Create(c.KeyFile, rand.Reader)
			must(t, err)
			s, err := open(t.Context(), &c, &outside{Now: time.Now, Random: rand.Reader, Out: io.Discard, Err: io.Discard})
			must(t, err)
			defer s.close()
			look := func(when string) {
				t.Helper()
				found := suffixarray.New(bytes.ToLower(dumped(t, s, data, temporary)))
				known := s.roster.Hash("noah.osei@meridian.example")
				if hash := []byte(hex.EncodeToString(known[:])); len(found.Lookup(bytes.ToLower(known[:]), 1))+len(found.Lookup(hash, 1)) == 0 {
					t.Fatalf("%s: not even the hashes are where this test looks", when)
				}
				for _, clear := range []string{"noah osei", "noah.osei", "sanna", "meridian", "quigley", "nordhavn", "wrong mailbox"} {
					if len(found.Lookup([]byte(clear), 1))+len(found.Lookup([]byte(hex.EncodeToString([]byte(clear))), 1)) > 0 {
						t.Errorf("%s: %q is in a dump", when, clear)
					}
				}
			}
			goThrough(t, s, look)
		})
	}
}

// goThrough is what happens to a roster: two imports, a file that is looked at, a dispute, an undo.
func goThrough(t *testing.T, s *site, look func(when string)) {
	ctx := t.Context()
	first := "name,email,site\nNoah Osei,noah.osei@meridian.example,Nordhavn\nSanna Novák,sanna@meridian.example,Nordhavn\n"
	second := "name,email,site\nNoah Quigley,noah.osei@meridian.example,Nordhavn\nNew Quigley,new@meridian.example,Leeds\n"
	_, err := s.importRoster(ctx, strings.NewReader(first))
	must(t, err)
	look("after an import")
	_, err = s.uploads.Hold(ctx, []byte(second), "{}")
	must(t, err)
	look("while a file is looked at")
	_, err = s.importRoster(ctx, strings.NewReader(second))
	must(t, err)
	must(t, s.uploads.Drop(ctx))
	noah := s.roster.Hash("noah.osei@meridian.example")
	must(t, s.disputes.Say(ctx, noah, "2026Q4", "Noah Quigley"))
	said, err := s.disputes.Of(ctx, noah, "2026Q4")
	must(t, err)
	must(t, s.disputes.Answer(ctx, said.ID, "It was the wrong mailbox of Quigley.", "Ines"))
	look("after a second import, and a dispute")
	_, err = s.undoRoster(ctx)
	must(t, err)
	look("after an undo")
	if who, err := s.roster.Find(ctx, noah); err != nil || who.Name != "Noah Osei" {
		t.Errorf("%+v, %v", who, err)
	}
}

// dumped is all that a thief of disks or of database dumps has, but for the key.
func dumped(t *testing.T, s *site, folders ...string) (all []byte) {
	t.Helper()
	for _, folder := range folders {
		must(t, filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			b, err := os.ReadFile(path)
			all = append(all, b...)
			return err
		}))
	}
	for _, d := range []*db.DB{s.identity, s.boothDB} {
		if d.Dialect != db.Postgres {
			continue
		}
		var tables []string
		must(t, d.Read.Raw("SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'").Scan(&tables).Error)
		for _, table := range tables {
			var rows []string
			must(t, d.Read.Raw(fmt.Sprintf("SELECT t::text FROM %q t", table)).Scan(&rows).Error)
			all = append(all, strings.Join(rows, "\n")...)
		}
	}
	return all
}

func TestTheRosterOnATerminal(t *testing.T) {
	words.Strict = true
	var out bytes.Buffer
	c := config{Data: t.TempDir(), Zone: "UTC", Origin: "petitions.example", BookSlots: 1}
	o := &outside{Now: time.Now, Random: rand.Reader, Out: &out, Err: io.Discard}
	file := filepath.Join(t.TempDir(), "roster.csv")
	run := func(f interface {
		Run(context.Context, *outside) error
	}, wants ...string) {
		t.Helper()
		out.Reset()
		said := ""
		if err := f.Run(t.Context(), o); err != nil {
			said = err.Error()
		}
		for _, want := range wants {
			if !strings.Contains(out.String()+said, want) {
				t.Errorf("it lacks %q:\n%s%s", want, out.String(), said)
			}
		}
	}
	is := func(text string) { must(t, os.WriteFile(file, []byte(text), 0o600)) }
	import_ := func(columns string, dry, yes bool) *rosterImportCommand {
		return &rosterImportCommand{config: c, rosterFile: rosterFile{File: file, Columns: columns}, DryRun: dry, Yes: yes}
	}
	is("Wer;Wohin\nNoah Osei;noah@m.example\nAda;ada@m.example\nNobody;\n")
	run(import_("", false, false), "must each have a column")
	run(import_("name=Wer,address=Wo", false, false), "“address=Wo” names no column")
	run(&rosterPreviewCommand{c, rosterFile{file, "name=Wer,address=2"}}, "Read as utf-8, with semicolons", "address: column 2, “Wohin”", "2 joining", "Line 4: The row has no address")
	run(import_("name=Wer,address=2", true, false), "It would be 2 joining")
	run(&rosterUndoCommand{c}, "nothing to take back")
	run(import_("name=Wer,address=2", false, false), "2 added", "1 refused")
	is("name,email\nAda,ada@m.example\n")
	run(import_("", true, false), "1 of 2 people would leave")
	run(import_("", false, false), "--yes")
	run(import_("", false, true), "1 left")
	run(&rosterUndoCommand{c}, "1 are on the roster again")
	s, err := open(t.Context(), &c, o)
	must(t, err)
	defer s.close()
	if n, err := s.roster.Size(t.Context()); n != 2 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if got := rosterLeaves(t, s); got != "2 1 2" {
		t.Errorf("the ledger says %s", got)
	}
	o1, err := s.roster.Open(t.Context(), s.roster.Hash("ada@m.example"))
	if err != nil || o1.Check("ada@m.example") != nil {
		t.Errorf("after the undo: %v", err)
	}
	must(t, s.sayRoster(t.Context()))
	if got := rosterLeaves(t, s); got != "2 1 2" {
		t.Errorf("said twice: %s", got)
	}
}

// rosterLeaves are the sizes that the ledger says.
func rosterLeaves(t *testing.T, s *site) string {
	t.Helper()
	var sizes []string
	var leaves [][]byte
	must(t, s.boothDB.Read.Raw("SELECT leaf FROM ledger_leaf ORDER BY place").Scan(&leaves).Error)
	for _, leaf := range leaves {
		read, err := ledger.ParseLeaf(leaf)
		must(t, err)
		if said, ok := read.Operator.(*ledger.Roster); ok {
			sizes = append(sizes, strconv.Itoa(said.Size))
		}
	}
	return strings.Join(sizes, " ")
}
