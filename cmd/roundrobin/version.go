package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"runtime"
	"runtime/debug"

	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

type versionCommand struct {
	JSON bool `name:"json" help:"As JSON."`
	SBOM bool `name:"sbom" help:"All that is built in, as a CycloneDX bill of materials."`
}

func (c *versionCommand) Run(o *outside) error {
	binary, err := runningBinary()
	if err != nil {
		return err
	}
	what := map[string]string{"version": version, "sha256": hex.EncodeToString(binary[:]), "go": runtime.Version(), "platform": runtime.GOOS + "/" + runtime.GOARCH}
	e := json.NewEncoder(o.Out)
	e.SetIndent("", "  ")
	switch {
	case c.SBOM:
		info, ok := debug.ReadBuildInfo()
		if !ok {
			return errors.New("this program was built without saying of what")
		}
		return e.Encode(billOf(info, version))
	case c.JSON:
		return e.Encode(what)
	}
	_, err = fmt.Fprintf(o.Out, "roundrobin %s\nsha256 %s\n%s %s\n", version, what["sha256"], what["go"], what["platform"])
	return err
}

// runningBinary is SHA-256 of the file that runs.
func runningBinary() (sum pass.Hash, err error) {
	path, err := os.Executable()
	if err != nil {
		return sum, err
	}
	f, err := os.Open(path)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err = io.Copy(h, f); err == nil {
		copy(sum[:], h.Sum(nil))
	}
	return sum, err
}

var noWord = regexp.MustCompile(`[^A-Za-z0-9._-]`)

// sayBuild puts the hash of the running program into the ledger, unless it is there: whoever builds the same source compares.
func (s *site) sayBuild(ctx context.Context) error {
	binary, err := runningBinary()
	if err != nil {
		return err
	}
	name := noWord.ReplaceAllString(version, "-")
	return s.sayOnce(ctx, &ledger.Build{Version: name[:min(len(name), 64)], Binary: binary})
}
