package main

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func TestRunGivesTheCommandAServerAndReturnsItsCode(t *testing.T) {
	t.Setenv(storetest.EnvPostgres, "")
	var out strings.Builder
	command := exec.Command("sh", "-c", "echo $"+storetest.EnvPostgres+"; exit 7")
	command.Stdout = &out
	code, err := run(command)
	if err != nil || code != 7 {
		t.Errorf("run = %d, %v; want 7", code, err)
	}
	if !strings.HasPrefix(out.String(), "postgres://") {
		t.Errorf("the command got the address %q", out.String())
	}
}

func TestRunUsesTheServerThatIsNamed(t *testing.T) {
	t.Setenv(storetest.EnvPostgres, "postgres://named/postgres")
	command := exec.Command("sh", "-c", "test $"+storetest.EnvPostgres+" = postgres://named/postgres")
	if code, err := run(command); err != nil || code != 0 {
		t.Errorf("run = %d, %v; want 0", code, err)
	}
}

func TestRunSaysThatTheCommandIsMissing(t *testing.T) {
	t.Setenv(storetest.EnvPostgres, "postgres://named/postgres")
	if code, err := run(exec.Command("no-such-command")); err == nil || code == 0 {
		t.Errorf("run = %d, %v; want an error", code, err)
	}
}
