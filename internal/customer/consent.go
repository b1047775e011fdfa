package customer

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Purpose is something that the operator does with a customer's data only if he has agreed to it.
type Purpose struct {
	Code      string    `json:"code"`
	Name      lang.Text `json:"name"`
	Says      lang.Text `json:"says" doc:"What the customer agrees to, as he is told."`
	Sensitive bool      `json:"sensitive" doc:"The law asks for a consent of its own."`
}

// Purposes are what consent is asked for. What the contract itself needs is not among them.
var Purposes = []Purpose{
	{"position", lang.T("终端位置", "Terminal position"), lang.T("记录并查看终端的位置，用于救援和故障判断。", "Positions of terminals are kept and looked at, for rescue and for finding faults."), true},
	{"recording", lang.T("通话录音", "Recording of calls"), lang.T("录下与客服的通话，用于质量检查和争议处理。", "Calls with the service are recorded, for quality checks and disputes."), true},
	{"survey", lang.T("满意度回访", "Surveys"), lang.T("在事情办完后联系您，询问满意程度。", "We ask you after a matter how satisfied you are."), false},
	{"marketing", lang.T("业务推荐", "Offers"), lang.T("向您介绍新业务和优惠。", "We tell you about new services and offers."), false},
	{"learning", lang.T("服务改进", "Improving the service"), lang.T("用去除身份后的咨询和操作记录改进智能服务。", "Questions and clicks without your identity are used to improve the automatic service."), false},
	{"partners", lang.T("提供给合作方", "Passing on to partners"), lang.T("把必要的资料提供给安装、维修等合作单位。", "What is needed is passed on to partners that install and repair."), true},
}

// consentVias are how a customer can say that he agrees, or does not any more.
var consentVias = []string{"phone", "portal", "paper", "mail", "visit", "import"}

// Consent is one entry of the ledger: for one purpose a customer has agreed, or has taken it back.
type Consent struct {
	bun.BaseModel `bun:"table:consent"`

	ID         string    `bun:",pk" json:"id"`
	CustomerID string    `json:"customerId"`
	ContactID  string    `bun:",nullzero" json:"contactId" doc:"Who spoke for the customer; empty: not noted."`
	Purpose    string    `json:"purpose"`
	Given      bool      `json:"given" doc:"Agreed, or taken back."`
	Via        string    `json:"via" enum:"phone,portal,paper,mail,visit,import"`
	Wording    string    `json:"wording" doc:"What was asked, or where it stands."`
	At         time.Time `json:"at"`
	ByID       string    `bun:",nullzero" json:"-"`
	ByName     string    `json:"by" doc:"Who took it in; empty: the customer himself, or an import."`
}

// Consents are what a customer has agreed to.
type Consents struct {
	Purposes []PurposeState `json:"purposes" doc:"Every purpose as it stands."`
	Ledger   []Consent      `json:"ledger" doc:"All entries, the newest first."`
}

// PurposeState is a purpose with what the customer last said of it.
type PurposeState struct {
	Purpose
	Given bool       `json:"given"`
	Since *time.Time `json:"since" doc:"Since when; null: he has never been asked."`
}

// NewConsent is what a customer has said.
type NewConsent struct {
	ContactID string `json:"contactId,omitempty"`
	Purpose   string `json:"purpose" enum:"position,recording,survey,marketing,learning,partners"`
	Given     bool   `json:"given"`
	Via       string `json:"via" enum:"phone,portal,paper,mail,visit,import"`
	Wording   string `json:"wording" doc:"What was asked, or where it stands: the form's number, the ticket."`
}

// RecordConsent adds to the ledger what a customer has said. To take back is as easy as to agree: saying the same again is
// a Conflict, so that the ledger tells only of changes. It needs customer.write for the customer's unit.
func (s *Service) RecordConsent(ctx context.Context, customerID string, in NewConsent) (*Consent, error) {
	if err := in.valid(); err != nil {
		return nil, err
	}
	c := &Consent{ID: store.NewID(ctx), CustomerID: customerID, ContactID: in.ContactID, Purpose: in.Purpose, Given: in.Given, Via: in.Via,
		Wording: in.Wording, At: now.From(ctx)}
	err := s.edit(ctx, customerID, func(ctx context.Context, tx bun.Tx, actor *org.Actor, of *Customer) error {
		if err := s.checkContact(ctx, tx, customerID, in.ContactID); err != nil {
			return err
		}
		last, err := lastConsent(ctx, tx, customerID, in.Purpose)
		if err != nil {
			return err
		}
		if last != nil && last.Given == in.Given || last == nil && !in.Given {
			return fault.New(fault.Conflict, "这项同意现在就是这样，没有变化。", "This consent is as you say already; nothing changes.")
		}
		c.ByID, c.ByName = actedBy(ctx)
		if _, err := tx.NewInsert().Model(c).Exec(ctx); err != nil {
			return err
		}
		return s.wrote(ctx, actor, "consent.recorded", customerID, of.Name, differences(&Consent{}, c))
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

func (in *NewConsent) valid() error {
	in.Wording = strings.TrimSpace(in.Wording)
	switch {
	case !slices.ContainsFunc(Purposes, func(p Purpose) bool { return p.Code == in.Purpose }):
		return fault.Bad("purpose", "没有 %s 这种用途。", "There is no purpose %s.", in.Purpose)
	case !slices.Contains(consentVias, in.Via):
		return fault.Bad("via", "请写明客户是怎样表示的。", "Please say how the customer said so.")
	case in.Wording == "":
		return fault.Bad("wording", "请写明问了什么，或凭据在哪里。", "Please say what was asked, or where it stands.")
	}
	return nil
}

func (s *Service) checkContact(ctx context.Context, tx bun.Tx, customerID, contactID string) error {
	if contactID == "" {
		return nil
	}
	if err := store.CheckIDs("contactId", contactID); err != nil {
		return err
	}
	known, err := tx.NewSelect().Model((*Contact)(nil)).Where("id = ? AND customer_id = ?", contactID, customerID).Exists(ctx)
	if err == nil && !known {
		return fault.Bad("contactId", "这位联系人不属于所选客户。", "This contact does not belong to the chosen customer.")
	}
	return err
}

// lastConsent is what a customer last said of a purpose; nil when nothing.
func lastConsent(ctx context.Context, db bun.IDB, customerID, purpose string) (*Consent, error) {
	var list []Consent
	err := db.NewSelect().Model(&list).Where("customer_id = ? AND purpose = ?", customerID, purpose).OrderExpr("at DESC, id DESC").Limit(1).Scan(ctx)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

// Agreed tells whether a customer agrees to a purpose now. Who was never asked does not. The caller answers for the
// permission.
func (s *Service) Agreed(ctx context.Context, customerID, purpose string) (bool, error) {
	last, err := lastConsent(ctx, s.db.Read(ctx), customerID, purpose)
	return last != nil && last.Given, err
}

// Consents gives what a customer has agreed to, and how it came. It needs customer.read.
func (s *Service) Consents(ctx context.Context, customerID string) (*Consents, error) {
	actor, err := org.Need(ctx, org.CustomerRead)
	if err != nil {
		return nil, err
	}
	db := s.db.Read(ctx)
	known, err := Visible(db.NewSelect().Model((*Customer)(nil)), actor).Where("customer.id = ?", customerID).Exists(ctx)
	if err == nil && !known {
		err = errNone()
	}
	if err != nil {
		return nil, err
	}
	all := &Consents{Ledger: []Consent{}}
	if err := db.NewSelect().Model(&all.Ledger).Where("customer_id = ?", customerID).OrderExpr("at DESC, id DESC").Limit(historyMost).Scan(ctx); err != nil {
		return nil, err
	}
	for _, p := range Purposes {
		state := PurposeState{Purpose: p}
		if i := slices.IndexFunc(all.Ledger, func(c Consent) bool { return c.Purpose == p.Code }); i >= 0 {
			state.Given, state.Since = all.Ledger[i].Given, &all.Ledger[i].At
		}
		all.Purposes = append(all.Purposes, state)
	}
	return all, nil
}
