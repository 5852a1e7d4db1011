package settings

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

const width = 110 // of a comment

// Write writes a file of settings that explains each of them. chosen are values by key; all others are written as comments.
func Write(w io.Writer, known []Setting, head string, chosen map[string]any) error {
	var b strings.Builder
	comment(&b, head)
	for _, s := range known {
		b.WriteString("\n")
		comment(&b, s.Help+s.choice())
		value, ok := chosen[s.Key()]
		if !ok {
			fmt.Fprintf(&b, "# %s = %s\n", s.Key(), s.example())
			continue
		}
		line, err := toml.Marshal(map[string]any{s.Key(): value})
		if err != nil {
			return fmt.Errorf("%s: %w", s.Key(), err)
		}
		b.Write(line)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func comment(b *strings.Builder, text string) {
	for paragraph := range strings.SplitSeq(text, "\n") {
		line := "#"
		for _, word := range strings.Fields(paragraph) {
			if len(line)+1+len(word) > width {
				b.WriteString(line + "\n")
				line = "#"
			}
			line += " " + word
		}
		b.WriteString(line + "\n")
	}
}

func (s Setting) choice() string {
	if len(s.Enum) == 0 {
		return ""
	}
	return " One of: " + s.choices() + "."
}

// choices leave out that nothing is chosen.
func (s Setting) choices() string {
	return strings.Join(slices.DeleteFunc(slices.Clone(s.Enum), func(c string) bool { return c == "" }), ", ")
}

// example is the default, or what a value looks like, as TOML.
func (s Setting) example() string {
	text := s.Default
	if text == "" {
		text = s.Placeholder
	}
	switch {
	case s.kind.Kind().String() == "bool" && text == "":
		return "false"
	case s.kind == durations, s.kind.Kind().String() == "string", s.kind.Kind().String() == "slice":
		return fmt.Sprintf("%q", text)
	}
	return text
}

// Table is the settings as a table in Markdown.
func Table(known []Setting) string {
	var b strings.Builder
	b.WriteString("| in a file | in the environment | if not set | what it says |\n|---|---|---|---|\n")
	for _, s := range known {
		usual := s.Default
		if usual == "" && s.kind.Kind().String() == "bool" {
			usual = "false"
		}
		if usual != "" {
			usual = "`" + usual + "`"
		} else if s.Path && s.Placeholder != "" {
			usual = "`" + s.Placeholder + "`"
		}
		fmt.Fprintf(&b, "| `%s` | `%s` | %s | %s |\n", s.Key(), s.Env, usual, strings.ReplaceAll(s.Help+s.choice(), "|", `\|`))
	}
	return b.String()
}
