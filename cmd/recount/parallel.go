package main

import "runtime"

// inOrder makes n things, some at once, and takes them one by one in their order. The first error ends it.
func inOrder[T any](n, atOnce int, produce func(i int) (T, error), take func(i int, made T) error) error {
	type made struct {
		it  T
		err error
	}
	queue, enough := make(chan chan made, atOnce), make(chan struct{})
	defer close(enough)
	go func() {
		defer close(queue)
		for i := range n {
			one := make(chan made, 1)
			select {
			case queue <- one:
			case <-enough:
				return
			}
			go func() { it, err := produce(i); one <- made{it, err} }()
		}
	}()
	i := 0
	for one := range queue {
		m := <-one
		if m.err == nil {
			m.err = take(i, m.it)
		}
		if m.err != nil {
			return m.err
		}
		i++
	}
	return nil
}

// parallel calls f for 0 to n-1 and returns the error of the lowest.
func parallel(n, atOnce int, f func(i int) error) error {
	return inOrder(n, atOnce, func(i int) (struct{}, error) { return struct{}{}, f(i) }, func(int, struct{}) error { return nil })
}

func onAllCores(n int, f func(i int) error) error { return parallel(n, runtime.GOMAXPROCS(0), f) }
