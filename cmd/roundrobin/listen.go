package main

import (
	"errors"
	"fmt"
	"net"
	"syscall"
)

// listen says in a sentence what to do when an address cannot be had.
func listen(address string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("another program listens on %s already: end it, or choose another port with --listen", address)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return nil, fmt.Errorf("this machine has no address like %s: choose another with --listen", address)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("the system lets nobody but its administrator listen on %s: choose a port from 1024 on with --listen", address)
	case err != nil:
		return nil, fmt.Errorf("nobody can listen on %q, and --listen should look like 127.0.0.1:8080: %w", address, err)
	}
	return l, nil
}
