package bench

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/sha512"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

var (
	signatures = flag.Int("signatures", 20_000, "how many to recount; a million takes 10 minutes to make")
	rounds     = flag.Int("rounds", 3, "how often each takes its turn; the best counts")
	loaded     = flag.String("loaded", "", "a folder that roundrobin load ledger wrote before; empty: write one")
)

// What is promised of recount, whatever the number of signatures.
const (
	ofBare   = 0.8 // of the speed of bare rsa.VerifyPSS and ed25519.Verify on all cores
	mostSize = 300 // megabytes
)

// Both take turns on the same acts, so that a noisy machine is noisy for both; the best of each counts.
func TestRecountIsNearlyAsFastAsBareVerification(t *testing.T) {
	bin := t.TempDir()
	for _, program := range []string{"roundrobin", "recount"} {
		out, err := exec.Command("go", "-C", "../..", "build", "-o", filepath.Join(bin, program), "./cmd/"+program).CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	folder := *loaded
	if folder == "" {
		folder = filepath.Join(t.TempDir(), "load")
		made := time.Now()
		if out, err := exec.Command(filepath.Join(bin, "roundrobin"), "load", "ledger", folder, "--signatures", fmt.Sprint(*signatures)).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		t.Logf("made %d signatures in %s", *signatures, time.Since(made).Round(time.Second))
	}
	var bare, whole, cores time.Duration
	var size int64
	for range *rounds {
		bare = least(bare, bareVerification(t, folder))
		start := time.Now()
		c := exec.Command(filepath.Join(bin, "recount"), "--json", folder)
		if out, err := c.Output(); err != nil || !strings.Contains(string(out), fmt.Sprintf(`"acts":%d,`, *signatures)) {
			t.Fatalf("%v\n%s", err, out)
		}
		whole = least(whole, time.Since(start))
		cores = least(cores, c.ProcessState.UserTime()+c.ProcessState.SystemTime())
		size = max(size, c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss>>10)
	}
	r := bare.Seconds() / whole.Seconds()
	t.Logf("bare %s, recount %s (%s of a core): %.2f of its speed, %d MB", bare.Round(time.Millisecond), whole.Round(time.Millisecond), cores.Round(time.Millisecond), r, size)
	if r < ofBare || size > mostSize {
		t.Errorf("promised are %.1f and %d MB", ofBare, mostSize)
	}
}

func least(before, now time.Duration) time.Duration {
	if before == 0 {
		return now
	}
	return min(before, now)
}

// bareVerification is the least that a recount can do: both signatures of every act, on all cores, from memory and parsed. A slice of
// the acts is read at a time; reading is not counted.
func bareVerification(t *testing.T, folder string) (took time.Duration) {
	file, err := os.ReadFile(filepath.Join(folder, "log", "books", "2026Q4"))
	no(t, err)
	keys, err := pass.ParseKeyFile(file)
	no(t, err)
	known := map[pass.Hash]*rsa.PublicKey{}
	for _, k := range keys.Keys {
		known[k.ID] = k.Public
	}
	signed, err := os.ReadFile(filepath.Join(folder, "log", "checkpoint"))
	no(t, err)
	var size int64
	_, err = fmt.Sscan(strings.Split(string(signed), "\n")[1], &size)
	no(t, err)
	paths := ledger.Bundles(0, size)
	for len(paths) > 0 {
		some := paths[:min(64, len(paths))]
		paths = paths[len(some):]
		took += verifyAll(t, readActs(t, folder, some), known)
	}
	return took
}

type signedAct struct {
	pass.Act
	said []byte
}

func readActs(t *testing.T, folder string, paths []ledger.Path) (acts []signedAct) {
	for _, p := range paths {
		b, err := os.ReadFile(filepath.Join(folder, "log", "tile", filepath.FromSlash(p.String())))
		no(t, err)
		leaves, err := ledger.ParseBundle(b, p.Width)
		no(t, err)
		for _, raw := range leaves {
			leaf, err := ledger.ParseLeaf(raw)
			no(t, err)
			if leaf.Act != nil {
				acts = append(acts, signedAct{*leaf.Act, leaf.Act.Statement.Marshal()})
			}
		}
	}
	return acts
}

func verifyAll(t *testing.T, acts []signedAct, known map[pass.Hash]*rsa.PublicKey) time.Duration {
	const input = pass.Size - pass.KeySize
	cores := runtime.GOMAXPROCS(0)
	var all sync.WaitGroup
	start := time.Now()
	for core := range cores {
		all.Go(func() {
			for i := core; i < len(acts); i += cores {
				a := &acts[i]
				digest, booth := sha512.Sum384(a.Pass[:input]), a.Pass.BoothKey()
				err := rsa.VerifyPSS(known[a.Pass.KeyID()], crypto.SHA384, digest[:], a.Pass[input:], &rsa.PSSOptions{SaltLength: 48, Hash: crypto.SHA384})
				if err != nil || !ed25519.Verify(booth[:], a.said, a.Signature[:]) {
					t.Errorf("act %d does not verify: %v", i, err)
				}
			}
		})
	}
	all.Wait()
	return time.Since(start)
}
