package customer

import (
	"context"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Reveal names one masked field that somebody wants to see, and why.
type Reveal struct {
	Of    string `json:"of" enum:"customer,contact,ticket,evidence" doc:"What has the field."`
	ID    string `json:"id"`
	Field string `json:"field" doc:"customer: address; contact: phone, email; ticket: contactPhone or details.…; evidence: number."`
	Why   string `json:"why" enum:"callback,visit,verify,dispute,authority,other"`
	Words string `json:"words" maxLength:"500" doc:"Why, in the person's own words."`
}

// ground is a reason for which somebody may want to see what is masked.
type ground struct {
	code string
	name lang.Text
}

var grounds = []ground{
	{"callback", lang.T("给客户回话", "calling the customer back")},
	{"visit", lang.T("上门服务", "a visit")},
	{"verify", lang.T("核对身份", "checking who it is")},
	{"dispute", lang.T("处理投诉或争议", "a complaint or dispute")},
	{"authority", lang.T("有权机关依法查询", "an enquiry by an authority")},
	{"other", lang.T("其他原因", "another reason")},
}

// Revealed is one masked field in the clear, and whose it is.
type Revealed struct {
	Value string    `json:"value"`
	Field lang.Text `json:"-"` // what the field is called
	Name  string    `json:"-"` // the customer's
}

// Hides says how the masked fields of a kind of thing are read: reveal answers for the permission, and gives NotFound
// where the acting person does not see the thing, or it has no such field. It is said before the service is used.
func (s *Service) Hides(of string, reveal func(ctx context.Context, id, field string) (*Revealed, error)) {
	s.hidden[of] = reveal
}

func (s *Service) hideOwn() {
	s.Hides("customer", func(ctx context.Context, id, field string) (*Revealed, error) {
		c, err := s.reading(ctx, id)
		if err != nil {
			return nil, err
		}
		if field != "address" {
			return nil, errNoField()
		}
		return &Revealed{c.Address, lang.T("地址", "address"), c.Name}, nil
	})
	s.Hides("contact", func(ctx context.Context, id, field string) (*Revealed, error) {
		if err := NeedReveal(ctx); err != nil {
			return nil, err
		}
		if !store.IsID(id) {
			return nil, errNoField()
		}
		c, err := s.Contact(ctx, id)
		if err != nil {
			return nil, err
		}
		names, err := s.Names(ctx, []string{c.CustomerID})
		if err != nil {
			return nil, err
		}
		switch field {
		case "phone":
			return &Revealed{c.Phone, lang.T("联系人电话", "contact's phone"), names[c.CustomerID]}, nil
		case "email":
			return &Revealed{c.Email, lang.T("联系人电子邮件", "contact's mail address"), names[c.CustomerID]}, nil
		}
		return nil, errNoField()
	})
}

// reading reads a customer of whom the acting person may reveal something.
func (s *Service) reading(ctx context.Context, id string) (*Customer, error) {
	if err := NeedReveal(ctx); err != nil {
		return nil, err
	}
	return s.Seen(ctx, id)
}

// NeedReveal wants that the acting person may see masked fields for a reason: with personal.reveal, or because he sees
// them in any case.
func NeedReveal(ctx context.Context) error {
	_, err := org.NeedAny(ctx, org.PersonalReveal, org.PersonalRead)
	return err
}

func errNoField() error { return fault.Missing("这项内容", "field") }

// Reveal shows one masked field to somebody who says why, and notes in the audit log who saw what of whom and why. It
// needs personal.reveal, for the number of a document identity.reveal; NotFound hides what others have.
func (s *Service) Reveal(ctx context.Context, in Reveal) (*Revealed, error) {
	if _, err := org.NeedAny(ctx, org.PersonalReveal, org.PersonalRead, org.IdentityReveal); err != nil {
		return nil, err
	}
	at := slices.IndexFunc(grounds, func(g ground) bool { return g.code == in.Why })
	in.Words = strings.TrimSpace(in.Words)
	switch {
	case at < 0:
		return nil, fault.Bad("why", "请选择为什么要查看。", "Please choose why you want to see it.")
	case in.Words == "":
		return nil, fault.Bad("words", "请写明这次为什么要查看，比如工单号。", "Please say why you want to see it this time, such as the ticket's number.")
	case s.hidden[in.Of] == nil:
		return nil, errNoField()
	}
	var found *Revealed
	err := s.db.Write(ctx, func(ctx context.Context, _ bun.Tx) (err error) {
		if found, err = s.hidden[in.Of](ctx, in.ID, in.Field); err != nil {
			return err
		}
		because := grounds[at].name
		return s.audit.Write(ctx, org.Who(ctx), "personal.revealed", in.Of, in.ID, map[string]string{"name": found.Name, "field": in.Field,
			"fieldZh": found.Field.Zh, "fieldEn": found.Field.En, "whyZh": because.Zh, "whyEn": because.En, "reason": in.Words})
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

func (s *Service) registerReveal(api huma.API) {
	op := httpx.Post("reveal", "/reveal", "Show one masked field for a reason; it is noted in the audit log", "customers", org.PersonalReveal, org.PersonalRead, org.IdentityReveal)
	httpx.Handle(api, op, func(ctx context.Context, in *struct{ Body Reveal }) (*Revealed, error) { return s.Reveal(ctx, in.Body) })
}
