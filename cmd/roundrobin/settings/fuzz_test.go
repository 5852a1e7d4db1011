package settings

import (
	"os"
	"path/filepath"
	"testing"
)

func FuzzRead(f *testing.F) {
	for _, s := range []string{"days = 3\nways = [\"a\"]\n", "[inner]\nmode = 'quick'", "days = 1979-05-27", "words = {a = 1}", "\xff", "on = true\non = false"} {
		f.Add([]byte(s))
	}
	name := filepath.Join(f.TempDir(), "settings.toml")
	f.Fuzz(func(t *testing.T, text []byte) {
		if err := os.WriteFile(name, text, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := Read(name, known)
		if err != nil {
			return
		}
		for _, s := range known {
			if value, ok := file.Get(s); ok && s.Wrong(value) != "" {
				t.Errorf("%s takes %q", s.Key(), value)
			}
		}
	})
}
