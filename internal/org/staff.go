package org

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// NewPost is a post to be given.
type NewPost struct {
	Role   Role   `json:"role" doc:"The code of a role, as list-roles gives it."`
	UnitID string `json:"unitId"`
	Scope  Scope  `json:"scope" enum:"own,unit,subtree,all"`
}

// NewStaff is a person to be given an account. Without a password he cannot log in.
type NewStaff struct {
	Login    string    `json:"login"`
	Name     string    `json:"name"`
	UnitID   string    `json:"unitId"`
	Posts    []NewPost `json:"roles,omitempty"`
	Password string    `json:"password,omitempty"`
	Locale   string    `json:"locale,omitempty" enum:"zh,en"`
}

// AddStaff makes an account. It needs org.manage for the unit, with posts rights.manage as well, and a fresh proof of who
// one is; the program itself may always.
func (s *Service) AddStaff(ctx context.Context, in NewStaff) (*Staff, error) {
	actor, err := NeedOrProgram(ctx, OrgManage)
	if err != nil {
		return nil, err
	}
	if actor != nil && len(in.Posts) > 0 && !actor.May(RightsManage) {
		return nil, lacks(RightsManage)
	}
	if err := NeedFresh(ctx); err != nil {
		return nil, err
	}
	in.Login, in.Name = strings.ToLower(strings.TrimSpace(in.Login)), strings.TrimSpace(in.Name)
	if !loginPattern.MatchString(in.Login) {
		return nil, fault.Bad("login", "登录名用 2 至 40 个小写字母、数字、点、横线。", "A log-in name has 2 to 40 lower-case letters, digits, dots or dashes.")
	}
	if in.Name == "" {
		return nil, fault.Bad("name", "请填写姓名。", "Please give the name.")
	}
	p := &Staff{ID: store.NewID(ctx), Login: in.Login, Name: in.Name, UnitID: in.UnitID, Locale: in.Locale, Version: 1, CreatedAt: now.From(ctx)}
	if p.Locale == "" {
		p.Locale = "zh"
	}
	if in.Password != "" {
		if err := s.givePassword(ctx, p, in.Password); err != nil {
			return nil, err
		}
		in.Password = ""
	}
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.mayManage(ctx, actor, "unitId", in.UnitID); err != nil {
			return err
		}
		if _, err := tx.NewInsert().Model(p).Exec(ctx); err != nil {
			if store.IsDuplicate(err) {
				return fault.Bad("login", "登录名 %s 已被使用。", "The log-in name %s is taken.", in.Login)
			}
			return err
		}
		if len(in.Posts) > 0 {
			if err := s.appoint(ctx, tx, p.ID, in.Posts); err != nil {
				return err
			}
		}
		return s.audit.Write(ctx, Who(ctx), "staff.added", "staff", p.ID, audit.Change{Name: lang.T(p.Name, ""), After: in})
	})
	return p, err
}

// SetEmail notes where a person is written to. A person sets his own; the program may always.
func (s *Service) SetEmail(ctx context.Context, staffID, email string) error {
	if a := From(ctx); a != nil && a.StaffID != staffID {
		return fault.New(fault.Forbidden, "只能修改自己的邮件地址。", "You may only change your own mail address.")
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		done, err := tx.NewUpdate().Model((*Staff)(nil)).Set("email = ?", email).Where("id = ? AND email <> ?", staffID, email).Exec(ctx)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return s.audit.Write(ctx, Who(ctx), "staff.email", "staff", staffID, map[string]string{})
	})
}

// givePassword gives a person a password that somebody else has chosen for him: where the rules say so, he must choose
// another at his first log-in. What the program itself sets was set by who runs it, and stays; so does that of the account
// for emergencies, which is kept on paper. Whether the person has used it before is not told to somebody else.
func (s *Service) givePassword(ctx context.Context, p *Staff, password string) error {
	rules, err := s.rules(ctx)
	if err != nil {
		return err
	}
	p.MustChange = rules.Password.FirstChange && From(ctx) != nil && !rules.isBreakGlass(p.ID)
	return rules.setPassword(ctx, p, password)
}

// StaffChange is what may change on a person; nil leaves it.
type StaffChange struct {
	Name     *string    `json:"name,omitempty"`
	UnitID   *string    `json:"unitId,omitempty"`
	Posts    *[]NewPost `json:"roles,omitempty"`
	Disabled *bool      `json:"disabled,omitempty"`
	Password *string    `json:"password,omitempty"`
	Seats    *int       `json:"seats,omitempty" minimum:"0" maximum:"999" doc:"Open matters at once; 0: as the unit's rules say."`
	Version  int64      `json:"version,omitempty" doc:"The version that was seen; needed unless If-Match names it."`

	Skills *[]StaffSkill `json:"skills,omitempty" doc:"All that the person can do."`
}

// account tells whether the change is one of the account, and not of posts alone.
func (c *StaffChange) account() bool {
	return c.Name != nil || c.UnitID != nil || c.Disabled != nil || c.Password != nil || c.Seats != nil || c.Skills != nil || c.Posts == nil
}

// ChangeStaff changes an account. A disabled person, or one with a new password, is logged out
// everywhere. It needs org.manage for the person's unit, and for posts rights.manage. Nobody moves himself to
// another unit or gives himself a right, nobody takes over the account of one with a duty that he has not, and the
// last security officer stays. Posts and passwords need a fresh proof of who one is. A stale version is a Conflict.
func (s *Service) ChangeStaff(ctx context.Context, id string, in StaffChange) (*Staff, error) {
	actor, err := in.permitted(ctx)
	if err != nil {
		return nil, err
	}
	if in.Posts != nil || in.Password != nil {
		if err := NeedFresh(ctx); err != nil {
			return nil, err
		}
	}
	given, err := s.newPassword(ctx, id, in.Password)
	if err != nil {
		return nil, err
	}
	var p *Staff
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) (err error) {
		if p, err = s.lockStaff(ctx, tx, id, in.Version); err != nil {
			return err
		}
		if in.account() {
			if err := s.mayChange(ctx, actor, p, in); err != nil {
				return err
			}
		}
		before, err := s.auditedStaff(ctx, p, false)
		if err != nil {
			return err
		}
		if given != nil {
			if err := keepPassword(ctx, tx, p, p.Password); err != nil {
				return err
			}
			p.Password, p.PasswordAt, p.PasswordStrong, p.MustChange = given.Password, given.PasswordAt, given.PasswordStrong, given.MustChange
		}
		if err := s.saveStaff(ctx, tx, p, in); err != nil {
			return err
		}
		after, err := s.auditedStaff(ctx, p, in.Password != nil)
		if err != nil {
			return err
		}
		return s.audit.Write(ctx, Who(ctx), "staff.changed", "staff", id, audit.Change{Name: lang.T(p.Name, ""), Before: before, After: after})
	})
	return p, err
}

// permitted gives the acting person if he may do what the change is about somewhere; nil for the program.
func (c *StaffChange) permitted(ctx context.Context) (actor *Actor, err error) {
	if c.account() {
		actor, err = NeedOrProgram(ctx, OrgManage)
	}
	if err == nil && c.Posts != nil {
		actor, err = NeedOrProgram(ctx, RightsManage)
	}
	return actor, err
}

func (s *Service) saveStaff(ctx context.Context, tx bun.Tx, p *Staff, in StaffChange) error {
	save := func() error {
		if err := s.applyStaff(ctx, p, in); err != nil {
			return err
		}
		p.Version++
		if _, err := tx.NewUpdate().Model(p).WherePK().Exec(ctx); err != nil || in.Skills == nil {
			return err
		}
		return s.saveSkills(ctx, tx, p.ID, *in.Skills)
	}
	var err error
	if in.Disabled == nil && in.Posts == nil {
		err = save()
	} else {
		err = s.changeRights(ctx, tx, p.ID, in.Posts, save)
	}
	if err != nil || !p.Disabled && in.Password == nil {
		return err
	}
	if p.Disabled {
		if err := s.standsInNoMore(ctx, tx, p.ID); err != nil {
			return err
		}
	}
	return endSessions(ctx, tx, p.ID)
}

// newPassword gives the person with the password that he is to have; nobody when it stays. Hashing takes its time, so it
// is done before the transaction.
func (s *Service) newPassword(ctx context.Context, id string, password *string) (*Staff, error) {
	if password == nil {
		return nil, nil
	}
	p, err := s.Staff(ctx, id)
	if err != nil {
		return nil, err
	}
	return p, s.givePassword(ctx, p, *password)
}

func (s *Service) applyStaff(ctx context.Context, p *Staff, in StaffChange) error {
	if in.Name != nil {
		if p.Name = strings.TrimSpace(*in.Name); p.Name == "" {
			return fault.Bad("name", "请填写姓名。", "Please give the name.")
		}
	}
	if in.UnitID != nil {
		if err := s.checkUnit(ctx, "unitId", *in.UnitID); err != nil {
			return err
		}
		p.UnitID = *in.UnitID
	}
	if in.Disabled != nil {
		p.Disabled = *in.Disabled
	}
	if in.Seats != nil {
		if p.Seats = *in.Seats; p.Seats < 0 || p.Seats > 999 {
			return fault.Bad("seats", "同时办理的件数应在 0 至 999 之间。", "The number of open matters lies between 0 and 999.")
		}
	}
	return nil
}
