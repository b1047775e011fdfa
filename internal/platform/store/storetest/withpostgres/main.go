// Withpostgres runs a command with a private PostgreSQL for the tests below it, so that all test
// packages of one run share one server:
//
//	go run ./internal/platform/store/storetest/withpostgres go test ./...
//
// It ends with the command's exit code, or 1 when the command or the server does not start. A
// server that the environment names already is used as it is.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: withpostgres COMMAND [ARGUMENT …]")
		os.Exit(2)
	}
	command := exec.Command(os.Args[1], os.Args[2:]...)
	command.Stdin, command.Stdout, command.Stderr = os.Stdin, os.Stdout, os.Stderr
	code, err := run(command)
	if err != nil {
		fmt.Fprintln(os.Stderr, "withpostgres:", err)
	}
	os.Exit(code)
}

// run gives command a server, waits for its end, stops the server and returns the exit code.
func run(command *exec.Cmd) (code int, err error) {
	if os.Getenv(storetest.EnvPostgres) == "" {
		server, err := storetest.Start()
		if err != nil {
			return 1, err
		}
		defer func() {
			if stopped := server.Stop(); stopped != nil {
				code, err = max(code, 1), errors.Join(err, stopped)
			}
		}()
		command.Env = append(command.Environ(), storetest.EnvPostgres+"="+server.URL())
	}
	if err := command.Start(); err != nil {
		return 1, err
	}
	stop := forwardSignals(command.Process)
	defer stop()
	err = command.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return max(exit.ExitCode(), 1), nil
	}
	return 0, err
}

// forwardSignals hands an interruption on to the command, so that it ends first and this process,
// which stops the server, after it.
func forwardSignals(process *os.Process) (stop func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		for s := range signals {
			_ = process.Signal(s) // it may have ended meanwhile
		}
	}()
	return func() {
		signal.Stop(signals)
		close(signals)
	}
}
