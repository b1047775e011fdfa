package ticket

import (
	"net/mail"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/platform/fault"
)

func FuzzSavedQuery(f *testing.F) {
	for _, seed := range []string{"status=active&late=overdue", "sort=-due", "unit=&unit=", "status=%zz", "a=b", ";", strings.Repeat("q=x&", 1000)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		if err := checkQuery(query); err != nil {
			if !fault.Is(err, fault.Invalid) || err.(*fault.Error).Field != "query" {
				t.Fatal(err)
			}
			return
		}
		if values, err := url.ParseQuery(query); err != nil || len(query) > viewQueryMost || values.Has("") {
			t.Fatalf("%q is kept", query)
		}
	})
}

func FuzzNoticeSetting(f *testing.F) {
	f.Add("lin@xingfu.example", "22:00", "07:30", "08:00", "Asia/Shanghai", int64(1_790_000_000))
	f.Add("林 <lin@xingfu.example>", "7:30", "24:00", "", "Local", int64(0))
	f.Add("a@b\r\nBcc: c@d", "00:00", "00:00", "23:59", "America/Sao_Paulo", int64(-1))
	f.Fuzz(func(t *testing.T, email, from, to, digest, zone string, at int64) {
		in := NoticeView{Email: email, Mail: Daily, QuietFrom: from, QuietTo: to, DigestAt: digest, Zone: zone}
		if err := in.check(); err != nil {
			if !fault.Is(err, fault.Invalid) || err.(*fault.Error).Field == "" {
				t.Fatal(err)
			}
			return
		}
		if a, err := mail.ParseAddress(email); err != nil || a.Address != email || strings.ContainsAny(email, "\r\n\x00") {
			t.Fatalf("%q is taken for an address", email)
		}
		when := time.Unix(at%4_000_000_000, 0)
		for _, pace := range []Pace{Soon, Hourly, Daily} {
			n := NoticeSetting{Mail: pace, QuietFrom: from, QuietTo: to, DigestAt: digest, Zone: zone}
			next := n.next(when)
			if next.Before(when) || next.Sub(when) > 49*time.Hour {
				t.Fatalf("what happens at %s is mailed at %s: %+v", when, next, n)
			}
		}
	})
}

func FuzzPhone(f *testing.F) {
	for _, seed := range []string{"13900000001", "+86 (139) 0000-0001", "1234", "", "一二三四五", strings.Repeat("1", 40)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, phone string) {
		if err := checkPhone("contactPhone", phone, customerDigits); err != nil && (!fault.Is(err, fault.Invalid) || err.(*fault.Error).Field != "contactPhone") {
			t.Fatal(err)
		}
	})
}

func FuzzNumberGivenBack(f *testing.F) {
	for _, seed := range []string{"20261123-000042", "20261123-000001", "x", "20261124-000042", "20261123--1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, number string) {
		n := numbers{day: "20261123", free: []int64{43, 44}}
		n.giveBack(number)
		for i, one := range n.free {
			if i > 0 && one <= n.free[i-1] {
				t.Fatalf("%q leaves %v", number, n.free)
			}
		}
	})
}
