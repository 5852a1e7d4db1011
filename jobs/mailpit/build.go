package mailpit

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// Version is the server's; its module never stands in go.mod.
const Version = "v1.27.11"

// build gives the path of the server's binary. The first time, Go's own client fetches and compiles it, which takes a minute
// or two; it is kept in the user's cache.
func build() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	folder := filepath.Join(cache, "roundrobin-tools", "mailpit-"+Version)
	binary := filepath.Join(folder, "mailpit")
	if _, err := os.Stat(binary); err == nil {
		return binary, nil
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", err
	}
	return binary, install(folder, binary)
}

// install builds beside the place and renames, so that of two that build at once none sees half a file.
func install(folder, binary string) error {
	own, err := os.MkdirTemp(folder, "build-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(own)
	cmd := exec.Command("go", "install", "github.com/axllent/mailpit@"+Version)
	cmd.Dir, cmd.Env = own, append(cmd.Environ(), "GOBIN="+own, "GOFLAGS=-mod=mod", "GOWORK=off", "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("mailpit %s cannot be built: %w\n%s", Version, err, out)
	}
	return os.Rename(filepath.Join(own, "mailpit"), binary)
}
