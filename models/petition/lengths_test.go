package petition_test

import (
	"os"
	"regexp"
	"strconv"
	"testing"

	"roundrobin/models/petition"
)

// The wallet counts on the device and its page says how much fits: both have the numbers that decide here.
func TestLengthsAreOneNumber(t *testing.T) {
	want := map[string]int{"title": petition.MaxTitle, "ask": petition.MaxAsk, "addressee": petition.MaxAddressee, "background": petition.MaxBackground}
	for file, pair := range map[string]*regexp.Regexp{
		"../../static/js/src/organize/paper.ts": regexp.MustCompile(`\b(title|ask|addressee|background): (\d+)`),
		"../../views/wallet/props.go":           regexp.MustCompile(`max(Title|Ask|Addressee|Background) += (\d+)`),
	} {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		said := map[string]int{}
		for _, m := range pair.FindAllStringSubmatch(string(source), -1) {
			n, err := strconv.Atoi(m[2])
			if err != nil {
				t.Fatal(err)
			}
			said[string(m[1][0]|0x20)+m[1][1:]] = n
		}
		for field, n := range want {
			if said[field] != n {
				t.Errorf("%s says %d for %s, and not %d", file, said[field], field, n)
			}
		}
	}
}
