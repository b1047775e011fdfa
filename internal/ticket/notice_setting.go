package ticket

import (
	"cmp"
	"context"
	"net/mail"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// NoticeSetting is how a person wants to be told outside the console.
type NoticeSetting struct {
	bun.BaseModel `bun:"table:notice_setting"`

	StaffID   string `bun:",pk"`
	Mail      Pace
	QuietFrom string // 22:00; both empty: never quiet
	QuietTo   string
	Zone      string    // where he lives by the clock: Asia/Shanghai
	DigestAt  string    // when the daily mail comes: 08:00
	Urgent    bool      // what is urgent is mailed at once, whatever the pace and in the quiet hours too
	Since     time.Time // what was told before is not mailed
	NextAt    time.Time `bun:",nullzero"` // when the next mail is made up
	UrgentAt  time.Time `bun:",nullzero"` // when the next mail of what is urgent is made up
}

// Pace is how soon a mail tells of what has happened.
type Pace string

// The paces. Whatever has come together by then, and is still unread, goes into one mail.
const (
	Off    Pace = "off"
	Soon   Pace = "soon"   // two minutes
	Hourly Pace = "hourly" // at the full hour
	Daily  Pace = "daily"  // at a time of day that the person chooses
)

// soon is a while in which what happens together gathers; a variable for tests.
var soon = 2 * time.Minute

const (
	minuteOfDay = "15:04"
	usualZone   = "Asia/Shanghai"
	usualDigest = "08:00"
)

// zone is where the person lives by the clock.
func (n *NoticeSetting) zone() *time.Location {
	if zone, err := time.LoadLocation(n.Zone); err == nil && n.Zone != "" {
		return zone
	}
	return now.China
}

// onDay gives a time of day, such as 07:30, on the day of a moment plus some days.
func onDay(day time.Time, clock string, days int) time.Time {
	at, err := time.Parse(minuteOfDay, clock)
	if err != nil {
		at, _ = time.Parse(minuteOfDay, usualDigest)
	}
	return time.Date(day.Year(), day.Month(), day.Day()+days, at.Hour(), at.Minute(), 0, 0, day.Location())
}

// next is when what happens at a moment is told.
func (n *NoticeSetting) next(at time.Time) time.Time {
	local := at.In(n.zone())
	switch n.Mail {
	case Hourly:
		local = local.Add(time.Hour - time.Duration(local.Minute())*time.Minute - time.Duration(local.Second())*time.Second).Truncate(time.Second)
	case Daily:
		day := onDay(local, n.DigestAt, 0)
		if !day.After(local) {
			day = onDay(local, n.DigestAt, 1)
		}
		local = day
	default:
		local = local.Add(soon)
	}
	return n.afterQuiet(local).UTC()
}

// afterQuiet moves a moment within the quiet hours to their end.
func (n *NoticeSetting) afterQuiet(at time.Time) time.Time {
	if n.QuietFrom == n.QuietTo {
		return at
	}
	local := at.In(n.zone())
	clock := local.Format(minuteOfDay)
	over := n.QuietFrom > n.QuietTo // over midnight
	late, early := clock >= n.QuietFrom, clock < n.QuietTo
	if over && !late && !early || !over && !(late && early) {
		return at
	}
	if over && late {
		return onDay(local, n.QuietTo, 1)
	}
	return onDay(local, n.QuietTo, 0)
}

// NoticeView is a person's own setting as the API shows and takes it.
type NoticeView struct {
	Email     string `json:"email" maxLength:"200"`
	Mail      Pace   `json:"mail" enum:"off,soon,hourly,daily"`
	QuietFrom string `json:"quietFrom" doc:"HH:MM in the person's zone; both empty: never quiet."`
	QuietTo   string `json:"quietTo"`
	Zone      string `json:"zone,omitempty" doc:"IANA time zone; Asia/Shanghai when none is given."`
	DigestAt  string `json:"digestAt,omitempty" doc:"HH:MM in the person's zone, when the daily mail comes; 08:00 when none is given."`
	Urgent    bool   `json:"urgent,omitempty" doc:"What is urgent is mailed within two minutes, whatever the pace and in the quiet hours too."`
	CanMail   bool   `json:"canMail" readOnly:"true" doc:"Whether the house has a mail server."`
}

// NoticeSettings gives the acting person's own setting.
func (s *Service) NoticeSettings(ctx context.Context) (*NoticeView, error) {
	actor := org.From(ctx)
	if actor == nil {
		return nil, fault.New(fault.Unauthenticated, "请先登录。", "Please log in first.")
	}
	person, err := s.org.Staff(ctx, actor.StaffID)
	if err != nil {
		return nil, err
	}
	n := &NoticeSetting{StaffID: actor.StaffID, Zone: usualZone, DigestAt: usualDigest}
	if err := s.db.Read(ctx).NewSelect().Model(n).WherePK().Scan(ctx); store.None(err) {
		n.Mail = Off
	} else if err != nil {
		return nil, err
	}
	return &NoticeView{person.Email, n.Mail, n.QuietFrom, n.QuietTo, n.Zone, n.DigestAt, n.Urgent, s.messages.CanMail()}, nil
}

// SetNotices changes the acting person's own setting, with the address that mails go to.
func (s *Service) SetNotices(ctx context.Context, in NoticeView) (*NoticeView, error) {
	actor := org.From(ctx)
	if actor == nil {
		return nil, fault.New(fault.Unauthenticated, "请先登录。", "Please log in first.")
	}
	in.Email, in.Zone, in.DigestAt = strings.TrimSpace(in.Email), cmp.Or(in.Zone, usualZone), cmp.Or(in.DigestAt, usualDigest)
	if err := in.check(); err != nil {
		return nil, err
	}
	n := &NoticeSetting{StaffID: actor.StaffID, Mail: in.Mail, QuietFrom: in.QuietFrom, QuietTo: in.QuietTo,
		Zone: in.Zone, DigestAt: in.DigestAt, Urgent: in.Urgent, Since: now.From(ctx)}
	err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.org.SetEmail(ctx, actor.StaffID, in.Email); err != nil {
			return err
		}
		_, err := tx.NewInsert().Model(n).On("CONFLICT (staff_id) DO UPDATE").
			Set("since = CASE WHEN notice_setting.mail = ? THEN EXCLUDED.since ELSE notice_setting.since END", Off).
			Set("mail = EXCLUDED.mail, quiet_from = EXCLUDED.quiet_from, quiet_to = EXCLUDED.quiet_to").
			Set("zone = EXCLUDED.zone, digest_at = EXCLUDED.digest_at, urgent = EXCLUDED.urgent").Exec(ctx)
		return err
	})
	in.CanMail = s.messages.CanMail()
	return &in, err
}

func (in *NoticeView) check() error {
	if !slices.Contains([]Pace{Off, Soon, Hourly, Daily}, in.Mail) {
		return fault.Bad("mail", "请选择何时发邮件。", "Choose when mails are sent.")
	}
	if in.Mail != Off && in.Email == "" {
		return fault.Bad("email", "请填写接收邮件的地址。", "Give the address that mails go to.")
	}
	if in.Email != "" {
		if a, err := mail.ParseAddress(in.Email); err != nil || a.Address != in.Email {
			return fault.Bad("email", "邮件地址不对。", "This is not a mail address.")
		}
	}
	if _, err := time.LoadLocation(in.Zone); err != nil || in.Zone == "Local" {
		return fault.Bad("zone", "没有这个时区。", "There is no such time zone.")
	}
	for field, value := range map[string]string{"quietFrom": in.QuietFrom, "quietTo": in.QuietTo, "digestAt": in.DigestAt} {
		if _, err := time.Parse(minuteOfDay, value); value != "" && (err != nil || len(value) != 5) {
			return fault.Bad(field, "请按 22:00 这样填写时刻。", "Give the time of day like 22:00.")
		}
	}
	if (in.QuietFrom == "") != (in.QuietTo == "") {
		return fault.Bad("quietTo", "免打扰时段请填写开始和结束。", "Quiet hours have a beginning and an end.")
	}
	return nil
}
