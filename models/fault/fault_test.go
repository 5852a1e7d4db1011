package fault_test

import (
	"errors"
	"fmt"
	"testing"

	"roundrobin/models/fault"
)

func TestARefusalIsFoundUnderItsWrapping(t *testing.T) {
	closed := fault.New(fault.Gone, "petition_closed", "day", "2026-03-01").On("text").Again()
	wrapped := fmt.Errorf("sign: %w", closed)
	got := fault.Of(wrapped)
	if got == nil || got.Kind != fault.Gone || got.Args["day"] != "2026-03-01" || got.Field != "text" || !got.Retry {
		t.Fatalf("got %+v", got)
	}
	if !errors.Is(wrapped, fault.New(fault.Conflict, "petition_closed")) {
		t.Error("the same code is not the same refusal")
	}
}

func TestABreakageIsNoRefusal(t *testing.T) {
	if f := fault.Of(errors.New("disk full")); f != nil {
		t.Fatalf("got %v", f)
	}
}
