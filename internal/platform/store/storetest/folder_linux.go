package storetest

import (
	"os"
	"syscall"
)

// serverFolder returns where a server's folder is made: in memory when there is plenty, where
// creating a database takes a tenth of the time, unless TMPDIR names a place.
func serverFolder() string {
	const memory, plenty = "/dev/shm", 4 << 30 // bytes
	var fs syscall.Statfs_t
	if os.Getenv("TMPDIR") != "" || syscall.Statfs(memory, &fs) != nil || fs.Bavail*uint64(fs.Bsize) < plenty {
		return os.TempDir()
	}
	// Only where everyone may write can the server's own user remove the folder in the end.
	if folder, err := os.Stat(memory); err != nil || folder.Mode().Perm()&0o002 == 0 {
		return os.TempDir()
	}
	return memory
}
