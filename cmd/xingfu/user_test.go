package main_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// run runs a command of the program in a folder and gives what it printed on both outputs.
func run(t *testing.T, folder, input string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.Command(check(program())(t), args...)
	cmd.Dir, cmd.Stdin = folder, strings.NewReader(input)
	cmd.Env = append(os.Environ(), "XINGFU_DATA_DIR=", "XINGFU_DATABASE_URL=")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func TestCommandsOnAFolderWithoutADatabaseSayHowToNameIt(t *testing.T) {
	folder := t.TempDir()
	for _, args := range [][]string{{"token", "add", "admin", "--name", "sync"}, {"token", "list"}, {"user", "list"}, {"user", "password", "admin"}, {"user", "unlock", "admin"}, {"user", "reset-factor", "admin"}, {"backup", "b"}} {
		out, err := run(t, folder, "a-long-password\n", args...)
		if err == nil || !strings.Contains(out, "--data") {
			t.Errorf("%v: %v, %s", args, err, out)
		}
	}
	if left := check(os.ReadDir(folder))(t); len(left) > 0 {
		t.Errorf("the commands left %v", left)
	}
}

func TestAccountsAndTokensAreKeptByCommands(t *testing.T) {
	folder := t.TempDir()
	must := func(input string, args ...string) string {
		t.Helper()
		out, err := run(t, folder, input, args...)
		if err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
		return out
	}
	if out := must("a-long-password\n", "user", "add", "admin", "--name", "管理员", "--unit", "总部"); !strings.Contains(out, "new database") {
		t.Errorf("a first account says nothing of the new database: %s", out)
	}
	if list := must("", "user", "list"); !strings.Contains(list, "admin,security") {
		t.Errorf("the first account is not administrator and security officer: %s", list)
	}
	if out, err := run(t, folder, "a-long-password\n", "user", "add", "second", "--name", "x", "--unit", "总部"); err == nil || !strings.Contains(out, "security") {
		t.Errorf("a second account without a role: %v\n%s", err, out)
	}
	var made struct{ ID, Token string }
	if err := json.Unmarshal([]byte(must("", "token", "add", "admin", "--name", "sync", "--json")), &made); err != nil {
		t.Fatal(err)
	}
	must("", "user", "unlock", "admin")
	must("", "user", "reset-factor", "admin")
	if out, err := run(t, folder, "", "user", "unlock", "nobody"); err == nil || !strings.Contains(out, "not found") {
		t.Errorf("nobody is unlocked: %v, %s", err, out)
	}
	if info, err := os.Stat(folder + "/secret.key"); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key beside the database: %v", err)
	}
	list := must("", "token", "list")
	if !strings.Contains(list, made.ID) || !strings.Contains(list, "admin") || strings.Contains(list, made.Token) {
		t.Errorf("the list of tokens: %s", list)
	}
	must("", "token", "remove", made.ID)
	if list := must("", "token", "list"); list != "" {
		t.Errorf("after it was ended the list is: %s", list)
	}
	if out, err := run(t, folder, "", "token", "remove", made.ID); err == nil {
		t.Errorf("a token is ended twice: %s", out)
	}
}

func TestAWordThatIsNoCommandGetsAShortAnswer(t *testing.T) {
	out, err := run(t, t.TempDir(), "", "bogus")
	if err == nil || strings.Count(out, "\n") > 5 || !strings.Contains(out, "bogus") {
		t.Errorf("%v\n%s", err, out)
	}
}
