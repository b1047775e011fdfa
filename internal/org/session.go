package org

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// SessionCookie is the name of the cookie that holds a session.
const SessionCookie = "xingfu_session"

const seenEvery = time.Minute // how exactly the last use of a session or token is kept

type session struct {
	bun.BaseModel `bun:"table:session"`

	Token     string `bun:",pk"` // SHA-256 of the cookie, so that it may also be told as the session's name
	StaffID   string
	CSRF      string
	CreatedAt time.Time
	SeenAt    time.Time
	ExpiresAt time.Time
	Address   string
	Agent     string
	ProvedAt  time.Time `bun:",nullzero"` // when the person last proved who he is
	Challenge string    // of a passkey, until it is answered
	Origin
}

func fingerprint(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// BySession gives the person of a session cookie and the session's CSRF token; nil when the session
// does not hold any more.
func (s *Service) BySession(ctx context.Context, cookie string) (*Actor, string, error) {
	return s.bySecret(ctx, sessionKind, cookie)
}

// secretKind is a kind of secret by which a person is known.
type secretKind struct {
	table  string
	seen   string // the column of its last use
	csrf   string // where its CSRF token stands
	proved string // where it stands when the person last proved who he is
	origin string // where it stands by whose word he is known, and whether he has shown a second factor there
	token  bool   // a program's
}

var (
	sessionKind = secretKind{"session", "seen_at", "secret.csrf", "secret.proved_at", "secret.provider_id AS provider, secret.strong", false}
	tokenKind   = secretKind{"api_token", "last_used_at", "''", "secret.created_at", "'' AS provider, FALSE AS strong", true}
)

// holder is who holds a secret, with one of his posts.
type holder struct {
	CreatedAt time.Time
	SeenAt    time.Time `bun:",nullzero"`
	ExpiresAt time.Time `bun:",nullzero"`
	ProvedAt  time.Time `bun:",nullzero"`
	CSRF      string
	Strength  strength
	Provider  string
	Strong    bool
	Staff     Staff `bun:"embed:staff__"`
	Post      Post  `bun:"embed:post__"`
}

// holds tells whether the secret is still good. What the rules say of sessions holds for those that are open already.
func (h *holder) holds(at time.Time, kind secretKind, rules SessionRules) bool {
	if h.Staff.Disabled || !h.ExpiresAt.IsZero() && at.After(h.ExpiresAt) {
		return false
	}
	return kind.token || at.Sub(h.SeenAt) <= time.Duration(rules.Idle)*time.Minute && at.Sub(h.CreatedAt) <= time.Duration(rules.Hours)*time.Hour
}

// bySecret asks once for all that a request needs to know of the person: every request begins with it.
func (s *Service) bySecret(ctx context.Context, kind secretKind, secret string) (*Actor, string, error) {
	rules, err := s.rules(ctx)
	if err != nil {
		return nil, "", err
	}
	var rows []holder // one a post
	q := s.db.Read(ctx).NewSelect().Model(&rows).ModelTableExpr("? AS secret", bun.Ident(kind.table)).
		ColumnExpr("secret.created_at, secret.? AS seen_at, secret.expires_at, ? AS csrf, ? AS proved_at", bun.Ident(kind.seen), bun.Safe(kind.csrf), bun.Safe(kind.proved)).
		ColumnExpr("staff.id AS staff__id, staff.login AS staff__login, staff.name AS staff__name, staff.unit_id AS staff__unit_id").
		ColumnExpr("staff.locale AS staff__locale, staff.disabled AS staff__disabled, staff.must_change AS staff__must_change").
		ColumnExpr("? AS strength, ?", bun.Safe(strengthSQL), bun.Safe(kind.origin)).
		ColumnExpr("post.role AS post__role, post.unit_id AS post__unit_id, post.scope AS post__scope").
		Join("JOIN staff ON staff.id = secret.staff_id").
		Join("LEFT JOIN post ON post.staff_id = staff.id").
		Where("secret.token = ?", fingerprint(secret)).OrderExpr("post.role, post.unit_id")
	err = s.db.Prepared(ctx, q).Scan(ctx)
	at := now.From(ctx)
	if err != nil || len(rows) == 0 || !rows[0].holds(at, kind, rules.Sessions) {
		return nil, "", err
	}
	first := &rows[0]
	if at.Sub(first.SeenAt) > seenEvery {
		err := s.touch(ctx, kind, fingerprint(secret), rules.isBreakGlass(first.Staff.ID))
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
	if first.Strong { // a second factor of a provider is as good as codes
		first.Strength = max(first.Strength, hasTOTP)
	}
	if first.Provider != "" { // his password here is not what he has come by
		first.Staff.MustChange = false
	}
	actor := ActorOf(&first.Staff, posts, tree)
	actor.proof = &proof{session: fingerprint(secret), at: first.ProvedAt, token: kind.token}
	if !kind.token { // a token is a program's: what its person owes he pays when he comes himself
		actor.Owes = owed(&first.Staff, rules.requires(actor.StaffID, actor.Roles), first.Strength)
	}
	return actor, first.CSRF, nil
}

// touch notes that a session or token was used just now.
func (s *Service) touch(ctx context.Context, kind secretKind, token string, breakGlass bool) error {
	at := now.From(ctx)
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if breakGlass {
			if _, err := tx.NewUpdate().Model((*breakGlassUse)(nil)).Set("seen_at = ?", at).Where("session = ?", token).Exec(ctx); err != nil {
				return err
			}
		}
		_, err := tx.NewUpdate().Table(kind.table).Set("? = ?", bun.Ident(kind.seen), at).Where("token = ?", token).Exec(ctx)
		return err
	})
}

// SameToken compares two secrets without telling by its time where they differ.
func SameToken(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// SessionView is a session as its owner, or who keeps the organisation, sees it.
type SessionView struct {
	ID       string    `json:"id"`
	Device   string    `json:"device" doc:"Browser and system, such as Chrome · Windows; empty when it is none that is known."`
	Address  string    `json:"address"`
	Since    time.Time `json:"since"`
	LastSeen time.Time `json:"lastSeen"`
	Current  bool      `json:"current" doc:"The one that asks."`
}

// Sessions lists a person's open sessions, the last used first: his own, or with org.manage for their unit others'.
func (s *Service) Sessions(ctx context.Context, staffID string) ([]SessionView, error) {
	a, err := s.needOwnOrKeeper(ctx, staffID)
	if err != nil {
		return nil, err
	}
	rules, err := s.rules(ctx)
	if err != nil {
		return nil, err
	}
	at := now.From(ctx)
	var rows []session
	err = s.db.Read(ctx).NewSelect().Model(&rows).Where("staff_id = ? AND expires_at >= ?", staffID, at).
		Where("seen_at >= ?", at.Add(-time.Duration(rules.Sessions.Idle)*time.Minute)).
		Where("created_at >= ?", at.Add(-time.Duration(rules.Sessions.Hours)*time.Hour)).OrderExpr("seen_at DESC, created_at DESC").Scan(ctx)
	views := make([]SessionView, len(rows))
	for i, row := range rows {
		views[i] = SessionView{row.Token, Device(row.Agent), row.Address, row.CreatedAt, row.SeenAt, a != nil && row.Token == a.session()}
	}
	return views, err
}

// EndSession ends one session of a person, or all but the one that asks when id is empty: of oneself, or of others with
// org.manage for their unit and a fresh proof of who one is. One that has ended already stays so.
func (s *Service) EndSession(ctx context.Context, staffID, id string) error {
	a := From(ctx)
	if a == nil || a.StaffID != staffID {
		if _, err := s.keeps(ctx, staffID, false); err != nil {
			return err
		}
	}
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		q := tx.NewDelete().Model((*session)(nil)).Where("staff_id = ?", staffID)
		if id != "" {
			q = q.Where("token = ?", id)
		} else if a != nil {
			q = q.Where("token <> ?", a.session())
		}
		done, err := q.Exec(ctx)
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		if err != nil {
			return err
		}
		if n == 0 {
			return nil
		}
		return s.audit.Write(ctx, Who(ctx), "sessions.ended", "staff", staffID, map[string]int64{"sessions": n})
	})
}

func endSessions(ctx context.Context, tx bun.Tx, staffID string) error {
	for _, model := range []any{(*session)(nil), (*halfLogIn)(nil)} {
		if _, err := tx.NewDelete().Model(model).Where("staff_id = ?", staffID).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// needOwnOrKeeper gives who acts if it is the person himself, or keeps the accounts of his unit; nobody when the program
// acts.
func (s *Service) needOwnOrKeeper(ctx context.Context, staffID string) (*Actor, error) {
	if a := From(ctx); a != nil && a.StaffID == staffID {
		return a, nil
	}
	actor, err := NeedOrProgram(ctx, OrgManage)
	if err != nil {
		return nil, err
	}
	p, err := s.Staff(ctx, staffID)
	if err != nil {
		return nil, err
	}
	return actor, s.mayChange(ctx, actor, p, StaffChange{})
}

// keeps gives a person for whose account the acting person may do something: he keeps the accounts of the unit and has
// lately proved who he is; where it lets one take the account over, he does not come by a duty of another.
func (s *Service) keeps(ctx context.Context, staffID string, takesOver bool) (*Staff, error) {
	actor, err := NeedOrProgram(ctx, OrgManage)
	if err != nil {
		return nil, err
	}
	if err := NeedFresh(ctx); err != nil {
		return nil, err
	}
	p, err := s.Staff(ctx, staffID)
	if err != nil {
		return nil, err
	}
	in := StaffChange{}
	if takesOver {
		in.Password = new(string)
	}
	return p, s.mayChange(ctx, actor, p, in)
}
