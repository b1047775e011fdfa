package org

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// SessionCookie is the name of the cookie that holds a session.
const SessionCookie = "xingfu_session"

const (
	sessionLife = 12 * time.Hour // a working day; then one logs in again
	sessionIdle = 4 * time.Hour
	seenEvery   = time.Minute // how exactly the last use of a session or token is kept
)

type session struct {
	bun.BaseModel `bun:"table:session"`

	Token     string `bun:",pk"` // SHA-256 of the cookie
	StaffID   string
	CSRF      string
	CreatedAt time.Time
	SeenAt    time.Time
	ExpiresAt time.Time
}

// APIToken lets a program act as its owner.
type APIToken struct {
	bun.BaseModel `bun:"table:api_token"`

	ID         string    `bun:",pk" json:"id"`
	StaffID    string    `json:"-"`
	Name       string    `json:"name"`
	Token      string    `json:"-"` // SHA-256
	CreatedAt  time.Time `json:"createdAt"`
	LastUsedAt time.Time `bun:",nullzero" json:"lastUsedAt,omitzero"`
	ExpiresAt  time.Time `bun:",nullzero" json:"expiresAt,omitzero"`
}

func fingerprint(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// Login is a person who has just logged in.
type Login struct {
	Actor  *Actor
	Cookie string // the secret of the session; only its fingerprint is kept
	CSRF   string
}

// LogIn checks a password and begins a session. Wrong ones are counted per log-in name and address;
// after five the answer is TooMany for a while. Anyone may try.
func (s *Service) LogIn(ctx context.Context, login, password, address string) (*Login, error) {
	login = strings.ToLower(strings.TrimSpace(login))
	limits := []Limit{{"login:" + login + "@" + address, 5}, {"login-from:" + address, 50}}
	if err := s.throttle.Allow(ctx, limits...); err != nil {
		return nil, err
	}
	p, err := s.staffByLogin(ctx, login)
	if err != nil {
		return nil, err
	}
	if !checkPassword(p.Password, password) || p.Disabled {
		if err := s.throttle.Failed(ctx, limits...); err != nil {
			return nil, err
		}
		if err := s.audit.Write(ctx, audit.Who{ID: p.ID, Name: login}, "login.failed", "staff", p.ID, map[string]string{"from": address}); err != nil {
			return nil, err
		}
		return nil, fault.New(fault.Unauthenticated, "登录名或密码不对。", "The log-in name or the password is wrong.")
	}
	return s.begin(ctx, p, address, limits[0])
}

func (s *Service) begin(ctx context.Context, p *Staff, address string, limit Limit) (*Login, error) {
	at := now.From(ctx)
	login := &Login{Cookie: store.Secret(32), CSRF: store.Secret(16)}
	row := &session{Token: fingerprint(login.Cookie), StaffID: p.ID, CSRF: login.CSRF, CreatedAt: at, SeenAt: at, ExpiresAt: at.Add(sessionLife)}
	err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewInsert().Model(row).Exec(ctx); err != nil {
			return err
		}
		if _, err := tx.NewDelete().Model((*session)(nil)).Where("expires_at < ?", at).Exec(ctx); err != nil {
			return err
		}
		if err := s.throttle.Succeeded(ctx, limit); err != nil {
			return err
		}
		return s.audit.Write(ctx, audit.Who{ID: p.ID, Name: p.Name}, "login", "staff", p.ID, map[string]string{"from": address})
	})
	if err != nil {
		return nil, err
	}
	login.Actor, err = s.Actor(ctx, p.ID)
	return login, err
}

// LogOut ends the session of a cookie.
func (s *Service) LogOut(ctx context.Context, cookie string) error {
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewDelete().Model((*session)(nil)).Where("token = ?", fingerprint(cookie)).Exec(ctx)
		return err
	})
}

func endSessions(ctx context.Context, tx bun.Tx, staffID string) error {
	_, err := tx.NewDelete().Model((*session)(nil)).Where("staff_id = ?", staffID).Exec(ctx)
	return err
}

// BySession gives the person of a session cookie and the session's CSRF token; nil when the session
// does not hold any more.
func (s *Service) BySession(ctx context.Context, cookie string) (*Actor, string, error) {
	return s.bySecret(ctx, proof{table: "session", seen: "seen_at", csrf: "secret.csrf", idle: sessionIdle}, cookie)
}

// ByToken gives the person of an API token; nil when it is not valid.
func (s *Service) ByToken(ctx context.Context, secret string) (*Actor, error) {
	actor, _, err := s.bySecret(ctx, proof{table: "api_token", seen: "last_used_at", csrf: "''"}, secret)
	return actor, err
}

// proof is a kind of secret by which a person is known.
type proof struct {
	table string
	seen  string        // the column of its last use
	csrf  string        // where its CSRF token stands
	idle  time.Duration // it no longer holds when unused for so long; 0: for ever
}

// holder is who holds a secret, with one of his posts.
type holder struct {
	SeenAt    time.Time `bun:",nullzero"`
	ExpiresAt time.Time `bun:",nullzero"`
	CSRF      string
	Staff     Staff `bun:"embed:staff__"`
	Post      Post  `bun:"embed:post__"`
}

func (h *holder) holds(at time.Time, idle time.Duration) bool {
	return (h.ExpiresAt.IsZero() || !at.After(h.ExpiresAt)) && (idle == 0 || at.Sub(h.SeenAt) <= idle) && !h.Staff.Disabled
}

// bySecret asks once for all that a request needs to know of the person: every request begins with it.
func (s *Service) bySecret(ctx context.Context, kind proof, secret string) (*Actor, string, error) {
	var rows []holder // one a post
	q := s.db.Read(ctx).NewSelect().Model(&rows).ModelTableExpr("? AS secret", bun.Ident(kind.table)).
		ColumnExpr("secret.? AS seen_at, secret.expires_at, ? AS csrf", bun.Ident(kind.seen), bun.Safe(kind.csrf)).
		ColumnExpr("staff.id AS staff__id, staff.login AS staff__login, staff.name AS staff__name, staff.unit_id AS staff__unit_id").
		ColumnExpr("staff.locale AS staff__locale, staff.disabled AS staff__disabled").
		ColumnExpr("post.role AS post__role, post.unit_id AS post__unit_id, post.scope AS post__scope").
		Join("JOIN staff ON staff.id = secret.staff_id").
		Join("LEFT JOIN post ON post.staff_id = staff.id").
		Where("secret.token = ?", fingerprint(secret)).OrderExpr("post.role, post.unit_id")
	err := s.db.Prepared(ctx, q).Scan(ctx)
	at := now.From(ctx)
	if err != nil || len(rows) == 0 || !rows[0].holds(at, kind.idle) {
		return nil, "", err
	}
	if at.Sub(rows[0].SeenAt) > seenEvery {
		err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
			_, err := tx.NewUpdate().Table(kind.table).Set("? = ?", bun.Ident(kind.seen), at).Where("token = ?", fingerprint(secret)).Exec(ctx)
			return err
		})
		if err != nil && !store.Unreachable(err) { // while nothing can be written one can still read
			return nil, "", err
		}
	}
	tree, err := s.Tree(ctx)
	if err != nil {
		return nil, "", err
	}
	var posts []Post
	for i := range rows {
		if rows[i].Post.Role != "" { // who has no post is one row without
			posts = append(posts, rows[i].Post)
		}
	}
	return ActorOf(&rows[0].Staff, posts, tree), rows[0].CSRF, nil
}

// SameToken compares two secrets without telling by its time where they differ.
func SameToken(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// tokenPrefix lets a leaked token be recognised.
const tokenPrefix = "xfu_"

// AddToken makes an API token for staffID and returns its secret, which is shown only this once.
// A person makes tokens for himself with token.own; the program may for anyone.
func (s *Service) AddToken(ctx context.Context, staffID, name string, expires time.Time) (*APIToken, string, error) {
	if a := From(ctx); a != nil && a.StaffID != staffID {
		return nil, "", fault.New(fault.Forbidden, "只能为自己创建令牌。", "One makes tokens only for oneself.")
	}
	if _, err := NeedOrProgram(ctx, TokenOwn); err != nil {
		return nil, "", err
	}
	if name = strings.TrimSpace(name); name == "" {
		return nil, "", fault.Bad("name", "请为令牌起个名字，说明用途。", "Please name the token by what it is for.")
	}
	if !expires.IsZero() && !expires.After(now.From(ctx)) {
		return nil, "", fault.Bad("expiresAt", "到期时间应在现在之后。", "The time at which it ends lies in the past.")
	}
	secret := tokenPrefix + store.Secret(24)
	row := &APIToken{ID: store.NewID(ctx), StaffID: staffID, Name: name, Token: fingerprint(secret), CreatedAt: now.From(ctx), ExpiresAt: expires}
	err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewInsert().Model(row).Exec(ctx); err != nil {
			return err
		}
		return s.audit.Write(ctx, Who(ctx), "token.added", "staff", staffID, map[string]string{"name": name})
	})
	return row, secret, err
}

// Tokens lists the acting person's API tokens; the program's list is of everybody's.
func (s *Service) Tokens(ctx context.Context) ([]APIToken, error) {
	a, err := NeedOrProgram(ctx, TokenOwn)
	if err != nil {
		return nil, err
	}
	var rows []APIToken
	q := s.db.Read(ctx).NewSelect().Model(&rows).OrderExpr("created_at")
	if a != nil {
		q = q.Where("staff_id = ?", a.StaffID)
	}
	err = q.Scan(ctx)
	return rows, err
}

// RemoveToken ends one of the acting person's API tokens, and for the program anybody's; NotFound when it is
// not his.
func (s *Service) RemoveToken(ctx context.Context, id string) error {
	a, err := NeedOrProgram(ctx, TokenOwn)
	if err != nil {
		return err
	}
	if !store.IsID(id) {
		return fault.Missing("这个令牌", "token")
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		var row APIToken
		err := tx.NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
		if store.None(err) || err == nil && a != nil && row.StaffID != a.StaffID {
			return fault.Missing("这个令牌", "token")
		}
		if err != nil {
			return err
		}
		if _, err := tx.NewDelete().Model(&row).WherePK().Exec(ctx); err != nil {
			return err
		}
		return s.audit.Write(ctx, Who(ctx), "token.removed", "staff", row.StaffID, map[string]string{"id": id, "name": row.Name})
	})
}
