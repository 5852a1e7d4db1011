package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	views "roundrobin/views/desk"
)

// checkWays says what of the settings of the ways in is wrong: one sentence for each mistake.
func (c *config) checkWays() error {
	var wrong []error
	for _, name := range c.Ways {
		if !slices.Contains(views.Ways, name) {
			wrong = append(wrong, fmt.Errorf("RR_WAYS: %q is no way in; there are %s", name, strings.Join(views.Ways, ", ")))
		}
	}
	if len(c.Ways) == 0 {
		wrong = append(wrong, errors.New("RR_WAYS: without a way in nobody can check in; leave it out for email"))
	}
	return errors.Join(wrong...)
}
