package secret_test

import (
	"bytes"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/secret"
)

func keyOf(b byte) []byte { return bytes.Repeat([]byte{b}, 32) }

func keys(t testing.TB, raw ...[]byte) *secret.Keys {
	t.Helper()
	k, err := secret.New(raw...)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func refused(t testing.TB, k *secret.Keys, sealed, about string) {
	t.Helper()
	if plain, err := k.Open(sealed, about); plain != "" || !fault.Is(err, fault.Unavailable) {
		t.Errorf("%s about %s gives %q, %v", sealed, about, plain, err)
	}
}

func TestWhatIsSealedOpensOnlyWhereItBelongs(t *testing.T) {
	k := keys(t, keyOf(1))
	rapid.Check(t, func(r *rapid.T) {
		plain, about := rapid.String().Draw(r, "plain"), rapid.String().Draw(r, "about")
		sealed, err := k.Seal(plain, about)
		if err != nil {
			r.Fatal(err)
		}
		again, err := k.Seal(plain, about)
		if err != nil || again == sealed {
			r.Fatalf("sealing twice gives the same: %v", err)
		}
		if got, err := k.Open(sealed, about); err != nil || got != plain {
			r.Fatalf("%q became %q: %v", plain, got, err)
		}
		if other := rapid.String().Draw(r, "other"); other != about {
			if _, err := k.Open(sealed, other); err == nil {
				r.Fatal("it opens beside another row")
			}
		}
	})
}

func TestWhatWasAlteredDoesNotOpen(t *testing.T) {
	k := keys(t, keyOf(1), keyOf(2))
	sealed, err := k.Seal("JBSWY3DPEHPK3PXP", "totp/a")
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(sealed, ".")
	data, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		t.Fatal(err)
	}
	for i := range data {
		touched := bytes.Clone(data)
		touched[i] ^= 1
		refused(t, k, parts[0]+"."+parts[1]+"."+base64.RawURLEncoding.EncodeToString(touched), "totp/a")
	}
	other, err := keys(t, keyOf(2)).Seal("JBSWY3DPEHPK3PXP", "totp/a")
	if err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []string{"", "..", "1." + parts[1] + ".", "2." + parts[1] + "." + parts[2], sealed + "A", sealed + "=", sealed[:len(sealed)-1],
		"1." + strings.Split(other, ".")[1] + "." + parts[2], "plain text"} {
		refused(t, k, wrong, "totp/a")
	}
}

func TestKeysAreExchanged(t *testing.T) {
	before, after := keys(t, keyOf(1)), keys(t, keyOf(2), keyOf(1))
	old, err := before.Seal("x", "a")
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := after.Open(old, "a"); err != nil || plain != "x" || after.IsCurrent(old) {
		t.Errorf("with a new key in front: %q, %v", plain, err)
	}
	fresh, err := after.Seal("x", "a")
	if err != nil || !after.IsCurrent(fresh) {
		t.Fatal(err)
	}
	refused(t, before, fresh, "a")
	refused(t, keys(t, keyOf(2)), old, "a")
	first, err := before.Blind("11010519491231002X")
	if err != nil {
		t.Fatal(err)
	}
	all, err := after.Blinds("11010519491231002X")
	if err != nil || len(all) != 2 || all[1] != first || all[0] == first {
		t.Errorf("after the exchange one looks for %v, %v; kept was %s", all, err, first)
	}
	if other, err := before.Blind("110105194912310021"); err != nil || other == first {
		t.Errorf("two values look alike: %v", err)
	}
}

func TestWithoutAKeyNothingIsKept(t *testing.T) {
	for _, k := range []*secret.Keys{nil, keys(t)} {
		if _, err := k.Seal("x", "a"); !fault.Is(err, fault.Unavailable) || !strings.Contains(err.Error(), "XINGFU_SECRET_KEY_FILE") {
			t.Error(err)
		}
		if _, err := k.Blind("x"); !fault.Is(err, fault.Unavailable) {
			t.Error(err)
		}
		refused(t, k, "1.a.b", "a")
	}
}

func TestTheFileIsMadeOnceForItsOwnerAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "secret.key")
	var all sync.WaitGroup
	sealed := make([]string, 8)
	for i := range sealed {
		all.Go(func() {
			k, err := secret.ReadOrMakeFile(path)
			if err != nil {
				t.Error(err)
				return
			}
			sealed[i], err = k.Seal("x", "a")
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	k, err := secret.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range sealed {
		if _, err := k.Open(one, "a"); err != nil {
			t.Errorf("who makes the file at the same time has another key: %v", err)
		}
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".secret-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func FuzzKeyFile(f *testing.F) {
	one := base64.StdEncoding.EncodeToString(keyOf(1))
	for _, seed := range []string{one, one + "\n" + base64.StdEncoding.EncodeToString(keyOf(2)), "# x\r\n\n" + one, one + "\n" + one, "", "short", one[:40]} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		k, err := secret.Parse(text)
		if err != nil {
			if line := strings.TrimSpace(string(text)); len(line) > 20 && strings.Contains(err.Error(), line) {
				t.Fatalf("the error tells what is in the file: %v", err)
			}
			return
		}
		sealed, err := k.Seal("x", "a")
		if err != nil {
			t.Fatal(err)
		}
		if plain, err := k.Open(sealed, "a"); err != nil || plain != "x" {
			t.Fatal(plain, err)
		}
	})
}

func FuzzOpen(f *testing.F) {
	k := keys(f, keyOf(1))
	sealed, err := k.Seal("x", "a")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sealed)
	f.Add("1..")
	f.Fuzz(func(t *testing.T, text string) {
		if plain, err := k.Open(text, "a"); err == nil && (text != sealed || plain != "x") {
			t.Fatalf("%q opens as %q", text, plain)
		}
	})
}
