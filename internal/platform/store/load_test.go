package store_test

import (
	"bytes"
	"compress/gzip"
	"testing"

	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// Whatever a backup holds, it is loaded whole or not at all, and what is wrong with it is an error.
func FuzzLoad(f *testing.F) {
	const head = `{"xingfu":"dump","version":11,"at":"2026-11-23T00:00:00Z"}` + "\n"
	f.Add([]byte(head + `{"table":"throttle","columns":["name","failures","until"]}` + "\n" + `["x",3,"2026-11-23T00:00:00Z"]` + "\n" + `{"end":true,"rows":1}`))
	f.Add([]byte(head + `{"table":"throttle","columns":["name"]}` + "\n[1,2]\n"))
	f.Add([]byte(head + `{"table":"throttle","columns":["name","failures","until"]}` + "\n" + `[{"a":1},1e400,"x"]` + "\n"))
	f.Add([]byte(head + `["a"]` + "\n"))
	f.Add([]byte(`{"xingfu":"dump","version":-1}`))
	f.Add([]byte(head + `{"table":"throttle","columns":[]}` + "\n[]\n"))
	f.Add([]byte(head + "null\n5\n\"x\"\n"))
	f.Fuzz(func(t *testing.T, lines []byte) {
		var packed bytes.Buffer
		packer := gzip.NewWriter(&packed)
		_, _ = packer.Write(lines)
		_ = packer.Close()
		db, err := store.Open(t.Context(), "sqlite://"+storetest.SQLitePath(t))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		rows, err := db.Load(t.Context(), &packed, nil)
		if err == nil || rows == 0 {
			return
		}
		t.Fatalf("%d rows and the error %v", rows, err)
	})
}
