package store_test

import (
	"bufio"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"

	"roundrobin/models/db"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/secret"
)

// Variables by which the test binary starts itself again as the server that is killed; see TestMain.
const (
	killStore  = "RR_TEST_KILL_STORE"
	killMaster = "RR_TEST_KILL_MASTER"
	killAt     = "RR_TEST_KILL_AT" // step@n: the nth time that it comes there. None: it seals all the time, until it is killed from outside
)

// serveToBeKilled is that other process. It reads acts, a line each, hands them in and tells the promises as soon as it has them,
// and the wrapped key of each seal that it makes an end of.
func serveToBeKilled() {
	b := &booth{now: noon}
	var err error
	b.d, err = db.Open(os.Getenv(killStore))
	if err == nil {
		b.master, err = secret.Parse(os.Getenv(killMaster))
	}
	if err == nil {
		err = b.furnish()
	}
	if err != nil {
		panic(err)
	}
	if at := os.Getenv(killAt); at != "" {
		b.diesAt(at)
		b.handInAll(1)
		b.sealAndTell()
		return
	}
	go func() {
		for {
			b.sealAndTell()
		}
	}()
	b.handInAll(8)
	select {}
}

// diesAt kills this very process as kill -9 does.
func (b *booth) diesAt(at string) {
	name, times, _ := strings.Cut(at, "@")
	wanted, err := strconv.Atoi(times)
	if err != nil {
		panic(err)
	}
	var came atomic.Int64
	b.StopSeals(func(step string) error {
		if step == name && came.Add(1) == int64(wanted) {
			_ = syscall.Kill(syscall.Getpid(), syscall.SIGKILL)
			select {}
		}
		return nil
	})
}

func (b *booth) handInAll(atOnce int) {
	acts := bufio.NewScanner(os.Stdin)
	acts.Buffer(nil, 1<<16)
	var wg sync.WaitGroup
	turn := make(chan struct{}, atOnce)
	for acts.Scan() {
		text, err := base64.StdEncoding.DecodeString(acts.Text())
		if err != nil {
			panic(err)
		}
		turn <- struct{}{}
		wg.Go(func() {
			b.tell(text)
			<-turn
		})
	}
	wg.Wait()
}

// tell says "promise", the leaf's hash and the promise: what a wallet would have heard.
func (b *booth) tell(text []byte) {
	h, err := pass.ParseHandedIn(text)
	if err != nil {
		panic(err)
	}
	signed, err := b.HandIn(ctx, h)
	if err != nil {
		fmt.Println("broke", err)
		return
	}
	hash := ledger.LeafHash(h.Act.Marshal())
	fmt.Println("promise", hex.EncodeToString(hash[:]), base64.StdEncoding.EncodeToString(signed))
}

func (b *booth) sealAndTell() {
	for _, key := range secretsOf(b, "SELECT key FROM seal") {
		fmt.Println("key", hex.EncodeToString(key))
	}
	if _, err := b.Seal(ctx, true); err != nil {
		fmt.Println("broke", err)
	}
}

// secretsOf gives the values of one column.
func secretsOf(b *booth, query string) (all [][]byte) {
	if err := b.d.Read.Raw(query).Scan(&all).Error; err != nil {
		panic(err)
	}
	return all
}
