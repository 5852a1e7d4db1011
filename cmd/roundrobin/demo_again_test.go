package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// endedEarly ends a demo as soon as its stores are there, with its past still to be played; what it leaves is half a company. The
// next demo in that folder must be whole.
func endedEarly(t *testing.T, data string) (half []byte) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- (&demoCommand{Listen: "127.0.0.1:0", Data: data}).Run(ctx, unheard()) }()
	eventually(t, "its past is being played", func() bool { _, err := os.Stat(filepath.Join(data, unfinished)); return err == nil })
	stop()
	if err := <-ended; err == nil {
		t.Fatal("it ended well, so this test proves nothing")
	}
	return keyIn(t, data)
}

func keyIn(t *testing.T, data string) []byte {
	t.Helper()
	key, err := os.ReadFile(filepath.Join(data, "master.key"))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func unheard() *outside {
	return &outside{Now: time.Now, Random: rand.Reader, Out: io.Discard, Err: io.Discard}
}

func eventually(t testing.TB, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(2 * time.Minute); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("never: %s", what)
		}
	}
}

// allTold: every petition of the story is there with its count.
func allTold(t *testing.T, address string) {
	t.Helper()
	var listed struct {
		Petitions []struct {
			Title string
			Count int
		}
	}
	if err := json.Unmarshal(fetched(t, address+"/petitions.json"), &listed); err != nil {
		t.Fatal(err)
	}
	told := 0
	for _, p := range listed.Petitions {
		if want, ok := story[p.Title]; ok && p.Count == want {
			told++
		}
	}
	if told != len(story) {
		t.Errorf("%d of %d petitions are as the story has them: %+v", told, len(story), listed.Petitions)
	}
}

func TestATakenPortIsToldInASentence(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for address, want := range map[string]string{
		taken.Addr().String(): "another program listens on", "192.0.2.1:8080": "this machine has no address", "nonsense": "should look like 127.0.0.1:8080",
	} {
		err := (&demoCommand{Listen: address, Data: t.TempDir()}).Run(context.Background(), unheard())
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), address) || !strings.Contains(err.Error(), "--listen") {
			t.Errorf("%s: %v", address, err)
		}
	}
}
