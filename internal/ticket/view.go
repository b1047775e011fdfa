package ticket

import (
	"context"
	"strings"
	"time"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/personal"
)

// PromiseBrief is a promise as lists show it.
type PromiseBrief struct {
	Kind        PromiseKind  `json:"kind"`
	State       PromiseState `json:"state"`
	StartedAt   time.Time    `json:"startedAt"`
	DueAt       *time.Time   `json:"dueAt"`
	WarnAt      *time.Time   `json:"warnAt"`
	Percent     float64      `json:"percent" doc:"Working time used, in percent of the target; may exceed 100."`
	LeftMinutes int          `json:"leftMinutes" doc:"Working time left; negative when overdrawn."`
	PauseReason string       `json:"pauseReason,omitempty"`
	ResumeAt    *time.Time   `json:"resumeAt,omitempty"`
	Working     bool         `json:"working" doc:"Counted in working hours, not around the clock."`
}

// PromiseView is one clock with all that is known of it.
type PromiseView struct {
	PromiseBrief
	ID             string     `json:"id"`
	HandoffID      *string    `json:"handoffId"`
	Unit           string     `json:"unit"`
	Policy         string     `json:"policy"`
	Calendar       string     `json:"calendar"`
	TargetMinutes  int        `json:"targetMinutes"`
	ElapsedMinutes int        `json:"elapsedMinutes"`
	WarnPercent    int        `json:"warnPercent"`
	Note           string     `json:"note"`
	WarnedAt       *time.Time `json:"warnedAt"`
	BreachedAt     *time.Time `json:"breachedAt"`
	StoppedAt      *time.Time `json:"stoppedAt"`
	UncoveredYears []int      `json:"uncoveredYears" doc:"Years that the clock runs through without a published holiday list: plain weekdays were counted."`
}

func optional(t time.Time) *time.Time {
	if t.IsZero() || t.Equal(never) {
		return nil
	}
	return &t
}

func (b *rulebook) brief(p *Promise, at time.Time) PromiseBrief {
	calendar := b.calendars[p.Calendar]
	reading := p.clock(calendar).Read(at)
	return PromiseBrief{Kind: p.Kind, State: p.State, StartedAt: p.StartedAt, DueAt: optional(p.DueAt), WarnAt: optional(p.WarnAt),
		Percent: float64(int(reading.Percent*10)) / 10, LeftMinutes: int(reading.Left.Minutes()), PauseReason: p.Reason, ResumeAt: optional(p.ResumeAt), Working: !calendar.AroundTheClock()}
}

func (w *work) promiseView(p *Promise) PromiseView {
	calendar := w.book.calendars[p.Calendar]
	v := PromiseView{PromiseBrief: w.book.brief(p, w.at), ID: p.ID, Unit: w.tree.Name(p.UnitID), Policy: p.Policy, Calendar: p.Calendar,
		TargetMinutes: int(p.TargetS / 60), WarnPercent: p.Warn, Note: p.Note, WarnedAt: optional(p.WarnedAt), BreachedAt: optional(p.BreachedAt),
		StoppedAt: optional(p.StoppedAt), UncoveredYears: []int{}}
	v.ElapsedMinutes = int(p.clock(calendar).Read(w.at).Elapsed.Minutes())
	if p.HandoffID != "" {
		v.HandoffID = &p.HandoffID
	}
	end := p.DueAt
	if end.IsZero() {
		end = w.at
	}
	if years := calendar.Uncovered(p.StartedAt, end); years != nil {
		v.UncoveredYears = years
	}
	return v
}

// RowView is a ticket in a list as the API shows it.
type RowView struct {
	ID             string        `json:"id"`
	Number         string        `json:"number"`
	Source         string        `json:"source"`
	Kind           string        `json:"kind"`
	Category       string        `json:"category"`
	Subject        string        `json:"subject"`
	Status         Status        `json:"status"`
	Priority       string        `json:"priority"`
	Tier           string        `json:"tier"`
	Product        string        `json:"product"`
	Customer       *org.Ref      `json:"customer"`
	TerminalNumber string        `json:"terminalNumber"`
	OwnerID        string        `json:"ownerId"`
	Owner          org.Ref       `json:"owner"`
	OwnerUnit      org.Ref       `json:"ownerUnit"`
	Where          []Place       `json:"where" doc:"The open handoffs: where the ticket is now."`
	Links          []LinkState   `json:"links" doc:"The chain in its order."`
	Tags           []string      `json:"tags"`
	MergedInto     *Into         `json:"mergedInto" doc:"Where a merged ticket goes on."`
	Promise        *PromiseBrief `json:"promise" doc:"The next promise to fall due."`
	Returns        int           `json:"returns"`
	Bounces        int           `json:"bounces"`
	Reopened       int           `json:"reopened"`
	Late           bool          `json:"late"`
	Urged          bool          `json:"urged" doc:"The customer has urged, and the desk has not reacted yet."`
	CreatedAt      time.Time     `json:"createdAt"`
	UpdatedAt      time.Time     `json:"updatedAt"`
	ClosedAt       *time.Time    `json:"closedAt"`
	Version        int64         `json:"version"`
}

func (b *rulebook) rowView(t *Ticket, tree *org.Tree, at time.Time) RowView {
	v := RowView{ID: t.ID, Number: t.Number, Source: t.Source, Kind: t.Kind, Category: t.Category, Subject: t.Subject, Status: t.Status,
		Priority: t.Priority, Tier: t.Tier, Product: t.Product, OwnerID: t.OwnerID, OwnerUnit: org.Ref{ID: t.OwnerUnitID, Name: tree.Name(t.OwnerUnitID)},
		Where: b.places(t, at), Links: t.Strip, Urged: t.Urged, Returns: t.Returns, Bounces: t.Bounces, Reopened: t.Reopened, Late: t.Late,
		CreatedAt: t.CreatedAt, UpdatedAt: t.UpdatedAt, ClosedAt: optional(t.ClosedAt), Version: t.Version}
	if v.Tags = t.Tags; v.Tags == nil {
		v.Tags = []string{}
	}
	if v.Links == nil {
		v.Links = []LinkState{}
	}
	return v
}

func (s *Service) viewRows(ctx context.Context, rows []Row) ([]RowView, error) {
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return nil, err
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return nil, err
	}
	merged, err := s.mergedRefs(ctx, rows)
	if err != nil {
		return nil, err
	}
	views := make([]RowView, len(rows))
	for i := range rows {
		row := &rows[i]
		v := book.rowView(&row.Ticket, tree, now.From(ctx))
		v.Owner = org.Ref{ID: row.OwnerID, Name: row.OwnerName}
		v.TerminalNumber = row.TerminalNumber
		if into, ok := merged[row.ID]; ok {
			v.MergedInto = &into
		}
		if row.CustomerID != "" {
			v.Customer = &org.Ref{ID: row.CustomerID, Name: row.CustomerName}
		}
		if row.Due.ID != "" {
			brief := book.brief(&row.Due, now.From(ctx))
			v.Promise = &brief
		}
		views[i] = v
	}
	return views, nil
}

// View is a ticket with everything on it, as one person may see it.
type View struct {
	RowView
	Code           string             `json:"code" doc:"What the customer says together with the number to follow the ticket."`
	Description    string             `json:"description"`
	Channel        string             `json:"channel"`
	Details        map[string]string  `json:"details"`
	Missing        []string           `json:"missing" doc:"Required details that are not answered yet."`
	Contact        ContactView        `json:"contact"`
	CustomerDetail *CustomerBrief     `json:"customerDetail"`
	Terminal       *customer.Terminal `json:"terminal"`
	Site           *customer.Site     `json:"site"`
	OfferedTo      *org.Ref           `json:"offeredTo"`
	Policy         *PolicyHit         `json:"policy"`
	Promises       []PromiseView      `json:"promises"`
	Chain          ChainView          `json:"chain"`
	Handoffs       []HandoffView      `json:"handoffs"`
	Disputes       []DisputeView      `json:"disputes"`
	Attachments    []AttachmentView   `json:"attachments" doc:"The files, oldest first."`
	Related        []RelatedView      `json:"related" doc:"Tickets that have to do with this one."`
	Watchers       []Colleague        `json:"watchers" doc:"Who is told of what happens, beside those who have to do with it."`
	Watching       bool               `json:"watching" doc:"I am one of them."`
	CallBack       *CallBackView      `json:"callback"`
	Resolution     *ResolutionView    `json:"resolution"`
	Rating         *RatingView        `json:"rating"`
	Plea           string             `json:"plea" doc:"Why the customer holds the matter to be more urgent, while nobody has answered."`
	Escalation     string             `json:"escalation" doc:"Why it was brought before the supervisors, while none of them has answered."`
	Urges          int                `json:"urges" doc:"How often the customer has urged."`
	May            map[string]Lawful  `json:"may" doc:"What this person may do now, and why not."`

	phones []string // the fields of the template that are phones
}

// Conceal masks the phones among what the template asks for.
func (v *View) Conceal() {
	for _, name := range v.phones {
		if value := v.Details[name]; value != "" {
			v.Details[name] = personal.Number(value)
		}
	}
}

// ContactView is who to call about the ticket.
type ContactView struct {
	ID    string `json:"id,omitempty"`
	Name  string `json:"name"`
	Phone string `json:"phone" personal:"phone"`
}

// CustomerBrief is what the ticket page shows of the customer.
type CustomerBrief struct {
	ID          string             `json:"id"`
	Number      string             `json:"number"`
	Name        string             `json:"name"`
	Tier        string             `json:"tier"`
	Industry    string             `json:"industry"`
	Note        string             `json:"note"`
	NoteMust    bool               `json:"noteMust"`
	Contacts    []customer.Contact `json:"contacts"`
	OpenTickets int                `json:"openTickets"`
}

// PolicyHit is the policy that made the promises, and the conditions it matched by.
type PolicyHit struct {
	Code string      `json:"code"`
	Zh   string      `json:"zh"`
	En   string      `json:"en"`
	Why  []Condition `json:"why"`
	Unit *org.Ref    `json:"unit" doc:"The unit whose policy it is; null: it is for all."`
}

// ChainView is the chain picture.
type ChainView struct {
	Code  string     `json:"code"`
	Links []LinkView `json:"links"`
}

// LinkView is one link of the chain picture.
type LinkView struct {
	Link     string     `json:"link"`
	Zh       string     `json:"zh"`
	En       string     `json:"en"`
	State    string     `json:"state" enum:"unknown,suspect,cleared,faulty"`
	Unit     *org.Ref   `json:"unit" doc:"Who answers for it."`
	SetBy    string     `json:"setBy"`
	SetUnit  string     `json:"setUnit"`
	SetAt    *time.Time `json:"setAt"`
	Evidence string     `json:"evidence"`
	History  int        `json:"history" doc:"How often it was set."`
	Returns  int        `json:"returns"`
}

// CallBackView is how far the call-back is.
type CallBackView struct {
	Tries        int        `json:"tries"`
	Needed       int        `json:"needed"`
	NextAt       *time.Time `json:"nextAt"`
	Outcome      string     `json:"outcome" enum:",confirmed,refused,unreached"`
	ConfirmedVia string     `json:"confirmedVia"`
}

// ResolutionView is what was said at the end.
type ResolutionView struct {
	Cause   string    `json:"cause"`
	Link    string    `json:"link"`
	Summary string    `json:"summary"`
	By      string    `json:"by"`
	At      time.Time `json:"at"`
}

// RatingView is the customer's judgement.
type RatingView struct {
	Score   int       `json:"score"`
	Comment string    `json:"comment"`
	At      time.Time `json:"at"`
}

// Get gives a ticket with everything on it, by identifier or number. It needs ticket.read; NotFound
// hides what the acting person may not see.
func (s *Service) Get(ctx context.Context, id string) (*View, error) {
	if _, err := org.Need(ctx, org.TicketRead); err != nil {
		return nil, err
	}
	w, err := s.load(ctx, id, false)
	if err != nil {
		return nil, err
	}
	return w.view()
}

func (w *work) view() (*View, error) {
	t := w.t
	names, err := w.s.org.Names(w.ctx, w.people())
	if err != nil {
		return nil, err
	}
	v := &View{RowView: w.book.rowView(t, w.tree, w.at), Code: t.Code, Description: t.Description, Channel: t.Channel, Details: t.Details,
		Contact: ContactView{t.ContactID, t.ContactName, t.ContactPhone}, Plea: t.Plea, Escalation: t.Escalation, Urges: t.CustomerUrges, Promises: []PromiseView{},
		Handoffs: []HandoffView{}, Disputes: []DisputeView{}, May: w.lawful()}
	v.Owner = org.Ref{ID: t.OwnerID, Name: names[t.OwnerID]}
	if t.OfferedTo != "" {
		v.OfferedTo = &org.Ref{ID: t.OfferedTo, Name: names[t.OfferedTo]}
	}
	kind, _ := find(w.book.Kinds, t.Kind)
	v.Missing = missing(kind, t.Details)
	for _, f := range kind.Fields {
		if f.Type == "phone" {
			v.phones = append(v.phones, f.Code)
		}
	}
	if p := w.book.policy(t.Policy); p != nil {
		v.Policy = &PolicyHit{p.Code, p.Zh, p.En, t.PolicyWhy, w.tree.Ref(p.UnitID)}
	}
	for _, p := range w.promises {
		v.Promises = append(v.Promises, w.promiseView(p))
		if p.ID == t.DuePromiseID {
			brief := w.book.brief(p, w.at)
			v.Promise = &brief
		}
	}
	for _, h := range w.handoffs {
		v.Handoffs = append(v.Handoffs, w.handoffView(h, names))
	}
	for _, d := range w.disputes {
		v.Disputes = append(v.Disputes, w.disputeView(d, names))
	}
	files, err := w.attachments()
	if err != nil {
		return nil, err
	}
	v.Attachments = []AttachmentView{}
	for _, a := range files {
		v.Attachments = append(v.Attachments, attachmentView(a))
	}
	v.Chain = w.chainView()
	if err := w.viewPeople(v); err != nil {
		return nil, err
	}
	w.viewEnd(v, names)
	return v, w.viewPlace(v)
}

// people are all whose names stand on the ticket.
func (w *work) people() []string {
	ids := []string{w.t.OwnerID, w.t.OfferedTo, w.t.ResolvedBy}
	for _, h := range w.handoffs {
		ids = append(ids, h.AskedBy, h.AssigneeID)
	}
	for _, d := range w.disputes {
		ids = append(ids, d.DecidedBy)
	}
	var known []string
	for _, id := range ids {
		if id != "" {
			known = append(known, id)
		}
	}
	return known
}

func (w *work) chainView() ChainView {
	v := ChainView{Code: w.t.Chain, Links: make([]LinkView, len(w.links))}
	for i, l := range w.links {
		v.Links[i] = LinkView{Link: l.Link, Zh: w.book.LinkName(l.Link, lang.Chinese), En: w.book.LinkName(l.Link, lang.English), State: l.State,
			Unit: w.tree.Ref(l.UnitID), SetBy: l.SetBy, SetUnit: l.SetUnit, SetAt: optional(l.SetAt), Evidence: l.Evidence, History: l.TimesSet, Returns: l.Returns}
	}
	return v
}

func (w *work) viewEnd(v *View, names map[string]string) {
	t := w.t
	if !t.ResolvedAt.IsZero() && t.Cause != "" {
		v.Resolution = &ResolutionView{t.Cause, t.CauseLink, t.Summary, names[t.ResolvedBy], t.ResolvedAt}
		v.CallBack = &CallBackView{t.CallbackTries, w.rules().CallbackTries, optional(t.CallbackNextAt), t.CallbackOutcome, t.ConfirmedVia}
	}
	if t.Rating > 0 {
		v.Rating = &RatingView{t.Rating, t.RatingComment, t.RatedAt}
	}
}

func (w *work) viewPlace(v *View) error {
	t := w.t
	p, err := w.place, error(nil)
	if p == nil {
		p, err = w.s.customers.Place(w.ctx, t.CustomerID, "", t.TerminalID, t.SiteID)
	}
	if err != nil {
		return err
	}
	v.Terminal, v.Site = p.Terminal, p.Site
	if p.Terminal != nil {
		v.TerminalNumber = p.Terminal.Number
	}
	if p.Customer == nil {
		return nil
	}
	c := p.Customer
	v.Customer = &org.Ref{ID: c.ID, Name: c.Name}
	v.CustomerDetail = &CustomerBrief{ID: c.ID, Number: c.Number, Name: c.Name, Tier: c.Tier, Industry: c.Industry, Note: c.Note, NoteMust: c.NoteMust}
	if v.CustomerDetail.Contacts, err = w.s.customers.Contacts(w.ctx, c.ID); err != nil {
		return err
	}
	v.CustomerDetail.OpenTickets, err = w.s.openTickets(w.ctx, c.ID)
	return err
}

// openTickets counts a customer's tickets that have not ended and that the acting person may see.
func (s *Service) openTickets(ctx context.Context, customerID string) (int, error) {
	n, _, err := s.Count(ctx, Filter{Customer: customerID, Status: "active"})
	return n, err
}

// HandoffView is a handoff as the API shows it.
type HandoffView struct {
	ID           string            `json:"id"`
	TicketID     string            `json:"ticketId"`
	TicketNumber string            `json:"ticketNumber"`
	UnitID       string            `json:"unitId"`
	Unit         string            `json:"unit"`
	Status       HandoffStatus     `json:"status"`
	Links        []string          `json:"links"`
	Request      string            `json:"request"`
	Checklist    []Check           `json:"checklist"`
	AskedBy      Person            `json:"askedBy"`
	InvitedBy    *string           `json:"invitedBy" doc:"The unit that invited this one, when it was not the owner who asked."`
	Binding      bool              `json:"binding" doc:"Decided by a supervisor; cannot be returned."`
	Assignee     *org.Ref          `json:"assignee"`
	Result       string            `json:"result"`
	Skipped      string            `json:"skipped" doc:"Why items of the checklist were left undone."`
	ReturnReason string            `json:"returnReason"`
	ReturnText   string            `json:"returnText"`
	Urges        int               `json:"urges"`
	LastUrgedAt  *time.Time        `json:"lastUrgedAt"`
	Urged        bool              `json:"urged" doc:"Urged, and the unit has not reacted yet."`
	CreatedAt    time.Time         `json:"createdAt"`
	AcceptedAt   *time.Time        `json:"acceptedAt"`
	EndedAt      *time.Time        `json:"endedAt"`
	Accept       *PromiseBrief     `json:"accept"`
	Finish       *PromiseBrief     `json:"finish"`
	Version      int64             `json:"version"`
	May          map[string]Lawful `json:"may"`
}

// Person names somebody with his unit.
type Person struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Unit string `json:"unit"`
}

func (w *work) handoffView(h *Handoff, names map[string]string) HandoffView {
	v := HandoffView{ID: h.ID, TicketID: w.t.ID, TicketNumber: w.t.Number, UnitID: h.UnitID, Unit: w.tree.Name(h.UnitID), Status: h.Status,
		Links: h.Links, Request: h.Request, Checklist: h.Checklist, AskedBy: Person{h.AskedBy, names[h.AskedBy], w.tree.Name(h.AskedUnitID)},
		Binding: h.Binding, Result: h.Result, Skipped: h.Skipped, ReturnReason: h.ReturnReason, ReturnText: h.ReturnText, Urges: h.Urges, LastUrgedAt: optional(h.LastUrgedAt), Urged: h.Urged,
		CreatedAt: h.CreatedAt, AcceptedAt: optional(h.AcceptedAt), EndedAt: optional(h.EndedAt), Version: h.Version, May: w.lawfulHandoff(h)}
	if h.Invited {
		unit := w.tree.Name(h.AskedUnitID)
		v.InvitedBy = &unit
	}
	if h.AssigneeID != "" {
		v.Assignee = &org.Ref{ID: h.AssigneeID, Name: names[h.AssigneeID]}
	}
	if p := w.promise(Accept, h); p != nil {
		brief := w.book.brief(p, w.at)
		v.Accept = &brief
	}
	if p := w.promise(Finish, h); p != nil {
		brief := w.book.brief(p, w.at)
		v.Finish = &brief
	}
	return v
}

// EventView is an event as the API shows it.
type EventView struct {
	ID        string    `json:"id"`
	Seq       int       `json:"seq"`
	At        time.Time `json:"at"`
	Kind      string    `json:"kind"`
	Audience  string    `json:"audience" enum:"public,internal"`
	Actor     Actor     `json:"actor"`
	HandoffID *string   `json:"handoffId"`
	Data      Data      `json:"data"`
}

// Conceal masks the phones in what an edit has changed.
func (v *EventView) Conceal() {
	changes, _ := v.Data["changes"].(map[string]any) // as the database gives it
	for field, change := range changes {
		mask := personal.IfNumber
		if field == "contactPhone" {
			mask = personal.Number
		}
		both, _ := change.([]any)
		for i := range both {
			if text, ok := both[i].(string); ok && (field == "contactPhone" || strings.HasPrefix(field, "details.")) {
				both[i] = mask(text)
			}
		}
	}
}

// Actor is who did something; the id is null for the customer and for the program itself.
type Actor struct {
	ID   *string `json:"id"`
	Name string  `json:"name"`
	Unit string  `json:"unit"`
}

func eventView(e *Event) EventView {
	v := EventView{ID: e.ID, Seq: e.Seq, At: e.At, Kind: e.Kind, Audience: e.Audience, Actor: Actor{Name: e.Actor, Unit: e.Unit}, Data: e.Data}
	if e.ActorID != "" {
		v.Actor.ID = &e.ActorID
	}
	if e.HandoffID != "" {
		v.HandoffID = &e.HandoffID
	}
	return v
}

// Story gives a ticket's events after a sequence number, in their order. It needs ticket.read.
func (s *Service) Story(ctx context.Context, id string, after int) ([]Event, error) {
	w, err := s.load(ctx, id, false)
	if err != nil {
		return nil, err
	}
	var events []Event
	err = s.db.Prepared(ctx, s.db.Read(ctx).NewSelect().Model(&events).Where("ticket_id = ? AND seq > ?", w.t.ID, after).OrderExpr("seq")).Scan(ctx)
	return events, err
}
