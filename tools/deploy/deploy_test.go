// Package deploy holds compose.yaml and the Dockerfile against the parsers of those who run them. It is a module of its own, so that the
// program depends on none of them.
package deploy

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

const root = "../.."

// composed is compose.yaml as Docker Compose reads it, against the published schema.
func composed(t *testing.T, env types.Mapping) (*types.Project, error) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "compose.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return loader.LoadWithContext(t.Context(), types.ConfigDetails{
		WorkingDir: root, ConfigFiles: []types.ConfigFile{{Filename: "compose.yaml", Content: text}}, Environment: env,
	}, func(o *loader.Options) { o.SetProjectName("roundrobin", true) })
}

func TestComposeIsWhatComposeTakes(t *testing.T) {
	p, err := composed(t, types.Mapping{"RR_SITE": "petitions.example"})
	if err != nil {
		t.Fatal(err)
	}
	site, caddy := p.Services["roundrobin"], p.Services["caddy"]
	if !site.ReadOnly || !slices.Equal(site.CapDrop, []string{"ALL"}) || !slices.Contains(site.SecurityOpt, "no-new-privileges:true") || len(site.Ports) > 0 {
		t.Errorf("the site may more than it needs: %+v", site)
	}
	if len(site.Volumes) != 1 || site.Volumes[0].Target != "/data" || p.Volumes["site"].Name == "" {
		t.Errorf("what lasts is in %v", site.Volumes)
	}
	if on := caddy.DependsOn["roundrobin"].Condition; on != types.ServiceConditionHealthy || *caddy.Environment["RR_SITE"] != "petitions.example" {
		t.Errorf("Caddy begins on %q, for %v", on, caddy.Environment)
	}
	for _, v := range caddy.Volumes {
		if _, err := os.Stat(v.Source); v.Type == types.VolumeTypeBind && err != nil {
			t.Errorf("it wants a file that is not there: %s", v.Source)
		}
	}
	if _, err := composed(t, nil); err == nil || !strings.Contains(err.Error(), "say the name of the site") {
		t.Errorf("without a name: %v", err)
	}
}

func TestTheDockerfileIsWhatBuildKitTakes(t *testing.T) {
	f, err := os.Open(filepath.Join(root, "Dockerfile"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	read, err := parser.Parse(f)
	if err != nil {
		t.Fatal(err)
	}
	lint := linter.New(&linter.Config{Warn: func(rule, description, _, message string, at []parser.Range) {
		t.Errorf("%v: %s: %s (%s)", at, rule, message, description)
	}})
	stages, _, err := instructions.Parse(read.AST, lint)
	if err != nil {
		t.Fatal(err)
	}
	named, last := []string{}, stages[len(stages)-1]
	user, healthy := "", false
	for _, s := range stages {
		for _, c := range s.Commands {
			if copied, is := c.(*instructions.CopyCommand); is && copied.From != "" && !slices.Contains(named, copied.From) {
				t.Errorf("it copies from %s, which is no stage before", copied.From)
			}
		}
		named = append(named, s.Name)
	}
	for _, c := range last.Commands {
		switch c := c.(type) {
		case *instructions.UserCommand:
			user = c.User
		case *instructions.HealthCheckCommand:
			healthy = slices.Equal(c.Health.Test, []string{"CMD", "roundrobin", "healthz"})
		}
	}
	if last.BaseName != "scratch" || user != "65532:65532" || !healthy {
		t.Errorf("the image begins with %s, runs as %q, healthy %v", last.BaseName, user, healthy)
	}
	if version := "golang:" + goVersion(t) + "-"; !strings.HasPrefix(stages[0].BaseName, version) {
		t.Errorf("it is built by %s, and go.mod says %s", stages[0].BaseName, version)
	}
}

func goVersion(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if v, is := strings.CutPrefix(line, "go "); is {
			return strings.TrimSpace(v)
		}
	}
	t.Fatal("go.mod names no version of Go")
	return ""
}
