//go:build unix

package storetest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"
)

// runAsOrdinaryUser keeps a Ctrl-C at the terminal away from command, and when this process is
// root gives command and files to an ordinary user, since PostgreSQL refuses to run as root.
func runAsOrdinaryUser(command *exec.Cmd, files ...string) error {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if os.Geteuid() != 0 {
		return nil
	}
	account, err := user.Lookup("postgres")
	if err != nil {
		account, err = user.Lookup("nobody")
	}
	if err != nil {
		return fmt.Errorf("PostgreSQL does not run as root, and there is no user postgres or nobody: %w", err)
	}
	uid, badUID := strconv.ParseUint(account.Uid, 10, 32)
	gid, badGID := strconv.ParseUint(account.Gid, 10, 32)
	if err := errors.Join(badUID, badGID); err != nil {
		return err
	}
	for _, file := range files {
		if err := os.Chown(file, int(uid), int(gid)); err != nil {
			return err
		}
	}
	command.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return nil
}
