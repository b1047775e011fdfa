package duty

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Feed is the secret address at which a person's calendar asks for his shifts.
type Feed struct {
	bun.BaseModel `bun:"table:duty_feed"`

	StaffID   string `bun:",pk"`
	Secret    string // SHA-256
	CreatedAt time.Time
}

// RenewFeed gives the acting person's calendar a new address, whose path is shown only this once, and ends the one before.
func (s *Service) RenewFeed(ctx context.Context) (path string, err error) {
	a, err := who(ctx)
	if err != nil {
		return "", err
	}
	secret := store.Secret(24)
	row := &Feed{StaffID: a.StaffID, Secret: hashed(secret), CreatedAt: now.From(ctx)}
	return httpx.Calendars + secret + ".ics", s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewInsert().Model(row).On("CONFLICT (staff_id) DO UPDATE").Set("secret = EXCLUDED.secret, created_at = EXCLUDED.created_at").Exec(ctx)
		if err != nil {
			return err
		}
		return s.audit.Write(ctx, org.Who(ctx), "duty.feed", "staff", a.StaffID, map[string]bool{"on": true})
	})
}

// EndFeed takes the acting person's calendar its address.
func (s *Service) EndFeed(ctx context.Context) error {
	a, err := who(ctx)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewDelete().Model((*Feed)(nil)).Where("staff_id = ?", a.StaffID).Exec(ctx); err != nil {
			return err
		}
		return s.audit.Write(ctx, org.Who(ctx), "duty.feed", "staff", a.StaffID, map[string]bool{"on": false})
	})
}

func hashed(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// keptCancelled is for how long a calendar is told that a shift was cancelled, and which past shifts it has.
const keptCancelled = 30 * 24 * time.Hour

// Calendar gives the shifts of whose calendar the secret is, as iCalendar (RFC 5545): from a month ago on, those that
// were cancelled too. NotFound when the secret is not known, or the person has no account any more.
func (s *Service) Calendar(ctx context.Context, secret string) (string, error) {
	missing := fault.Missing("这个日历", "calendar")
	row := &Feed{}
	err := s.db.Read(ctx).NewSelect().Model(row).Where("secret = ?", hashed(secret)).Scan(ctx)
	if store.None(err) {
		return "", missing
	}
	if err != nil {
		return "", err
	}
	person, err := s.org.Staff(ctx, row.StaffID)
	if err != nil {
		return "", err
	}
	if person.Disabled {
		return "", missing
	}
	shifts, err := s.shiftsOf(ctx, person.ID, now.From(ctx).Add(-keptCancelled), []State{Published, Leaving, Cancelled})
	if err != nil {
		return "", err
	}
	kinds, err := s.kindsOf(ctx, shifts)
	if err != nil {
		return "", err
	}
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return "", err
	}
	return write(person, shifts, kinds, tree), nil
}

// write writes a calendar. Times are in UTC, so that it needs no VTIMEZONE and is right wherever it is read.
func write(person *org.Staff, shifts []Shift, kinds map[string]*Kind, tree *org.Tree) string {
	in := lang.Code(person.Locale)
	cal := ics.NewCalendarFor("xingfu")
	cal.SetMethod(ics.MethodPublish)
	cal.SetCalscale("GREGORIAN")
	cal.SetXWRCalName(lang.T("值班 · %s", "Duty · %s", person.Name).In(in))
	cal.SetXPublishedTTL("PT1H")
	cal.SetRefreshInterval("PT1H", ics.WithValue("DURATION"))
	for _, x := range shifts {
		k := kinds[x.KindID]
		e := cal.AddEvent(x.ID + "@xingfu")
		e.SetDtStampTime(x.ChangedAt)
		e.SetModifiedAt(x.ChangedAt)
		e.SetStartAt(x.StartsAt)
		e.SetEndAt(x.EndsAt)
		e.SetSummary(k.Name + " · " + tree.Name(x.UnitID))
		e.SetSequence(x.Sequence)
		e.SetStatus(ics.ObjectStatusConfirmed)
		if x.State == Cancelled {
			e.SetStatus(ics.ObjectStatusCancelled)
		}
		var facts []string
		if k.Post != "" {
			facts = append(facts, lang.T("岗位：%s", "Post: %s", k.Post).In(in))
		}
		if k.Phone != "" {
			facts = append(facts, lang.T("值班电话：%s", "Duty phone: %s", k.Phone).In(in))
		}
		if len(facts) > 0 {
			e.SetDescription(strings.Join(facts, "\n"))
		}
	}
	return cal.Serialize(ics.WithNewLineWindows)
}

// ServeCalendar answers a calendar that asks by its secret address.
func (s *Service) ServeCalendar(w http.ResponseWriter, r *http.Request) {
	secret, is := strings.CutSuffix(r.PathValue("secret"), ".ics")
	err := error(fault.Missing("这个日历", "calendar"))
	var text string
	if is {
		text, err = s.Calendar(r.Context(), secret)
	}
	if err != nil {
		httpx.WriteProblem(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	w.Header().Set("Cache-Control", "private, no-cache")
	_, _ = w.Write([]byte(text))
}
