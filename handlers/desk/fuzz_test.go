package desk

import (
	"encoding/json"
	"strings"
	"testing"
)

// What a wallet sends to the desk is anybody's bytes.
func FuzzParseWanted(f *testing.F) {
	key, requests := b64.EncodeToString(make([]byte, 32)), b64.EncodeToString(make([]byte, 512))
	good, _ := json.Marshal(map[string]any{"code": "123456", "books": []any{map[string]string{"book": "2026Q4", "name_key": key, "requests": requests}}})
	f.Add(good)
	f.Add([]byte(strings.Replace(string(good), "}]}", "}]}{}", 1)))
	f.Fuzz(func(t *testing.T, body []byte) {
		_, requests, err := parseWanted(body)
		if err != nil && err != errMalformed {
			t.Errorf("another refusal: %v", err)
		}
		if err == nil && (len(requests) == 0 || len(requests) > maxBooks) {
			t.Errorf("took %d books", len(requests))
		}
	})
}
