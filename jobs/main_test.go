package jobs_test

import (
	"flag"
	"os"
	"testing"

	"roundrobin/models/db/dbtest"
)

func TestMain(m *testing.M) {
	if os.Getenv(killPost) != "" {
		postToBeKilled()
		return
	}
	if os.Getenv(killStore) != "" {
		serveToBeKilled()
		return
	}
	flag.Parse()
	flag.Set("test.parallel", "6") // they mostly wait
	dbtest.Main(m)
}
