package files_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/files"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, address string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), address)
	ok(t, err)
	t.Cleanup(func() { _ = db.Close() })
	_, err = db.Migrate(t.Context())
	ok(t, err)
	return db
}

// noise is n bytes that begin as a PNG picture does.
func noise(n int) []byte {
	out := make([]byte, n)
	random := rand.NewChaCha8([32]byte{1})
	_, _ = random.Read(out)
	copy(out, "\x89PNG\r\n\x1a\n")
	return out
}

func TestAFileComesInPartsAndGoesOnWhereItStopped(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		db := open(t, address)
		s := files.New(db)
		data := noise(2*files.MaxPart + 12_345)
		f, err := s.Begin(t.Context(), `C:\图片\频谱 1.png`, int64(len(data)))
		ok(t, err)
		for at := 0; at < len(data); {
			end := min(at+files.MaxPart*2/3, len(data))
			for range 2 { // the answer to the first was lost
				f, err = s.Append(t.Context(), f.ID, int64(at), data[at:end])
				ok(t, err)
			}
			_, err = s.Append(t.Context(), f.ID, f.Received+1, []byte("gap"))
			if f.Whole() == false && !fault.Is(err, fault.Conflict) {
				t.Errorf("a gap: %v", err)
			}
			if f.Received != int64(end) {
				t.Fatalf("received %d, not %d", f.Received, end)
			}
			if _, err := s.Open(t.Context(), f); f.Whole() != (err == nil) {
				t.Errorf("opening at %d: %v", end, err)
			}
			s = files.New(db) // as after a restart
			at = end
		}
		sum := sha256.Sum256(data)
		f, err = s.Get(t.Context(), f.ID)
		ok(t, err)
		if f.Name != "频谱 1.png" || f.Type != "image/png" || f.SHA256 != hex.EncodeToString(sum[:]) {
			t.Errorf("%+v", f)
		}
		r, err := s.Open(t.Context(), f)
		ok(t, err)
		got, err := io.ReadAll(r)
		ok(t, err)
		if !bytes.Equal(got, data) {
			t.Error("what is read is not what was sent")
		}
		ok(t, iotest.TestReader(must(t)(s.Open(t.Context(), f)), data))
	})
}

func must(t *testing.T) func(io.ReadSeeker, error) io.ReadSeeker {
	return func(r io.ReadSeeker, err error) io.ReadSeeker { t.Helper(); ok(t, err); return r }
}

func TestFilesThatCannotBe(t *testing.T) {
	s := files.New(open(t, "sqlite://"+storetest.SQLitePath(t)))
	for _, c := range []struct {
		name  string
		size  int64
		field string
	}{{"a", 0, "size"}, {"a", files.MaxSize + 1, "size"}, {"", 1, "name"}, {"..", 1, "name"}, {"\x00\n", 1, "name"}, {"a/", 1, ""}} {
		_, err := s.Begin(t.Context(), c.name, c.size)
		if f, is := err.(*fault.Error); is != (c.field != "") || is && f.Field != c.field {
			t.Errorf("%q of %d bytes: %v", c.name, c.size, err)
		}
	}
	f, err := s.Begin(t.Context(), strings.Repeat("长", 300)+".png", 4)
	ok(t, err)
	if n := len([]rune(f.Name)); n != 200 || !strings.HasSuffix(f.Name, ".png") {
		t.Errorf("%d runes: %s", n, f.Name)
	}
	for _, data := range [][]byte{nil, make([]byte, files.MaxPart+1), []byte("longer than announced")} {
		if _, err := s.Append(t.Context(), f.ID, 0, data); !fault.Is(err, fault.Invalid) {
			t.Errorf("%d bytes: %v", len(data), err)
		}
	}
	if _, err := s.Append(t.Context(), store.NewID(t.Context()), 0, []byte("x")); !fault.Is(err, fault.NotFound) {
		t.Error(err)
	}
}

func TestUploadsThatNeverEndAreSwept(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := files.New(open(t, address))
		begin := func(size int64, age time.Duration) string {
			ctx := now.At(t.Context(), time.Now().Add(-age))
			f, err := s.Begin(ctx, "a.txt", size)
			ok(t, err)
			_, err = s.Append(ctx, f.ID, 0, []byte("abcd"))
			ok(t, err)
			return f.ID
		}
		old, young, whole := begin(5, 8*24*time.Hour), begin(5, 24*time.Hour), begin(4, 8*24*time.Hour)
		n, err := s.Sweep(t.Context())
		ok(t, err)
		if _, err := s.Get(t.Context(), old); n != 1 || !fault.Is(err, fault.NotFound) {
			t.Errorf("%d swept, the old one: %v", n, err)
		}
		for _, id := range []string{young, whole} {
			_, err := s.Get(t.Context(), id)
			ok(t, err)
		}
	})
}

func TestFilesAreInABackup(t *testing.T) {
	lite, postgres := "sqlite://"+storetest.SQLitePath(t), storetest.PostgresURL(t)
	for _, way := range [][2]string{{lite, postgres}, {storetest.PostgresURL(t), "sqlite://" + storetest.SQLitePath(t)}} {
		from, err := store.Open(t.Context(), way[0])
		ok(t, err)
		t.Cleanup(func() { _ = from.Close() })
		_, err = from.Migrate(t.Context())
		ok(t, err)
		s, data := files.New(from), noise(300_000)
		f, err := s.Begin(t.Context(), "a.png", int64(len(data)))
		ok(t, err)
		f, err = s.Append(t.Context(), f.ID, 0, data)
		ok(t, err)
		half, err := s.Begin(t.Context(), "b.png", int64(len(data)))
		ok(t, err)
		_, err = s.Append(t.Context(), half.ID, 0, data[:100_000])
		ok(t, err)
		var dump bytes.Buffer
		_, err = from.Dump(t.Context(), &dump, nil)
		ok(t, err)
		to, err := store.Open(t.Context(), way[1])
		ok(t, err)
		t.Cleanup(func() { _ = to.Close() })
		_, err = to.Load(t.Context(), &dump, nil)
		ok(t, err)
		s = files.New(to)
		got, err := io.ReadAll(must(t)(s.Open(t.Context(), f)))
		ok(t, err)
		if !bytes.Equal(got, data) {
			t.Error("the file is another after the backup")
		}
		half, err = s.Append(t.Context(), half.ID, 100_000, data[100_000:]) // the hash goes on
		ok(t, err)
		if half.SHA256 != f.SHA256 {
			t.Error("the half file ends in another hash")
		}
	}
}
