//go:build !unix

package storetest

import (
	"errors"
	"os/exec"
)

func runAsOrdinaryUser(*exec.Cmd, ...string) error {
	return errors.New("a private PostgreSQL is started on Unix only: name a server's administrator address in " + EnvPostgres)
}
