//go:build !linux

package storetest

import "os"

func serverFolder() string { return os.TempDir() }
