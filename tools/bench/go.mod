module roundrobin/tools/bench

go 1.26.8

replace roundrobin => ../..

require (
	github.com/cloudflare/circl v1.6.5
	roundrobin v0.0.0-00010101000000-000000000000
)

require (
	filippo.io/bigmod v0.1.0 // indirect
	filippo.io/edwards25519 v1.2.0 // indirect
	github.com/hdevalence/ed25519consensus v0.2.0 // indirect
	golang.org/x/mod v0.42.0 // indirect
	golang.org/x/sys v0.50.0 // indirect
)
