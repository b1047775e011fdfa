package ticket

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/personal"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Report is a matter that a customer files himself, without an account. Numbers that he gives find out
// who he is; nothing of what they find is shown to him.
type Report struct {
	Intake
	TerminalNumber string
	Address        string // the network address that it comes from; empty: not limited
}

// unknownTerminal stands before a number under which no terminal is known.
var unknownTerminal = lang.T("未登记的终端号码：", "Terminal number that is not on record: ")

const (
	reportsFree   = 10 // reports from one address in a window that cost no waiting
	reportsWindow = 10 * time.Minute
)

// FileReport makes a ticket of a customer's report. Its owner is the front desk that serves him. A
// repeated call with the same key gives the ticket of the first one; the same key with another content
// is a Conflict. Too many reports from one address in a short time are TooMany. Anyone may report.
func (s *Service) FileReport(ctx context.Context, r Report, key string) (*Ticket, error) {
	ctx = program(ctx)
	if r.Address == "" {
		return s.fileReport(ctx, r, key)
	}
	known, err := s.Filed(ctx, key)
	if err != nil {
		return nil, err
	}
	if known != nil {
		return s.fileReport(ctx, r, key)
	}
	window := now.From(ctx).Truncate(reportsWindow).Format("20060102T1504")
	limit := org.Limit{Name: "report-from:" + r.Address + "@" + window, Free: reportsFree}
	if err := s.throttle.Allow(ctx, limit); fault.Is(err, fault.TooMany) {
		return nil, fault.New(fault.TooMany, "从您这个网络提交的内容太多了，请过几分钟再提交；着急的话，请直接拨打服务热线。",
			"Too much has been sent from your network. Please wait a few minutes, or call the hotline if it is urgent.")
	} else if err != nil {
		return nil, err
	}
	t, err := s.fileReport(ctx, r, key)
	if err != nil {
		return nil, err
	}
	return t, s.throttle.Failed(ctx, limit)
}

// Filed gives the ticket that a customer's report with this key has made; nil when there is none.
func (s *Service) Filed(ctx context.Context, key string) (*Ticket, error) {
	t := &Ticket{}
	err := s.db.Read(ctx).NewSelect().Model(t).
		Where("id = (SELECT ticket_id FROM idempotency WHERE actor = ? AND key = ?)", customerActor, key).Scan(ctx)
	if store.None(err) {
		return nil, nil
	}
	return t, err
}

// customerActor is under whom the idempotency keys of customers are kept.
const customerActor = "customer"

func (s *Service) fileReport(ctx context.Context, r Report, key string) (*Ticket, error) {
	if strings.TrimSpace(r.ContactPhone) == "" && r.Kind != "abuse" && r.Kind != "suggestion" {
		return nil, fault.Bad("contactPhone", "请填写联系电话，我们好给您回话。", "Please give a phone number so that we can call you back.")
	}
	if err := checkPhone("contactPhone", r.ContactPhone, customerDigits); err != nil {
		return nil, err
	}
	place, err := s.customers.Match(ctx, r.ContactPhone, r.TerminalNumber)
	if err != nil {
		return nil, err
	}
	unit := ""
	if place.Customer != nil {
		r.CustomerID, unit = place.Customer.ID, place.Customer.UnitID
	}
	if place.Contact != nil {
		r.ContactID = place.Contact.ID
	}
	if place.Terminal != nil {
		r.TerminalID = place.Terminal.ID
	} else if number := strings.TrimSpace(r.TerminalNumber); number != "" && strings.TrimSpace(r.Description) != "" {
		r.Description += "\n\n" + unknownTerminal.In(lang.Of(ctx)) + number // a person must look
	}
	owner, err := s.deskFor(ctx, unit)
	if err != nil {
		return nil, err
	}
	name := r.ContactName
	if name == "" {
		name = r.ContactPhone
	}
	w, err := s.file(ctx, r.Intake, origin{owner: owner.ID, unit: owner.UnitID, who: name}, once{actor: customerActor, key: key})
	if err != nil {
		return nil, err
	}
	return w.t, nil
}

// A phone number has at least so many digits: one that a customer can be called under, and one that staff may
// note, such as an extension.
const (
	customerDigits = 5
	staffDigits    = 3
)

// checkPhone refuses what nobody could dial; ITU-T E.164 has at most 15 digits, and extensions come on top.
func checkPhone(field, phone string, least int) error {
	digits := 0
	for _, r := range phone {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	if personal.IsMasked(phone) {
		return fault.Bad(field, "这里是掩码后的号码，不能保存。请填写完整号码，或保持原样不改。",
			"This number is masked and cannot be kept. Give it in full, or leave it unchanged.")
	}
	if strings.TrimSpace(phone) != "" && (digits < least || digits > 20) {
		return fault.Bad(field, "这个电话号码不完整，请填写能打通的号码。", "This phone number is not complete. Please give one that can be called.")
	}
	return nil
}

// Catalogue gives the kinds, fields, categories and names that a customer chooses from. Anyone may read it.
func (s *Service) Catalogue(ctx context.Context) (*Catalogue, error) {
	book, err := s.rulebook(ctx)
	if err != nil {
		return nil, err
	}
	return &book.Catalogue, nil
}

// Expect gives what would be promised to somebody unknown who reports a matter of this kind now: by when
// he is answered and by when it is done. Both are zero where nothing is promised.
func (s *Service) Expect(ctx context.Context, kind string) (answered, done time.Time, err error) {
	w, err := s.newWork(program(ctx))
	if err != nil {
		return answered, done, err
	}
	w.t = &Ticket{Kind: kind, Priority: usualPriority(kind), Tier: "standard"}
	w.decidePolicy()
	for _, kind := range []PromiseKind{Respond, Resolve} {
		if err := w.start(kind, nil); err != nil {
			return answered, done, err
		}
	}
	if len(w.promises) == 2 {
		answered, done = w.promises[0].DueAt, w.promises[1].DueAt
	}
	return answered, done, nil
}

// Followed is a ticket as its customer may see it.
type Followed struct {
	Ticket   *Ticket
	Category string
	Unit     string    // the unit of the person who owns it
	Where    []Part    // the links that units are looking at now, and those already found in order
	AnswerBy time.Time // by when he is promised a first answer; zero once he has it
	DueAt    time.Time
	Paused   string // why the time stands still, a reason's code
	Said     []Event
	Files    []*Attachment // those that he may see, oldest first
	UrgeAt   time.Time     // when he may urge again; zero: now
	Under    *Followed     // where a merged ticket goes on; only its status is to be told when OtherOne
	OtherOne bool          // the ticket that it goes on with is another customer's
	Rules    Rules
	Names    *Catalogue
}

// Stands is where the matter stands: of a merged ticket, where the one stands that it goes on with.
func (f *Followed) Stands() Status {
	if f.Under != nil {
		return f.Under.Ticket.Status
	}
	return f.Ticket.Status
}

// Part is a link of the chain in the customer's view.
type Part struct {
	Link  string
	State string
	Busy  bool // a unit is looking at it
}

// Track gives a ticket to whoever knows its number and code. Guessing is throttled per ticket and per
// address; a wrong pair is NotFound, too many are TooMany.
func (s *Service) Track(ctx context.Context, number, code, address string) (*Followed, error) {
	w, err := s.open(ctx, number, code, address)
	if err != nil {
		return nil, err
	}
	return w.followed()
}

func (w *work) followed() (*Followed, error) {
	f := &Followed{Ticket: w.t, Unit: w.tree.Name(w.t.OwnerUnitID), Names: &w.book.Catalogue, Rules: w.rules()}
	busy := map[string]bool{}
	for _, h := range w.openHandoffs() {
		for _, link := range h.Links {
			busy[link] = true
		}
	}
	for _, l := range w.links {
		f.Where = append(f.Where, Part{l.Link, l.State, busy[l.Link]})
	}
	if p := w.promise(Resolve, nil); p != nil && p.IsOpen() {
		f.DueAt, f.Paused = p.DueAt, p.Reason
	}
	if p := w.promise(Respond, nil); p != nil && p.State == Running {
		f.AnswerBy = p.DueAt
	}
	if wait := w.t.CustomerUrgedAt.Add(w.urgeGap()); !w.t.CustomerUrgedAt.IsZero() && wait.After(w.at) {
		f.UrgeAt = wait
	}
	files, err := w.publicFiles()
	if err != nil {
		return nil, err
	}
	f.Files = files
	err = w.s.db.Read(w.ctx).NewSelect().Model(&f.Said).Where("ticket_id = ? AND audience = 'public'", w.t.ID).OrderExpr("seq").Scan(w.ctx)
	if err == nil && w.t.Status == Merged {
		err = w.followUnder(f)
	}
	return f, err
}

// saidUnder are the events of the ticket that goes on which the customer of a merged one should know too.
var saidUnder = []string{"reply", "ticket.resolved", "ticket.confirmed", "ticket.reopened", "ticket.closed"}

// followUnder adds how the matter stands at the ticket that it goes on with. Of another customer's ticket
// nothing is handed on but the status.
func (w *work) followUnder(f *Followed) error {
	root, err := w.root()
	if err != nil {
		return err
	}
	if f.OtherOne = !w.t.sameCustomer(root); f.OtherOne {
		f.Under = &Followed{Ticket: &Ticket{Status: root.Status, Kind: w.t.Kind}}
		return nil
	}
	under, err := w.s.load(program(w.ctx), root.ID, false)
	if err != nil {
		return err
	}
	if f.Under, err = under.followed(); err != nil {
		return err
	}
	since := w.mergedInto().At
	for _, e := range f.Under.Said {
		if e.At.After(since) && slices.Contains(saidUnder, e.Kind) {
			f.Said = append(f.Said, e)
		}
	}
	slices.SortStableFunc(f.Said, func(a, b Event) int { return a.At.Compare(b.At) })
	return nil
}

func (w *work) urgeGap() time.Duration { return time.Duration(w.rules().UrgeMinutes) * time.Minute }

// open reads a ticket for somebody who says its number and code.
func (s *Service) open(ctx context.Context, number, code, address string) (*work, error) {
	number, code = strings.TrimSpace(number), strings.ToUpper(strings.TrimSpace(code))
	limits := []org.Limit{{Name: "code:" + number, Free: 5}, {Name: "code-from:" + address, Free: 20}}
	if err := s.throttle.Allow(ctx, limits...); err != nil {
		return nil, err
	}
	w, err := s.load(program(ctx), number, false)
	if err == nil && !store.IsID(number) && org.SameToken(w.t.Code, code) {
		return w, nil
	}
	if err != nil && !fault.Is(err, fault.NotFound) {
		return nil, err
	}
	if err := s.throttle.Failed(ctx, limits...); err != nil {
		return nil, err
	}
	return nil, fault.New(fault.NotFound, "工单号或查询码不对，请核对后再试；也可以拨打服务热线查询。", "The ticket number or the code is wrong. Please check both, or call the hotline.")
}

// asCustomer runs f on a ticket in the name of its customer.
func (s *Service) asCustomer(ctx context.Context, number, code, address string, f func(w *work) error) (*Followed, error) {
	seen, err := s.open(ctx, number, code, address)
	if err != nil {
		return nil, err
	}
	w, err := s.change(program(ctx), seen.t.ID, func(w *work) error {
		w.touched, w.who = true, w.t.customerName()
		return f(w)
	})
	if err != nil {
		return nil, err
	}
	return w.followed()
}

// customerName is under which name the customer acts: his own or, as long as nobody has asked for it, his number.
func (t *Ticket) customerName() string { return cmp.Or(t.ContactName, t.ContactPhone) }

// Say adds what the customer writes to his ticket. A clock that waits for him goes on.
func (s *Service) Say(ctx context.Context, number, code, address, text string) (*Followed, error) {
	return s.SayOnce(ctx, number, code, address, text, "")
}

// SayOnce is Say made safe to repeat: a call with the key of an earlier one adds nothing.
func (s *Service) SayOnce(ctx context.Context, number, code, address, text, key string) (*Followed, error) {
	text, err := checkText(text)
	if err != nil {
		return nil, err
	}
	return s.asCustomer(ctx, number, code, address, func(w *work) error {
		said, err := w.saidBefore(key)
		if said || err != nil {
			w.touched = false
			return err
		}
		if err := w.hears(); err != nil {
			return err
		}
		data := Data{"text": text}
		if key != "" {
			data["key"] = key
		}
		w.event("message", Public, nil, data)
		w.tellOwner("message", nil)
		return w.heard()
	})
}

// saidBefore tells whether the customer's message with this key is on the ticket already.
func (w *work) saidBefore(key string) (bool, error) {
	if key == "" {
		return false, nil
	}
	var said []Event
	err := w.s.db.Read(w.ctx).NewSelect().Model(&said).Where("ticket_id = ? AND kind = 'message'", w.t.ID).Scan(w.ctx)
	return slices.ContainsFunc(said, func(e Event) bool { return e.Data["key"] == key }), err
}

// Hurry lets the customer urge. It is counted and told to the owner; a Conflict when he has urged less
// than the rule's interval ago.
func (s *Service) Hurry(ctx context.Context, number, code, address string) (*Followed, error) {
	return s.asCustomer(ctx, number, code, address, func(w *work) error {
		root, err := w.root()
		if err != nil {
			return err
		}
		if root.Status != Open && root.Status != Handed {
			return not("这件事已处理完毕，不用再催。", "This matter is done; there is nothing to urge.")
		}
		if wait := w.urgeGap() - w.at.Sub(w.t.CustomerUrgedAt); !w.t.CustomerUrgedAt.IsZero() && wait > 0 {
			return not("您的催办已经收到，请在 %d 分钟后再催。", "We have noted that you are waiting. You can urge again in %d minutes.", int(wait.Minutes())+1)
		}
		w.t.CustomerUrges++
		w.t.CustomerUrgedAt, w.t.Urged = w.at, true
		w.event("customer.urged", Public, nil, Data{"count": w.t.CustomerUrges})
		w.tellOwner("customer.urged", nil)
		return nil
	})
}

// Answer notes the customer's own answer to the repair: it is mended, or it is not.
func (s *Service) Answer(ctx context.Context, number, code, address string, mended bool, note string) (*Followed, error) {
	return s.asCustomer(ctx, number, code, address, func(w *work) error {
		if err := w.awaitsCustomer(); err != nil {
			return err
		}
		outcome := OutcomeRefused
		if mended {
			outcome = OutcomeConfirmed
		}
		if err := w.callBack(outcome, strings.TrimSpace(note), "portal"); err != nil {
			return err
		}
		w.tellOwner("callback."+outcome, nil)
		return nil
	})
}

// Rate notes the customer's judgement, 1 to 5, once the matter is confirmed; the last one counts.
func (s *Service) Rate(ctx context.Context, number, code, address string, score int, comment string) (*Followed, error) {
	if score < 1 || score > 5 {
		return nil, fault.Bad("score", "请选择 1 至 5 分。", "Please choose 1 to 5.")
	}
	return s.asCustomer(ctx, number, code, address, func(w *work) error {
		if w.t.Status != Confirmed && w.t.Status != Closed {
			return not("事情办完之后才能评价。", "You can rate it once the matter is done.")
		}
		w.t.Rating, w.t.RatingComment, w.t.RatedAt = score, strings.TrimSpace(comment), w.at
		w.event("rating.given", Public, nil, Data{"score": score, "comment": w.t.RatingComment})
		w.tellOwner("rating.given", nil)
		return nil
	})
}
