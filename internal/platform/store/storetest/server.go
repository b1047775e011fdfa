package storetest

import (
	"bufio"
	"crypto/rand"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

//go:embed server.sh
var serverScript string

// Server is a private PostgreSQL. It belongs to the process that started it and ends with it,
// whichever way that process ends.
type Server struct {
	url      string
	dir      string
	programs string
	script   *exec.Cmd
	leash    io.Closer // the script's standard input: the server runs until it is closed
}

var errPortTaken = errors.New("the port was taken meanwhile")

// Start starts a PostgreSQL of its own in a new folder, listening on a free loopback port and on
// a socket in that folder. It gives durability up for speed: it is for tests only. The error says
// what to install when PostgreSQL 15 or newer is not found.
func Start() (*Server, error) {
	programs, err := findPrograms(programFolders())
	if err != nil {
		return nil, err
	}
	for try := 1; ; try++ {
		port, err := freePort()
		if err != nil {
			return nil, err
		}
		server, err := startOn(programs, port)
		if try < 5 && errors.Is(err, errPortTaken) {
			continue // another process was quicker
		}
		return server, err
	}
}

func startOn(programs string, port int) (*Server, error) {
	dir, err := os.MkdirTemp(serverFolder(), "xingfu-postgres-")
	if err != nil {
		return nil, fmt.Errorf("make a folder for PostgreSQL: %w", err)
	}
	password := rand.Text()
	server := &Server{
		dir: dir, programs: programs,
		url: (&url.URL{
			Scheme: "postgres", User: url.UserPassword("xingfu", password),
			Host: net.JoinHostPort("127.0.0.1", strconv.Itoa(port)), Path: "/postgres", RawQuery: "sslmode=disable",
		}).String(),
	}
	if err := server.run(programs, port, password); err != nil {
		return nil, errors.Join(err, server.Stop())
	}
	return server, nil
}

func (s *Server) run(programs string, port int, password string) error {
	passwordFile := filepath.Join(s.dir, "password")
	if err := os.WriteFile(passwordFile, []byte(password+"\n"), 0o600); err != nil {
		return err
	}
	script := exec.Command("sh", "-c", serverScript, "storetest", s.dir, strconv.Itoa(port), programs)
	script.Dir = s.dir
	script.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C"}
	if err := runAsOrdinaryUser(script, s.dir, passwordFile); err != nil {
		return err
	}
	leash, err := script.StdinPipe()
	if err != nil {
		return err
	}
	says, err := script.StdoutPipe()
	if err != nil {
		return err
	}
	if err := script.Start(); err != nil {
		return fmt.Errorf("start PostgreSQL in %s (it runs as an ordinary user, who must be let into that folder): %w", s.dir, err)
	}
	s.script, s.leash = script, leash
	line, err := bufio.NewReader(says).ReadString('\n')
	if err == nil && strings.TrimSpace(line) == "ready" {
		return nil
	}
	log, _ := os.ReadFile(filepath.Join(s.dir, "log"))
	failure := fmt.Errorf("PostgreSQL of %s did not start in %s: %s", programs, s.dir, strings.TrimSpace(string(log)))
	if strings.Contains(string(log), "Address already in use") {
		return errors.Join(errPortTaken, failure)
	}
	return failure
}

// URL returns the address of the server's database "postgres" with all rights.
func (s *Server) URL() string { return s.url }

// Crash ends the server as if its processes had been killed: what it has written stays, its connections break.
// Again starts it afterwards.
func (s *Server) Crash() error { return s.control("-m", "immediate", "stop") }

// Again starts a server that has crashed.
func (s *Server) Again() error {
	return s.control("-l", filepath.Join(s.dir, "server.log"), "start")
}

func (s *Server) control(args ...string) error {
	command := exec.Command(filepath.Join(s.programs, "pg_ctl"), append([]string{"-D", filepath.Join(s.dir, "data"), "-t", "60", "-w"}, args...)...)
	command.Dir = s.dir
	if err := runAsOrdinaryUser(command); err != nil {
		return err
	}
	if err := command.Run(); err != nil { // its output goes nowhere: the server would hold a pipe open
		log, _ := os.ReadFile(filepath.Join(s.dir, "server.log"))
		return fmt.Errorf("pg_ctl %s: %w\n%s", strings.Join(args, " "), err, log)
	}
	return nil
}

// Stop ends the server and removes its folder. Its open connections break.
func (s *Server) Stop() error {
	if s.script == nil {
		return os.RemoveAll(s.dir)
	}
	closed := s.leash.Close()
	// Wait has no limit of its own. The script gives the server 30 seconds to end.
	late := time.AfterFunc(time.Minute, func() { _ = s.script.Process.Kill() })
	defer late.Stop()
	ended := s.script.Wait()
	if ended != nil {
		ended = fmt.Errorf("stop PostgreSQL: %w", ended)
	}
	return errors.Join(closed, ended, os.RemoveAll(s.dir))
}

func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("find a free port: %w", err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}
