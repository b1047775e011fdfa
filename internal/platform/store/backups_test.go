package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/pressly/goose/v3"

	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// The backups of earlier schemas, which the upgrade test of the program restores and goes on with.
const backups = "../../../cmd/xingfu/testdata"

func backupOf(version int64) string {
	return filepath.Join(backups, fmt.Sprintf("schema-%05d.backup", version))
}

// Every schema before the newest has its backup. With XINGFU_WRITE_BACKUPS=1 the missing ones are written, from
// the nearest one that there is; better is one that the program of that schema has written, with rows in its
// new tables: xingfu restore, serve, backup.
func TestEveryEarlierSchemaHasItsBackup(t *testing.T) {
	db := opened(t, "sqlite://"+storetest.SQLitePath(t))
	provider, err := db.Provider()
	if err != nil {
		t.Fatal(err)
	}
	sources := provider.ListSources()
	for i, source := range sources[:len(sources)-1] {
		if has(backupOf(source.Version)) {
			continue
		}
		if os.Getenv("XINGFU_WRITE_BACKUPS") == "" {
			t.Errorf("there is no %s: run XINGFU_WRITE_BACKUPS=1 go test ./internal/platform/store -run %s", backupOf(source.Version), t.Name())
			continue
		}
		near := func(s *goose.Source) bool { return has(backupOf(s.Version)) }
		from := slices.IndexFunc(sources[i:], near) + i
		if from < i { // none later: the one before it
			from = i - 1
		}
		writeBackup(t, backupOf(sources[from].Version), source.Version)
	}
}

func has(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// writeBackup brings the data of another schema's backup to a version and writes it down.
func writeBackup(t *testing.T, from string, version int64) {
	t.Helper()
	db, err := store.Open(t.Context(), "sqlite://"+storetest.SQLitePath(t))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if _, err := db.Load(t.Context(), in, nil); err != nil {
		t.Fatal(err)
	}
	if err := db.BackTo(t.Context(), version); err != nil {
		t.Fatal(err)
	}
	out, err := os.Create(backupOf(version))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if _, err := db.Dump(t.Context(), out, nil); err != nil {
		t.Fatal(err)
	}
	t.Logf("written: %s from %s", out.Name(), from)
}
