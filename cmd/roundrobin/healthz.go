package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

type healthzCommand struct {
	Address string `arg:"" default:"http://127.0.0.1:8080" env:"RR_HEALTHZ" help:"Where the site listens."`
}

func (h *healthzCommand) Run(ctx context.Context, o *outside) error {
	ctx, stop := context.WithTimeout(ctx, 5*time.Second)
	defer stop()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, h.Address+"/healthz", nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return errors.New("the site does not answer")
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("the site answers %s", answer.Status)
	}
	_, err = fmt.Fprintln(o.Out, "well")
	return err
}
