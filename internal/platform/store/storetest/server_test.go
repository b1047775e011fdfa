package storetest

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const envChild = "XINGFU_STORETEST_CHILD"

// beChild is this test binary run as another process: it starts a server, tells where, and ends in
// the way it is told.
func beChild(end string) {
	server, err := Start()
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	fmt.Println(server.dir, server.url)
	switch end {
	case "stop":
		if err := server.Stop(); err != nil {
			panic(err)
		}
		os.Exit(0)
	case "exit":
		os.Exit(0)
	case "panic":
		panic("a test that panics")
	}
	select {} // until it is killed
}

func TestServerEndsWithItsProcess(t *testing.T) {
	for _, end := range []string{"stop", "exit", "panic", "kill"} {
		t.Run(end, func(t *testing.T) {
			t.Parallel()
			dir, host := runChild(t, end)
			deadline := time.Now().Add(time.Minute)
			for {
				_, missing := os.Stat(dir)
				conn, refused := net.Dial("tcp", host)
				if refused == nil {
					_ = conn.Close()
				}
				if os.IsNotExist(missing) && refused != nil {
					return
				}
				if time.Now().After(deadline) {
					t.Fatalf("after a minute: folder: %v, connecting: %v; want both gone", missing, refused)
				}
				time.Sleep(50 * time.Millisecond)
			}
		})
	}
}

// runChild runs beChild to its end and returns the folder and the host of the server it had.
func runChild(t *testing.T, end string) (dir, host string) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), envChild+"="+end)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the other process said %q: %v", line, err)
	}
	dir, address, _ := strings.Cut(strings.TrimSpace(line), " ")
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		t.Fatalf("the other process said %q", line)
	}
	if end == "kill" {
		if err := child.Process.Kill(); err != nil {
			t.Fatal(err)
		}
	}
	ended := child.Wait()
	if clean := end == "stop" || end == "exit"; clean != (ended == nil) {
		t.Errorf("the other process ended with %v", ended)
	}
	return dir, u.Host
}

func TestFailedStartSaysWhyAndLeavesNothing(t *testing.T) {
	temp := t.TempDir()
	for _, folder := range []string{filepath.Dir(temp), temp} { // PostgreSQL may run as another user
		if err := os.Chmod(folder, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("TMPDIR", temp)
	server, err := startOn(filepath.Join(temp, "no-such-programs"), 1)
	if err == nil {
		t.Fatal("a server started without programs", server.Stop())
	}
	if !strings.Contains(err.Error(), "not found") {
		t.Errorf("error = %v, want it to say what was not found", err)
	}
	if left, _ := filepath.Glob(filepath.Join(temp, "xingfu-postgres-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestTakenPortIsRecognised(t *testing.T) {
	programs, err := findPrograms(programFolders())
	if err != nil {
		t.Fatal(err)
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	server, err := startOn(programs, taken.Addr().(*net.TCPAddr).Port)
	if err == nil {
		t.Fatal("a server started on a taken port", server.Stop())
	}
	if !errors.Is(err, errPortTaken) {
		t.Errorf("error = %v, want errPortTaken", err)
	}
}

func TestFindProgramsPassesOverOldAndMissingOnes(t *testing.T) {
	root := t.TempDir()
	folder := func(name, version string) string {
		dir := filepath.Join(root, name)
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		program := "#!/bin/sh\necho 'postgres (PostgreSQL) " + version + "'\n"
		if err := os.WriteFile(filepath.Join(dir, "postgres"), []byte(program), 0o755); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	missing, old, good := filepath.Join(root, "missing"), folder("old", "14.9"), folder("good", "17beta1")
	got, err := findPrograms([]string{missing, old, good})
	if err != nil || got != good {
		t.Errorf("found %q, %v; want %q", got, err, good)
	}
	_, err = findPrograms([]string{missing, old})
	for _, want := range []string{"apt-get install postgresql", EnvPostgres, "holds PostgreSQL 14"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error = %v, want it to say %q", err, want)
		}
	}
}
