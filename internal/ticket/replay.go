package ticket

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
	"github.com/xingfu/xingfu/internal/reason/eventlog"
)

// LogImport says how a log is replayed.
type LogImport struct {
	Source   string // the desk it comes from: its tickets are known by it
	Title    string // the name of the unit that stands for that desk
	DryRun   bool
	Progress func(done, all int)
}

// LogReport is what a replay has done, or would do.
type LogReport struct {
	Source   string      `json:"source"`
	DryRun   bool        `json:"dryRun"`
	Rows     int         `json:"rows"`
	Ignored  int         `json:"ignored"`
	Cases    int         `json:"cases"`
	Imported int         `json:"imported"`
	Known    int         `json:"known"`
	Events   int         `json:"events"`
	Handoffs int         `json:"handoffs"`
	Staff    int         `json:"staff"`
	Units    int         `json:"units"`
	Errors   []LogFailed `json:"errors"`
}

// LogFailed is a row or case that was left out.
type LogFailed struct {
	Line    int    `json:"line"`
	Case    string `json:"case,omitempty"`
	Column  string `json:"column,omitempty"`
	Value   string `json:"value,omitempty"`
	Message string `json:"message"`
}

// desk is another desk in this house: its units and people, who cannot log in.
type desk struct {
	LogImport
	s      *Service
	root   string
	units  map[string]string // by the group's name
	people map[string]*org.Actor
	report *LogReport
}

// ImportLog replays the cases of another desk as tickets, handoffs, clocks and events with their
// original times. Each case is one transaction; one that fails is reported by its line and leaves
// nothing. Cases that are here already are left as they are, so that it is safe to run again. A dry run
// does the same and takes it all back. It needs org.manage; the program itself may always.
func (s *Service) ImportLog(ctx context.Context, log *eventlog.Result, in LogImport) (*LogReport, error) {
	if _, err := org.NeedOrProgram(ctx, org.OrgManage); err != nil {
		return nil, err
	}
	d := &desk{LogImport: in, s: s, units: map[string]string{}, people: map[string]*org.Actor{},
		report: &LogReport{Source: in.Source, DryRun: in.DryRun, Rows: log.Rows, Ignored: log.Ignored, Cases: len(log.Cases), Errors: []LogFailed{}}}
	for _, e := range log.Errors {
		d.report.Errors = append(d.report.Errors, LogFailed{Line: e.Line, Column: e.Column, Value: e.Value, Message: e.Message})
	}
	if !in.DryRun {
		err := d.bringAll(ctx, log)
		return d.report, errors.Join(err, d.audit(context.WithoutCancel(ctx)))
	}
	err := s.db.Write(ctx, func(ctx context.Context, _ bun.Tx) error {
		return cmp.Or(d.bringAll(ctx, log), errDryRun)
	})
	if !errors.Is(err, errDryRun) {
		return d.report, err
	}
	return d.report, nil
}

// errDryRun takes back all that a dry run has written.
var errDryRun = errors.New("only a dry run")

func (d *desk) bringAll(ctx context.Context, log *eventlog.Result) error {
	if err := d.settleIn(ctx, log); err != nil {
		return err
	}
	known, err := d.known(ctx)
	if err != nil {
		return err
	}
	for i := range log.Cases {
		if err := d.bring(ctx, &log.Cases[i], known); err != nil {
			return err
		}
		if d.Progress != nil {
			d.Progress(i+1, len(log.Cases))
		}
	}
	return nil
}

// known gives the cases of this source that are here, with the number of their steps.
func (d *desk) known(ctx context.Context) (map[string]string, error) {
	var rows []struct{ ExternalID, Details string }
	err := d.s.db.Read(ctx).NewSelect().TableExpr("ticket").Column("external_id", "details").Where("source = ?", d.Source).Scan(ctx, &rows)
	known := make(map[string]string, len(rows))
	for _, r := range rows {
		known[r.ExternalID] = r.Details
	}
	return known, err
}

// bring replays one case, unless it is here. Only a failing database ends the whole import.
func (d *desk) bring(ctx context.Context, c *eventlog.Case, known map[string]string) error {
	if details, here := known[c.ID]; here {
		d.report.Known++
		if !strings.Contains(details, stepsMark(c)) {
			d.report.Errors = append(d.report.Errors, LogFailed{Line: c.Line, Case: c.ID, Message: fmt.Sprintf(
				"case %s is here already with another number of steps; it was left as it is", c.ID)})
		}
		return nil
	}
	err := d.replay(ctx, c)
	var refused *fault.Error
	if errors.As(err, &refused) {
		d.report.Errors = append(d.report.Errors, LogFailed{Line: c.Line, Case: c.ID, Message: refused.Error()})
		return nil
	}
	if err == nil {
		d.report.Imported++
	}
	return err
}

func stepsMark(c *eventlog.Case) string { return fmt.Sprintf(`"steps":"%d"`, len(c.Steps)) }

// replay plays one case's steps on a ticket in memory and saves it as a whole.
func (d *desk) replay(ctx context.Context, c *eventlog.Case) error {
	return d.s.db.Write(program(ctx), func(ctx context.Context, tx bun.Tx) error {
		w, err := d.s.newWork(ctx)
		if err != nil {
			return err
		}
		for i := range c.Steps {
			step := &c.Steps[i]
			w.at, w.activity, w.actor = step.At, step.Activity, d.person(step.Person)
			if i == 0 {
				err = d.intake(ctx, tx, w, c)
			} else {
				err = d.step(w, step)
			}
			if err != nil {
				return at(err, step.Line)
			}
			w.settleStatus()
			w.settleStays()
		}
		d.report.Events += len(w.events)
		d.report.Handoffs += len(w.handoffs)
		return d.keep(ctx, tx, w)
	})
}

// keep lets the clocks run on to now and saves the ticket, last changed when its last step was.
func (d *desk) keep(ctx context.Context, tx bun.Tx, w *work) error {
	last := w.at
	w.at, w.actor, w.activity = now.From(ctx), nil, ""
	if err := w.fire(); err != nil {
		return err
	}
	w.t.UpdatedAt = last
	return w.save(tx)
}

// at names the line in a refusal.
func at(err error, line int) error {
	var refused *fault.Error
	if errors.As(err, &refused) {
		return &fault.Error{Code: refused.Code, Text: lang.Text{
			Zh: fmt.Sprintf("第 %d 行：%s", line, refused.Text.Zh), En: fmt.Sprintf("line %d: %s", line, refused.Text.En)}}
	}
	return fmt.Errorf("line %d: %w", line, err)
}

func (d *desk) intake(ctx context.Context, tx bun.Tx, w *work, c *eventlog.Case) error {
	first := c.Steps[0]
	owner := d.person(first.Person)
	w.actor = owner
	details := map[string]string{"steps": fmt.Sprint(len(c.Steps))}
	maps.Copy(details, c.Attributes)
	t := &Ticket{ID: w.newID(), Source: d.Source, ExternalID: c.ID, Kind: "fault", Subject: c.Subject, Description: c.Subject, Channel: c.Channel,
		Details: details, Status: Open, Priority: c.Priority, Tier: "standard", OwnerID: owner.StaffID, OwnerUnitID: d.unit(first.Group),
		CreatedBy: owner.StaffID, CreatedAt: w.at, UpdatedAt: w.at, DueAt: never}
	if t.Subject == "" {
		t.Subject = d.Title + " " + c.ID
	}
	if t.Channel == "" {
		t.Channel = "api"
	}
	if t.Priority == "" {
		t.Priority = "normal"
	}
	w.t, w.isNew = t, true
	w.decidePolicy()
	var err error
	if t.Number, err = nextNumber(ctx, tx, w.at); err != nil {
		return err
	}
	if t.Code, err = queryCode(ctx); err != nil {
		return err
	}
	w.layChain()
	return w.begin()
}

// person gives somebody of the other desk, with every right within it; the desk itself where the log
// names nobody.
func (d *desk) person(name string) *org.Actor {
	if a := d.people[name]; a != nil {
		return a
	}
	return d.people[""]
}

func (d *desk) unit(group string) string {
	if id := d.units[group]; id != "" {
		return id
	}
	return d.root
}

// settleIn makes the units and people of the other desk that are not here yet.
func (d *desk) settleIn(ctx context.Context, log *eventlog.Result) error {
	return d.s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		tree, err := d.s.org.Tree(ctx)
		if err != nil {
			return err
		}
		if d.root, err = d.ensureRoot(ctx, tx, tree); err != nil {
			return err
		}
		for _, group := range log.Groups {
			if d.units[group], err = d.ensureUnit(ctx, tree, d.root, group); err != nil {
				return err
			}
		}
		if tree, err = d.s.org.Tree(ctx); err != nil {
			return err
		}
		if err := d.ensurePeople(ctx, tree, append([]string{""}, log.Persons...)); err != nil {
			return err
		}
		_, err = tx.NewRaw("INSERT INTO import_source (code, unit_id, at) VALUES (?, ?, ?) ON CONFLICT (code) DO NOTHING", d.Source, d.root, now.From(ctx)).Exec(ctx)
		return err
	})
}

// ensureRoot finds the unit that stands for the other desk, by what an earlier import has noted; an empty
// installation gets a headquarters first.
func (d *desk) ensureRoot(ctx context.Context, tx bun.Tx, tree *org.Tree) (string, error) {
	var known string
	err := tx.NewSelect().Table("import_source").Column("unit_id").Where("code = ?", d.Source).Scan(ctx, &known)
	if err == nil || !store.None(err) {
		return known, err
	}
	top := tree.Root()
	if top == "" {
		u, err := d.s.org.AddUnit(ctx, org.NewUnit{Name: "总部", Kind: org.Headquarters})
		if err != nil {
			return "", err
		}
		top = u.ID
	}
	return d.ensureUnit(ctx, tree, top, d.Title)
}

func (d *desk) ensureUnit(ctx context.Context, tree *org.Tree, parent, name string) (string, error) {
	for _, u := range tree.Units() {
		if u.ParentID == parent && u.Name == name {
			return u.ID, nil
		}
	}
	d.report.Units++
	u, err := d.s.org.AddUnit(ctx, org.NewUnit{Name: name, ParentID: parent, Kind: org.Imported})
	if err != nil {
		return "", err
	}
	return u.ID, nil
}

func (d *desk) ensurePeople(ctx context.Context, tree *org.Tree, names []string) error {
	rows, err := d.s.org.ListStaff(ctx, org.StaffFilter{UnitID: d.root, Limit: math.MaxInt32})
	if err != nil {
		return err
	}
	here := make(map[string]*org.Staff, len(rows))
	for i := range rows {
		here[rows[i].Name] = &rows[i].Staff
	}
	for _, name := range names {
		shown := name
		if name == "" {
			shown = d.Title
		}
		p := here[shown]
		if p == nil {
			if p, err = d.addPerson(ctx, shown, len(here)); err != nil {
				return err
			}
			here[shown] = p
		}
		d.people[name] = org.ActorOf(p, d.posts(p.ID), tree)
	}
	return nil
}

func (d *desk) addPerson(ctx context.Context, name string, n int) (*org.Staff, error) {
	d.report.Staff++
	p, err := d.s.org.AddStaff(ctx, org.NewStaff{Login: fmt.Sprintf("%s-%04d", d.Source, n+1), Name: name, UnitID: d.root})
	if err != nil {
		return nil, err
	}
	out := true
	return d.s.org.ChangeStaff(ctx, p.ID, org.StaffChange{Disabled: &out, Version: p.Version})
}

// posts are the rights of the other desk's people in the replay; they are not kept.
func (d *desk) posts(staffID string) []org.Post {
	post := func(r org.Role) org.Post {
		return org.Post{StaffID: staffID, Role: r, UnitID: d.root, Scope: org.ScopeAll}
	}
	return []org.Post{post(org.FrontDesk), post(org.Engineer), post(org.Supervisor)}
}

// openHandoff gives the handoff that the case is at now; nil while it is with its owner.
func (d *desk) openHandoff(w *work) *Handoff {
	open := w.openHandoffs()
	if len(open) == 0 {
		return nil
	}
	return open[len(open)-1]
}

var waits = []string{eventlog.WaitCustomer, eventlog.WaitSupplier, eventlog.WaitImplementation, eventlog.WaitOther}

// waitReason gives the reason of a pause; what the mapping does not know is "other".
func waitReason(reason string) string {
	if slices.Contains(waits, reason) {
		return reason
	}
	return eventlog.WaitOther
}
