package storetest

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
)

const oldestVersion = 15

// programFolders lists where PostgreSQL's server programs may be: PATH, then the folders in which
// Debian, Fedora and Homebrew keep them.
func programFolders() []string {
	var folders []string
	if initdb, err := exec.LookPath("initdb"); err == nil {
		if real, err := filepath.EvalSymlinks(initdb); err == nil {
			folders = append(folders, filepath.Dir(real))
		}
	}
	for _, pattern := range []string{
		"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin",
		"/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin",
	} {
		found, _ := filepath.Glob(pattern) // fails only on a malformed pattern
		slices.Reverse(found)
		folders = append(folders, found...)
	}
	return folders
}

// findPrograms returns the first of folders that holds a PostgreSQL which is new enough.
func findPrograms(folders []string) (string, error) {
	missing := fmt.Errorf("the tests need PostgreSQL %d or newer: on Debian `apt-get install postgresql`, elsewhere install it with initdb in PATH, or name a server's administrator address in %s", oldestVersion, EnvPostgres)
	for _, folder := range folders {
		version, err := versionIn(folder)
		if err == nil && version >= oldestVersion {
			return folder, nil
		}
		if err == nil {
			err = fmt.Errorf("%s holds PostgreSQL %d", folder, version)
		}
		missing = errors.Join(missing, err)
	}
	return "", missing
}

var majorVersion = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

func versionIn(folder string) (int, error) {
	program := filepath.Join(folder, "postgres")
	said, err := exec.Command(program, "--version").Output()
	if err != nil {
		return 0, fmt.Errorf("ask %s for its version: %w", program, err)
	}
	match := majorVersion.FindSubmatch(said)
	if match == nil {
		return 0, fmt.Errorf("%s does not tell its version: %q", program, said)
	}
	return strconv.Atoi(string(match[1]))
}
