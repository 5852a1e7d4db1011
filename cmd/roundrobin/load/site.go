package load

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"github.com/valyala/fasthttp"
)

const (
	mostConnections = 16384            // at once
	idle            = 30 * time.Second // less than the site keeps a connection: none is lost under a request
	patience        = time.Minute
)

var errElsewhere = errors.New("the load tool asks sites on this machine only: give an address such as http://127.0.0.1:8080")

// Loopback takes the address of a site on this machine, and refuses every other: a load is an attack on whoever did not ask for it.
func Loopback(ctx context.Context, address string) (at netip.AddrPort, err error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" || u.User != nil || u.Path != "" && u.Path != "/" || u.RawQuery != "" {
		return at, errElsewhere
	}
	port := u.Port()
	if port == "" {
		port = "80"
	}
	all, err := net.DefaultResolver.LookupNetIP(ctx, "ip", u.Hostname())
	if err != nil {
		return at, fmt.Errorf("%w (%w)", errElsewhere, err)
	}
	for _, ip := range all {
		if !ip.Unmap().IsLoopback() {
			return at, errElsewhere
		}
	}
	return netip.ParseAddrPort(net.JoinHostPort(all[0].Unmap().String(), port))
}

// crowd is the way of many people to one site: connections are kept and handed on, nothing is asked twice, no redirect followed.
func crowd(at netip.AddrPort) *fasthttp.HostClient {
	return &fasthttp.HostClient{
		Addr: at.String(), Dial: func(string) (net.Conn, error) { return net.DialTimeout("tcp", at.String(), patience) },
		MaxConns: mostConnections, MaxConnWaitTimeout: patience, MaxIdleConnDuration: idle, ReadTimeout: patience, WriteTimeout: patience,
		MaxIdemponentCallAttempts: 1, NoDefaultUserAgentHeader: true, DisablePathNormalizing: true,
	}
}

// alone is the way of one, for what is asked before and after.
func alone(at netip.AddrPort) *http.Client {
	dial := func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, at.String())
	}
	return &http.Client{Transport: &http.Transport{DialContext: dial}, Timeout: patience}
}
