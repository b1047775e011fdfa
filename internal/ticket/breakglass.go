package ticket

import (
	"cmp"
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/channel"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// breakGlass is the notification that the account for emergencies is used.
const breakGlass = "breakglass.used"

// TellBreakGlass tells the keepers of the house, in the transaction of its log-in, that the account for emergencies is
// used: in the console, and at once by mail whatever they have chosen for other mails.
func (s *Service) TellBreakGlass(ctx context.Context, alarm org.BreakGlassAlarm) error {
	if len(alarm.Keepers) == 0 {
		return nil
	}
	notices := make([]*Notification, len(alarm.Keepers))
	change := live.Change{Kind: "notification", ID: alarm.ID}
	for i, k := range alarm.Keepers {
		notices[i] = &Notification{ID: store.NewID(ctx), StaffID: k.ID, At: alarm.At, Kind: breakGlass, Urgent: true,
			Data: Data{"name": alarm.Account.Name, "from": alarm.Address}, Once: breakGlass + ":" + alarm.ID}
		change.Staff = append(change.Staff, k.ID)
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tellOnce(tx, notices).Exec(ctx); err != nil {
			return err
		}
		store.After(ctx, func() { s.bus.Publish(change) })
		for _, k := range alarm.Keepers {
			if k.Email == "" {
				continue
			}
			if err := s.messages.Send(ctx, s.breakGlassMail(alarm, k)); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Service) breakGlassMail(alarm org.BreakGlassAlarm, to org.Staff) channel.Message {
	language := lang.Code(cmp.Or(to.Locale, string(lang.Chinese)))
	at := alarm.At.In(now.China).Format("2006-01-02 15:04")
	device := cmp.Or(alarm.Device, lang.T("未知设备", "an unknown device").In(language))
	body := lang.T("应急账号“%[1]s”于 %[2]s（北京时间）从 %[3]s（%[4]s）登录。\n\n如果您不知道原因，请马上查清是谁在用，并在控制台结束它的会话。知道原因的人请在控制台顶部的红色提示里写明并确认。\n\n%[5]s\n",
		"The account for emergencies %[1]q logged in at %[2]s (China time) from %[3]s (%[4]s).\n\nIf you do not know why, find out at once who uses it, and end its sessions in the console. Who knows why says so in the red band on top of the console.\n\n%[5]s\n",
		alarm.Account.Name, at, alarm.Address, device, s.messages.Link("/"))
	return channel.Message{To: to.Email, StaffID: to.ID, Subject: lang.T("应急账号正在使用", "The account for emergencies is in use").In(language),
		Body: body.In(language), Once: fmt.Sprintf("%s:%s:%s", breakGlass, alarm.ID, to.ID)}
}
