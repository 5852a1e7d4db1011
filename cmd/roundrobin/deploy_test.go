package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The unit is one that systemd takes, and shuts in what it starts: systemd's own mark for exposure is at most 2 of 10.
func TestTheUnitIsTakenAndShutIn(t *testing.T) {
	shipped, err := os.ReadFile("../../docs/deploy/roundrobin.service")
	must(t, err)
	self, err := os.Executable()
	must(t, err)
	unit := filepath.Join(t.TempDir(), "roundrobin.service")
	must(t, os.WriteFile(unit, []byte(strings.Replace(string(shipped), "/usr/local/bin/roundrobin", self, 1)), 0o600))
	for _, args := range [][]string{{"verify", unit}, {"security", "--offline=true", "--threshold=20", unit}} {
		if said, err := exec.Command("systemd-analyze", args...).CombinedOutput(); err != nil || args[0] == "verify" && len(said) > 0 {
			t.Errorf("systemd-analyze %s: %v\n%s", args[0], err, said)
		}
	}
}
