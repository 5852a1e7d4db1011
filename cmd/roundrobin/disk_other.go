//go:build !unix

package main

import (
	"errors"
	"os"
)

func lock(*os.File) error { return nil }

func free(string) (int64, error) { return 0, errors.ErrUnsupported }
