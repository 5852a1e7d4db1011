// Package bench measures our blind signing beside CIRCL's and beside crypto/rsa's own signing, in one run on one machine.
// It also measures recount beside bare verification of the same signatures. CIRCL is a yardstick and must never be needed to build or to test the product, so this folder is a module of its own.
//
//	go -C tools/bench test -v .            # a table with ratios; fails below the promise
//	go -C tools/bench test -run - -bench . # each alone, for benchstat
//	go -C tools/bench test -v -timeout 2h -run Recount . -signatures 1000000
package bench
