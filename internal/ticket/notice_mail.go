package ticket

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/channel"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

const (
	// mailMost is how many notifications one mail tells of.
	mailMost = 50
	// mailOldest is how old a notification may be that a mail still tells of.
	mailOldest = 7 * 24 * time.Hour
	// lostJob is how far past its time a mail must be for its job to count as lost.
	lostJob = 10 * time.Minute
)

// plan is one of the two mails that may stand before a person: of all that he has not read, at his pace; and
// of what is urgent, at once.
type plan struct {
	job    string
	column string
	at     func(n *NoticeSetting) *time.Time // when it is made up
	next   func(n *NoticeSetting, at time.Time) time.Time
	only   string // which notifications it tells of
}

var (
	usualMail  = plan{"mail-notices", "next_at", func(n *NoticeSetting) *time.Time { return &n.NextAt }, (*NoticeSetting).next, "TRUE"}
	urgentMail = plan{"mail-urgent-notices", "urgent_at", func(n *NoticeSetting) *time.Time { return &n.UrgentAt },
		func(_ *NoticeSetting, at time.Time) time.Time { return at.Add(soon).UTC() }, "notification.urgent"}
)

// planMails sees to it that those who have just been given notifications get a mail in their time. A plan
// that stands already takes the new ones along.
func (s *Service) planMails(ctx context.Context, tx bun.Tx, notices []*Notification, at time.Time) error {
	if len(notices) == 0 || !s.messages.CanMail() || time.Since(at) > time.Hour {
		return nil
	}
	ids, urgent := make([]string, len(notices)), map[string]bool{}
	for i, n := range notices {
		ids[i] = n.StaffID
		urgent[n.StaffID] = urgent[n.StaffID] || n.Urgent
	}
	// Whoever makes up the mail holds the row, so that what is told here is either in that mail or planned anew.
	var settings []NoticeSetting
	planned := at.Add(soon / 2)
	q := tx.NewSelect().Model(&settings).Where("staff_id IN (?)", bun.List(ids)).Where("mail <> ?", Off).
		Where("next_at IS NULL OR next_at <= ? OR urgent AND (urgent_at IS NULL OR urgent_at <= ?)", planned, planned).OrderExpr("staff_id")
	if err := s.db.Lock(q).Scan(ctx); err != nil {
		return err
	}
	for i := range settings {
		n := &settings[i]
		if err := s.planMail(ctx, tx, n, usualMail, at); err != nil {
			return err
		}
		if !n.Urgent || !urgent[n.StaffID] || !n.NextAt.After(at.Add(soon)) {
			continue
		}
		if err := s.planMail(ctx, tx, n, urgentMail, at); err != nil {
			return err
		}
	}
	return nil
}

// planMail plans a mail unless it stands before the person already.
func (s *Service) planMail(ctx context.Context, tx bun.Tx, n *NoticeSetting, p plan, at time.Time) error {
	if stands := *p.at(n); !stands.IsZero() && at.Sub(stands) <= lostJob {
		return nil
	}
	when := p.next(n, at)
	*p.at(n) = when
	if _, err := tx.NewUpdate().Model(n).Column(p.column).WherePK().Exec(ctx); err != nil {
		return err
	}
	return s.queue.Add(ctx, p.job, n.StaffID, when.Sub(at))
}

// mailNotices sends a person what he has not read yet and not been mailed, in one mail.
func (s *Service) mailNotices(ctx context.Context, staffID string) error {
	return s.mailPlanned(ctx, staffID, usualMail)
}

// mailUrgent sends a person what is urgent of it, also in his quiet hours.
func (s *Service) mailUrgent(ctx context.Context, staffID string) error {
	return s.mailPlanned(ctx, staffID, urgentMail)
}

func (s *Service) mailPlanned(ctx context.Context, staffID string, p plan) error {
	return s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		n := &NoticeSetting{StaffID: staffID}
		if err := s.db.Lock(tx.NewSelect().Model(n).WherePK()).Scan(ctx); err != nil {
			if store.None(err) {
				return nil
			}
			return err
		}
		at := now.From(ctx)
		if when := *p.at(n); when.IsZero() || when.After(at.Add(soon/2)) { // done already, or planned anew
			return nil
		}
		*p.at(n) = time.Time{}
		if _, err := tx.NewUpdate().Model(n).Column(p.column).WherePK().Exec(ctx); err != nil {
			return err
		}
		person, err := s.org.Staff(ctx, staffID)
		if err != nil || n.Mail == Off || person.Email == "" || person.Disabled {
			return err
		}
		if p.column == usualMail.column && n.afterQuiet(at).After(at) {
			return s.planMail(ctx, tx, n, p, at)
		}
		return s.mailUnread(ctx, tx, n, p, person, at)
	})
}

func (s *Service) mailUnread(ctx context.Context, tx bun.Tx, n *NoticeSetting, p plan, person *org.Staff, at time.Time) error {
	var rows []NotificationRow
	err := tx.NewSelect().Model(&rows).ColumnExpr("notification.*, ticket.number, ticket.subject").
		Join("JOIN ticket ON ticket.id = notification.ticket_id").
		Where("notification.staff_id = ? AND notification.at >= ?", n.StaffID, latest(n.Since, at.Add(-mailOldest))).
		Where("notification.read_at IS NULL AND notification.mailed_at IS NULL").Where(p.only).
		OrderExpr("notification.at, notification.id").Limit(mailMost + 1).Scan(ctx)
	if err != nil || len(rows) == 0 {
		return err
	}
	if len(rows) > mailMost {
		rows = rows[:mailMost]
		if err := s.planMail(ctx, tx, n, p, at); err != nil {
			return err
		}
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return err
	}
	m := noticeMail{lang.Code(cmp.Or(person.Locale, "zh")), book, n.zone(), s.messages}.of(person, rows)
	if err := s.messages.Send(ctx, m); err != nil {
		return err
	}
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	_, err = tx.NewUpdate().Model((*Notification)(nil)).Set("mailed_at = ?", at).Where("id IN (?)", bun.List(ids)).Exec(ctx)
	return err
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// noticeMail writes mails about notifications in one language.
type noticeMail struct {
	in       lang.Code
	book     *rulebook
	zone     *time.Location
	messages *channel.Service
}

// of makes one mail of several notifications, oldest first, those of a ticket together.
func (m noticeMail) of(person *org.Staff, rows []NotificationRow) channel.Message {
	var order []string
	byTicket := map[string][]NotificationRow{}
	for _, r := range rows {
		if byTicket[r.TicketID] == nil {
			order = append(order, r.TicketID)
		}
		byTicket[r.TicketID] = append(byTicket[r.TicketID], r)
	}
	var b strings.Builder
	b.WriteString(lang.T("%s，您好：\n", "Hello %s,\n", person.Name).In(m.in))
	for _, id := range order {
		first := byTicket[id][0]
		b.WriteString("\n" + first.Number + " " + first.Subject + "\n")
		for _, r := range byTicket[id] {
			b.WriteString("  " + r.At.In(m.zone).Format("01-02 15:04") + " " + m.words(r.Kind, r.Data) + "\n")
		}
		b.WriteString("  " + m.messages.Link("/tickets/"+first.Number) + "\n")
	}
	b.WriteString("\n" + lang.T("何时发邮件、何时免打扰，可在这里设置：%s\n", "Choose when mails are sent and when not: %s\n", m.messages.Link("/settings/notices")).In(m.in))
	out := channel.Message{To: person.Email, StaffID: person.ID, Body: b.String(), Once: "notices:" + rows[len(rows)-1].ID}
	if len(rows) == 1 {
		out.TicketID, out.Subject = rows[0].TicketID, "["+rows[0].Number+"] "+m.words(rows[0].Kind, rows[0].Data)
		return out
	}
	out.Subject = lang.T("星服：%d 条提醒，%d 张工单", "Xingfu: %d notices on %d tickets", len(rows), len(order)).In(m.in)
	return out
}

// words tells a notification in one sentence.
func (m noticeMail) words(kind string, data Data) string {
	word := func(key string) string { s, _ := data[key].(string); return s }
	unit, link := word("unit"), m.book.LinkName(word("link"), m.in)
	promise := promiseNames[word("kind")].In(m.in)
	switch {
	case unit != "" && promise != "":
		promise = lang.T("%[2]s的%[1]s", "%[1]s by %[2]s", promise, unit).In(m.in)
	case unit != "":
		promise = lang.T("%s的流转单", "a handoff of %s", unit).In(m.in)
	case promise == "":
		promise = lang.T("一项", "a promise").In(m.in)
	}
	return strings.NewReplacer("{unit}", unit, "{link}", link, "{promise}", promise, "{by}", word("by"), "{count}", fmt.Sprint(data["count"]),
		"{number}", word("number"), "{status}", statusNames[Status(word("status"))].In(m.in)).Replace(noticeWords[kind].In(m.in))
}

var promiseNames = map[string]lang.Text{
	"respond": {Zh: "首次答复", En: "First answer"}, "resolve": {Zh: "解决", En: "Resolution"},
	"accept": {Zh: "接收", En: "Acceptance"}, "finish": {Zh: "完成", En: "Answer"},
}

// noticeWords has a sentence for every kind of notification.
var noticeWords = map[string]lang.Text{
	"attachment.added":    {Zh: "客户发来了文件", En: "The customer sent a file"},
	"priority.disputed":   {Zh: "客户认为应更优先处理", En: "The customer disputes the priority"},
	"note.mentioned":      {Zh: "有同事在备注里提到了您", En: "A colleague mentioned you in a note"},
	"message":             {Zh: "客户写来了消息", En: "The customer wrote"},
	"customer.urged":      {Zh: "客户在催办", En: "The customer is urging"},
	"callback.confirmed":  {Zh: "客户确认已修好", En: "The customer says it works"},
	"callback.refused":    {Zh: "客户说还没修好", En: "The customer says it does not work yet"},
	"rating.given":        {Zh: "客户做了评价", En: "The customer gave a rating"},
	"dispute.opened":      {Zh: "有争议待您裁定：{link}", En: "A dispute awaits your decision: {link}"},
	"dispute.decided":     {Zh: "争议已裁定", En: "The dispute was decided"},
	"handoff.sent":        {Zh: "{unit}收到新的流转单", En: "{unit} has a new handoff"},
	"handoff.accepted":    {Zh: "{unit}已接收", En: "{unit} accepted"},
	"handoff.returned":    {Zh: "{unit}退回了流转单", En: "{unit} returned the handoff"},
	"handoff.finished":    {Zh: "{unit}完成了流转单", En: "{unit} finished the handoff"},
	"handoff.urged":       {Zh: "有人催办{unit}的流转单", En: "{unit} was urged to answer a handoff"},
	"handoff.withdrawn":   {Zh: "给{unit}的流转单已撤回", En: "The handoff to {unit} was withdrawn"},
	"handoff.assigned":    {Zh: "{unit}的流转单分给了您", En: "A handoff of {unit} was given to you"},
	"promise.warned":      {Zh: "{promise}时限将到", En: "Running out of time: {promise}"},
	"promise.breached":    {Zh: "{promise}时限已过", En: "Overdue: {promise}"},
	"owner.offered":       {Zh: "有工单请您接手", En: "You are asked to own a ticket"},
	"owner.accepted":      {Zh: "对方接手了您的工单", En: "Your ticket was taken over"},
	"owner.declined":      {Zh: "对方没有接手您的工单", En: "Your ticket was not taken over"},
	"ticket.reopened":     {Zh: "工单重新打开", En: "The ticket was reopened"},
	"work.given":          {Zh: "{by}转给您 {count} 项工作，这是其中一项", En: "{by} has given you {count} matters, this being one of them"},
	"work.taken":          {Zh: "{by}把您的 {count} 项工作转给了同事，这是其中一项", En: "{by} has given {count} of your matters to colleagues, this being one of them"},
	"ticket.merged":       {Zh: "您的工单已并入 {number}", En: "Your ticket was merged into {number}"},
	"ticket.absorbed":     {Zh: "{number} 已并入您的工单", En: "{number} was merged into your ticket"},
	"ticket.unmerged":     {Zh: "您的工单不再并入 {number}", En: "Your ticket is no longer merged into {number}"},
	"ticket.released":     {Zh: "{number} 不再并入您的工单", En: "{number} is no longer merged into your ticket"},
	"ticket.complained":   {Zh: "客户对这张工单提出了投诉", En: "The customer complains about this ticket"},
	"ticket.escalated":    {Zh: "有工单上报主管", En: "A ticket was escalated to you"},
	"escalation.answered": {Zh: "主管答复了上报的工单", En: "A supervisor has answered an escalated ticket"},
	"watcher.added":       {Zh: "同事请您关注这张工单", En: "A colleague asks you to watch this ticket"},
	"watched.reply":       {Zh: "您关注的工单：答复了客户", En: "A ticket that you watch: the customer was answered"},
	"watched.message":     {Zh: "您关注的工单：客户写来了消息", En: "A ticket that you watch: the customer wrote"},
	"watched.status":      {Zh: "您关注的工单：{status}", En: "A ticket that you watch: {status}"},
}
