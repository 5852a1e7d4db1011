package main

import (
	"strings"
	"testing"
)

// Each mistake in the settings of the ways in has its own sentence, with the setting's name.
func TestEachMistakeInTheWaysInIsSaid(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*config)
		want   []string
	}{
		"good":    {func(*config) {}, nil},
		"none":    {func(c *config) { c.Ways = nil }, []string{"RR_WAYS"}},
		"unknown": {func(c *config) { c.Ways = []string{"email", "fax", "pigeon"} }, []string{`RR_WAYS: "fax"`, `RR_WAYS: "pigeon"`}},
	} {
		good := config{Ways: []string{"email"}}
		c.change(&good)
		err := good.checkWays()
		if (err == nil) != (len(c.want) == 0) {
			t.Errorf("%s: %v", name, err)
		}
		for _, want := range c.want {
			if err == nil || strings.Count(err.Error(), want) != 1 {
				t.Errorf("%s: %v, want one sentence with %s", name, err, want)
			}
		}
		if err != nil && strings.Count(err.Error(), "\n")+1 != len(c.want) {
			t.Errorf("%s: not one sentence for each mistake: %v", name, err)
		}
	}
}
