// Cluster runs a command with a throw-away PostgreSQL beside it, so that all tests of a run share one:
//
//	go run ./models/db/dbtest/cluster -- go test ./...
//
// The command finds it by RR_TEST_POSTGRES. With --stores before the dashes there are two empty databases as well, each with its own
// role, and RR_IDENTITY and RR_BOOTH name them. It ends with the command's exit code, and the cluster ends with it.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"roundrobin/models/db/dbtest"
)

func main() {
	stores := flag.Bool("stores", false, "make two databases for a site")
	flag.Parse()
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "cluster: what shall run beside it? cluster -- COMMAND …")
		os.Exit(2)
	}
	code, err := beside(flag.Args(), *stores)
	if err != nil {
		fmt.Fprintln(os.Stderr, "cluster:", err)
	}
	os.Exit(code)
}

// beside runs the command and returns its exit code, or 1 with what kept it from running.
func beside(args []string, stores bool) (int, error) {
	c, err := dbtest.Start()
	if err != nil {
		return 1, err
	}
	defer c.Stop()
	run := exec.Command(args[0], args[1:]...)
	run.Stdin, run.Stdout, run.Stderr = os.Stdin, os.Stdout, os.Stderr
	run.Env = append(os.Environ(), dbtest.Env+"="+c.Socket())
	if stores {
		identity, booth, err := c.Stores()
		if err != nil {
			return 1, err
		}
		run.Env = append(run.Env, "RR_IDENTITY="+identity, "RR_BOOTH="+booth)
	}
	return wait(run)
}

// wait hands on what is signalled to us.
func wait(run *exec.Cmd) (int, error) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	if err := run.Start(); err != nil {
		return 1, err
	}
	go func() {
		for s := range signals {
			_ = run.Process.Signal(s)
		}
	}()
	var exit *exec.ExitError
	if err := run.Wait(); errors.As(err, &exit) {
		return max(exit.ExitCode(), 1), nil // -1 when a signal ended it
	} else if err != nil {
		return 1, err
	}
	return 0, nil
}
