package ticket_test

import (
	"strings"
	"testing"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// The keepers are told by mail though they want no mails about tickets, and once.
func TestKeepersAreToldOfTheAccountForEmergencies(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d, server := mailDesk(t, url)
		ok(t, d.org.SetEmail(d.program(), d.actors["admin"].StaffID, "admin@xingfu.example"))
		keepers, err := d.org.WithPermission(d.program(), org.OrgManage)
		ok(t, err)
		glass, err := d.org.StaffByLogin(d.program(), "chief")
		ok(t, err)
		alarm := org.BreakGlassAlarm{ID: glass.ID, Account: glass, At: d.at, Address: "198.51.100.7", Device: "Chrome · Windows", Keepers: keepers}
		for range 2 {
			ok(t, d.TellBreakGlass(d.program(), alarm))
		}
		mail := server.Wait(t, 1)[0]
		if mail.To != "admin@xingfu.example" || mail.Subject != "应急账号正在使用" || !strings.Contains(mail.Body, "198.51.100.7") || !strings.Contains(mail.Body, "chief") {
			t.Errorf("to %s: %s\n%s", mail.To, mail.Subject, mail.Body)
		}
		rows, unread, err := d.Notifications(d.as("admin"), true, 10)
		ok(t, err)
		if unread != 1 || rows[0].Kind != "breakglass.used" || !rows[0].Urgent {
			t.Errorf("%d unread: %+v", unread, rows)
		}
		if n := d.told("lin", "breakglass.used"); n != 0 {
			t.Errorf("who keeps nothing was told %d times", n)
		}
	})
}
