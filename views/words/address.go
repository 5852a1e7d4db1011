package words

import (
	"context"
	"slices"
	"strings"
)

type chosenKey struct{}

// Choose returns a context whose reader has chosen the language by the address of the page: /es/petitions.
func Choose(ctx context.Context, tag string) context.Context {
	return context.WithValue(With(ctx, tag), chosenKey{}, tag)
}

// Chosen is the language that the address names, or "".
func Chosen(ctx context.Context) string {
	tag, _ := ctx.Value(chosenKey{}).(string)
	return tag
}

// Prefix is how the addresses of the reader's pages begin: "/es" where Spanish was chosen, "" where nothing was.
func Prefix(ctx context.Context) string {
	if tag := Chosen(ctx); tag != "" {
		return "/" + tag
	}
	return ""
}

// Cut parts the language from the path of a page: /es/petitions is "es" and /petitions. The tag is "" if the path begins with none.
func Cut(path string) (tag, rest string) {
	first, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if !strings.HasPrefix(path, "/") || !slices.Contains(Languages(), first) {
		return "", path
	}
	return first, "/" + rest
}
