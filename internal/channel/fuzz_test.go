package channel

import (
	"strings"
	"testing"
)

func FuzzMailServer(f *testing.F) {
	f.Add("smtp://user@mail.example:587", "Xingfu <xingfu@localhost>")
	f.Add("smtps://mail.example", "a@b")
	f.Add("smtp://u:secret@mail.example", "")
	f.Add("smtp://[::1]:99999", "a@b\r\nBcc: c@d")
	f.Fuzz(func(t *testing.T, address, from string) {
		m, err := NewMailer(address, "", from)
		if err != nil || address == "" {
			if m != nil {
				t.Fatal("a mailer and an error", err)
			}
			return
		}
		if m.host == "" || !strings.Contains(m.from.Address, "@") || strings.ContainsAny(m.from.Address, "\r\n") {
			t.Fatalf("%q, %q: %+v", address, from, m)
		}
	})
}
