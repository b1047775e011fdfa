package ticket

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Intake is a customer's matter as it comes in, through any channel.
type Intake struct {
	Kind         string            `json:"kind"`
	Subject      string            `json:"subject"`
	Description  string            `json:"description"`
	Channel      string            `json:"channel"`
	CustomerID   string            `json:"customerId,omitempty"`
	ContactID    string            `json:"contactId,omitempty"`
	ContactName  string            `json:"contactName,omitempty"`
	ContactPhone string            `json:"contactPhone,omitempty"`
	TerminalID   string            `json:"terminalId,omitempty"`
	SiteID       string            `json:"siteId,omitempty"`
	Category     string            `json:"category,omitempty"`
	Priority     string            `json:"priority,omitempty"`
	AboutID      string            `json:"aboutId,omitempty" doc:"The ticket that this one is about, as a complaint is."`
	Details      map[string]string `json:"details,omitempty" doc:"The fields that the kind asks for. When any is given, the required ones must be; otherwise they are owed before resolution."`
}

const (
	subjectMost = 200
	textMost    = 20000
)

// File makes a ticket of what came in. Its owner is the person of first contact: who files it. It needs
// ticket.create, and what it is about must be seen. With an idempotency key a repeated call gives the ticket of the
// first one; the same key with another content is a Conflict.
func (s *Service) File(ctx context.Context, in Intake, key string) (*Ticket, error) {
	w, err := s.fileMine(ctx, in, key)
	if err != nil {
		return nil, err
	}
	return w.t, nil
}

// fileMine is File for who looks at the whole ticket afterwards.
func (s *Service) fileMine(ctx context.Context, in Intake, key string) (*work, error) {
	actor, err := org.Need(ctx, org.TicketCreate)
	if err != nil {
		return nil, err
	}
	from := origin{owner: actor.StaffID, unit: actor.UnitID, createdBy: actor.StaffID}
	if in.AboutID != "" {
		from.also = func(w *work, tx bun.Tx) error { return s.tieTo(w, tx, in.AboutID) }
	}
	return s.file(ctx, in, from, once{actor: actor.StaffID, key: key})
}

// origin says who is to own a new ticket and where it came from.
type origin struct {
	owner, unit, createdBy string
	source, externalID     string
	number                 string                         // taken beforehand
	who                    string                         // the name on the event when no staff member files it
	also                   func(w *work, tx bun.Tx) error // what else belongs to the filing
	placed                 bool                           // customer and terminal stand on another ticket already, and need no look at who may choose them
}

// once makes a call safe to repeat: who calls, under which key, and what (its SHA-256).
type once struct{ actor, key, request string }

type idempotency struct {
	bun.BaseModel `bun:"table:idempotency"`

	Actor    string `bun:",pk"`
	Key      string `bun:",pk"`
	Request  string
	TicketID string
	EventSeq int // what a reply, note or macro wrote; 0 of a new ticket
	At       time.Time
}

func (s *Service) file(ctx context.Context, in Intake, from origin, o once) (*work, error) {
	sum := sha256.Sum256(must(json.Marshal(in)))
	o.request = hex.EncodeToString(sum[:])
	number, err := s.numbers.take(ctx, s.db)
	if err != nil {
		return nil, err
	}
	from.number = number
	var w *work
	var refused error // before the commit, of which nobody knows whether it has happened when it fails
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		w, refused = s.fileNew(ctx, tx, in, from, o)
		return refused
	})
	if err == nil {
		w.ctx = ctx // the transaction is over
		return w, nil
	}
	if refused != nil {
		s.numbers.giveBack(number)
	}
	if o.key == "" || store.Unreachable(err) {
		return nil, err
	}
	// The first call was filed perhaps, and this one only fails for what has changed since.
	if before, found := s.filedBefore(ctx, o); before != nil || found != nil {
		return before, found
	}
	return nil, err
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// filedBefore gives the ticket that this call has made already; nil when it has made none.
func (s *Service) filedBefore(ctx context.Context, o once) (*work, error) {
	row := idempotency{Actor: o.actor, Key: o.key}
	err := s.db.Read(ctx).NewSelect().Model(&row).WherePK().Scan(ctx)
	if store.None(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if row.Request != o.request {
		return nil, errKeyUsed()
	}
	return s.load(ctx, row.TicketID, false)
}

func (s *Service) fileNew(ctx context.Context, tx bun.Tx, in Intake, from origin, o once) (*work, error) {
	w, err := s.newWork(ctx)
	if err != nil {
		return nil, err
	}
	if err := w.checkIntake(&in); err != nil {
		return nil, err
	}
	choose := s.customers.Choose
	if from.placed {
		choose = s.customers.Place
	}
	place, err := choose(ctx, in.CustomerID, in.ContactID, in.TerminalID, in.SiteID)
	if err != nil {
		return nil, err
	}
	w.t, w.isNew, w.who = newTicket(w, in, from), true, from.who
	w.setPlace(place)
	w.decidePolicy()
	if w.t.Number == "" {
		if w.t.Number, err = nextNumber(ctx, tx, w.at); err != nil {
			return nil, err
		}
	}
	if w.t.Code, err = queryCode(ctx); err != nil {
		return nil, err
	}
	w.layChain()
	if err := w.begin(); err != nil {
		return nil, err
	}
	if from.also != nil {
		if err := from.also(w, tx); err != nil {
			return nil, err
		}
	}
	if o.key == "" {
		return w, w.save(tx)
	}
	row := tx.NewInsert().Model(&idempotency{Actor: o.actor, Key: o.key, Request: o.request, TicketID: w.t.ID, At: w.at})
	if from.createdBy == "" {
		return w, w.save(tx, row)
	}
	draft := draftAt{from.createdBy, draftIntake, o.key}
	store.After(ctx, func() { s.draftChanged(draft) })
	return w, w.save(tx, row, tx.NewDelete().Model((*Draft)(nil)).Where(draft.whole(), draft.args()...))
}

func newTicket(w *work, in Intake, from origin) *Ticket {
	return &Ticket{ID: w.newID(), Number: from.number, Source: cmp.Or(from.source, "xingfu"), ExternalID: from.externalID, Kind: in.Kind,
		Category: in.Category, Subject: in.Subject, Description: in.Description, Channel: in.Channel, Details: in.Details, Status: Open,
		Priority: in.Priority, ContactName: in.ContactName, ContactPhone: in.ContactPhone, OwnerID: from.owner, OwnerUnitID: from.unit,
		CreatedBy: from.createdBy, CreatedAt: w.at, UpdatedAt: w.at, DueAt: never}
}

// begin tells the first event and sets the ticket's promises going. Who talks to the customer while
// filing has answered him.
func (w *work) begin() error {
	w.event("ticket.created", Public, nil, Data{"channel": w.t.Channel, "kind": w.t.Kind, "subject": w.t.Subject})
	if err := w.start(Respond, nil); err != nil {
		return err
	}
	if w.actor != nil && (w.t.Channel == "phone" || w.t.Channel == "visit") {
		if err := w.stop(Respond, nil, false); err != nil {
			return err
		}
	}
	return w.start(Resolve, nil)
}

func (w *work) checkIntake(in *Intake) error {
	in.Subject, in.Description = strings.TrimSpace(in.Subject), strings.TrimSpace(in.Description)
	switch {
	case in.Subject == "":
		return fault.Bad("subject", "请填写主题。", "Please give a subject.")
	case len([]rune(in.Subject)) > subjectMost:
		return fault.Bad("subject", "主题最多 %d 个字，其余请写在描述里。", "A subject has at most %d characters; put the rest into the description.", subjectMost)
	case in.Description == "":
		return fault.Bad("description", "请填写描述。", "Please describe the matter.")
	}
	if err := checkLength("description", in.Description); err != nil {
		return err
	}
	if err := checkPhone("contactPhone", in.ContactPhone, staffDigits); err != nil {
		return err
	}
	kind, ok := find(w.book.Kinds, in.Kind)
	if !ok {
		return oneOf("kind", "类型", "The kind", codes(w.book.Kinds))
	}
	if _, ok := find(Channels, in.Channel); !ok {
		return oneOf("channel", "渠道", "The channel", codes(Channels))
	}
	if in.Priority == "" {
		in.Priority = usualPriority(in.Kind)
	}
	if err := w.checkPriority(in.Priority); err != nil {
		return err
	}
	if err := w.checkCategory(in.Kind, in.Category); err != nil {
		return err
	}
	if len(in.Details) == 0 {
		in.Details = map[string]string{}
		return nil
	}
	return checkDetails(kind, in.Details)
}

// checkLength keeps a text within what people read.
func checkLength(field, text string) error {
	if utf8.RuneCountInString(text) > textMost {
		return fault.Bad(field, "最多 %d 个字。", "At most %d characters.", textMost)
	}
	return nil
}

func usualPriority(kind string) string {
	if kind == "emergency" {
		return "urgent"
	}
	return "normal"
}

func (w *work) checkPriority(priority string) error {
	if _, ok := find(Priorities, priority); !ok {
		return oneOf("priority", "优先级", "The priority", codes(Priorities))
	}
	return nil
}

func (w *work) checkCategory(kind, category string) error {
	if category == "" {
		return nil
	}
	if c, ok := find(w.book.Categories, category); !ok || c.Kind != kind {
		return fault.Bad("category", "这类工单没有 %s 这个类别。", "There is no category %s for this kind.", category)
	}
	return nil
}

// checkDetails names every field of the kind that is wrong or missing at once.
func checkDetails(kind Kind, details map[string]string) error {
	var wrong []fault.Field
	for name, value := range details {
		field, ok := find(kind.Fields, name)
		if !ok {
			return fault.Bad("details."+name, "这类工单没有 %s 这一项。", "This kind has no field %s.", name)
		}
		value, err := checkDetail(field, strings.TrimSpace(value))
		if err != nil {
			return err
		}
		details[name] = value
	}
	for _, name := range missing(kind, details) {
		field, _ := find(kind.Fields, name)
		wrong = append(wrong, fault.Field{Name: "details." + name, Text: fault.Bad("", "请填写%[1]s。", "Please fill in: %[2]s.", field.Zh, field.En).Text})
	}
	if len(wrong) == 0 {
		return nil
	}
	return &fault.Error{Code: fault.Invalid, Field: wrong[0].Name, Text: wrong[0].Text, Fields: wrong[1:]}
}

// checkDetail gives what is kept of the answer to a field.
func checkDetail(field Field, value string) (string, error) {
	name := "details." + field.Code
	switch {
	case value == "":
	case field.Type == "choice" && !slices.Contains(codes(field.Options), value):
		return "", oneOf(name, field.Zh, field.En, codes(field.Options))
	case field.Type == "phone":
		return value, checkPhone(name, value, staffDigits)
	case field.Type == "datetime":
		at, err := time.Parse(time.RFC3339, value)
		if err != nil {
			return "", fault.Bad(name, "%[1]s应写成日期和时间，例如 2026-11-23T08:00:00+08:00。", "%[2]s: write a date and time such as 2026-11-23T08:00:00+08:00.", field.Zh, field.En)
		}
		return at.Format(time.RFC3339), nil
	}
	return value, nil
}

// oneOf says which codes a field takes.
func oneOf(field, zh, en string, list []string) error {
	return fault.Bad(field, "%[1]s只能是 %[2]s 之一。", "%[3]s is one of %[4]s.", zh, strings.Join(list, "、"), en, strings.Join(list, ", "))
}

// missing gives the required fields of the kind that are not answered.
func missing(kind Kind, details map[string]string) []string {
	list := []string{}
	for _, field := range kind.Fields {
		if field.Required && details[field.Code] == "" {
			list = append(list, field.Code)
		}
	}
	return list
}

// layChain gives the ticket the links of its product's chain and finds who answers for each.
func (w *work) layChain() {
	chain := w.book.chainOf(w.t.Product)
	w.t.Chain = chain.Code
	serving := w.servingUnit()
	for i, code := range chain.Links {
		w.links = append(w.links, &Link{TicketID: w.t.ID, Link: code, Position: i, State: Unknown, UnitID: w.tree.AnswersFor(code, serving), mark: added})
	}
}

func (w *work) decidePolicy() {
	policy, why := w.book.policyFor(w.t.matter(), w.tree.Above(w.servingUnit()))
	if policy != nil {
		w.t.Policy, w.t.PolicyWhy = policy.Code, why
	}
}

// codeLetters leaves out what is misheard or misread: 0 O, 1 I L.
const codeLetters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

// queryCode draws the four characters that a customer says together with the number.
func queryCode(ctx context.Context) (string, error) {
	code := make([]byte, 4)
	random := store.RandomOf(ctx)
	for i := 0; i < len(code); {
		var b [1]byte
		if _, err := random.Read(b[:]); err != nil {
			return "", err
		}
		if n := int(b[0]); n < 256/len(codeLetters)*len(codeLetters) { // no letter likelier than another
			code[i] = codeLetters[n%len(codeLetters)]
			i++
		}
	}
	return string(code), nil
}
