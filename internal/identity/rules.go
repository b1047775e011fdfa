package identity

import (
	"context"
	"encoding/json"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Rules are what the operator has decided about real names.
type Rules struct {
	Warn     int   `json:"warnDays" minimum:"0" maximum:"365" doc:"So many days before a document expires its customer is asked to be checked anew."`
	Months   int   `json:"months" minimum:"0" maximum:"120" doc:"Everybody is checked anew so many months after the last check; 0: only when a document expires."`
	Transfer bool  `json:"transfer" doc:"Who takes over a terminal is checked."`
	Notice   int   `json:"noticeDays" minimum:"1" maximum:"180" doc:"So many days after notice services may be limited."`
	Limit    int   `json:"limitDays" minimum:"1" maximum:"180" doc:"So many days later they may be suspended."`
	Auto     bool  `json:"auto" doc:"The program gives notice, limits and suspends by itself when the day has come; otherwise people do."`
	Most     int   `json:"most" minimum:"1" maximum:"1000" doc:"With one document so many customers may be registered."`
	Refuse   bool  `json:"refuse" doc:"A further one is refused; otherwise it is only shown."`
	Version  int64 `json:"version"`
}

// usualRules hold until others are saved. Nothing happens by itself: to suspend people is for the operator to decide.
var usualRules = Rules{Warn: 30, Transfer: true, Notice: 15, Limit: 15, Most: 5, Version: 1}

type rulesRow struct {
	bun.BaseModel `bun:"table:identity_rules"`

	Version int64 `bun:",pk"`
	Value   string
	At      time.Time
	ByName  string
}

func (s *Service) rules(ctx context.Context) (*Rules, error) {
	var rows []rulesRow
	if err := s.db.Read(ctx).NewSelect().Model(&rows).OrderExpr("version DESC").Limit(1).Scan(ctx); err != nil {
		return nil, err
	}
	rules := usualRules
	if len(rows) == 0 {
		return &rules, nil
	}
	err := json.Unmarshal([]byte(rows[0].Value), &rules)
	rules.Version = rows[0].Version
	return &rules, err
}

// SetRules puts other rules in force. It needs rules.manage. A stale version is a Conflict.
func (s *Service) SetRules(ctx context.Context, in Rules) (*Rules, error) {
	if _, err := org.NeedOrProgram(ctx, org.RulesManage); err != nil {
		return nil, err
	}
	for field, day := range map[string][3]int{"warnDays": {in.Warn, 0, 365}, "months": {in.Months, 0, 120}, "noticeDays": {in.Notice, 1, 180}, "limitDays": {in.Limit, 1, 180}, "most": {in.Most, 1, 1000}} {
		if day[0] < day[1] || day[0] > day[2] {
			return nil, fault.Bad(field, "请填 %d 到 %d 之间的数。", "Give a number between %d and %d.", day[1], day[2])
		}
	}
	stale := fault.New(fault.Conflict, "规则已被别人修改，请刷新后再改。", "Someone has changed the rules meanwhile. Reload and try again.")
	err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		before, err := s.rules(ctx)
		if err != nil {
			return err
		}
		if err := httpx.CheckVersion(ctx, before.Version, in.Version, stale); err != nil {
			return err
		}
		in.Version = before.Version + 1
		text, err := json.Marshal(in)
		if err != nil {
			return err
		}
		_, name := actedBy(ctx)
		if _, err := tx.NewInsert().Model(&rulesRow{Version: in.Version, Value: string(text), At: now.From(ctx), ByName: name}).Exec(ctx); store.IsDuplicate(err) {
			return stale // another replica was quicker
		} else if err != nil {
			return err
		}
		return s.audit.Write(ctx, org.Who(ctx), "identity.rules", "rules", "identity", audit.Change{Before: before, After: in})
	})
	return &in, err
}
