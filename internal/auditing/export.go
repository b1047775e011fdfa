package auditing

import (
	"context"
	"io"
	"net/url"
	"reflect"
	"time"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/audit"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/sheet"
)

const (
	// exportMost is how many entries one table has.
	exportMost = 200_000
	exportPage = 1000
)

// Export is a list of entries that can be written as a table. That it is taken out is noted already.
type Export struct {
	s    *Service
	f    audit.Filter
	zone *time.Location
}

// Export prepares the entries of a list as a table, and notes in the log who takes out how many. A list that is too
// long is Invalid.
func (s *Service) Export(ctx context.Context, f Filter) (*Export, error) {
	_, err := org.Need(ctx, org.AuditRead)
	if err != nil {
		return nil, err
	}
	e := &Export{s: s, zone: time.FixedZone("CST", 8*3600)}
	if e.f, err = s.chosen(f); err != nil {
		return nil, err
	}
	// What the export itself writes into the log is not part of it.
	if head, err := s.log.Head(ctx); err != nil {
		return nil, err
	} else {
		e.f.UpTo = head.Seq
	}
	n, err := s.log.Count(ctx, e.f, exportMost+1)
	if err != nil {
		return nil, err
	}
	if n > exportMost {
		return nil, fault.Bad("from", "一次最多导出 %d 条记录，请先缩小范围。", "An export has %d entries at the most. Please narrow the list first.", exportMost)
	}
	detail := map[string]any{"entries": n, "list": f.query()}
	return e, s.log.Write(ctx, org.Who(ctx), "audit.exported", "audit", "", detail)
}

// query is the filter as the address of its list has it.
func (f Filter) query() string {
	values := url.Values{}
	for field, value := range reflect.ValueOf(f).Fields() {
		if value.IsZero() {
			continue
		}
		text := value.String()
		if at, is := value.Interface().(time.Time); is {
			text = at.UTC().Format(time.RFC3339)
		}
		values.Set(field.Tag.Get("query"), text)
	}
	return values.Encode()
}

var exportHeader = []lang.Text{
	{Zh: "序号", En: "Number"}, {Zh: "时间", En: "Time"}, {Zh: "人员", En: "Who"}, {Zh: "操作", En: "Act"}, {Zh: "内容", En: "What"},
	{Zh: "对象", En: "Object"}, {Zh: "途径", En: "Via"}, {Zh: "令牌或账号", En: "Token or account"}, {Zh: "来源地址", En: "Address"},
	{Zh: "细节", En: "Detail"}, {Zh: "校验值", En: "Hash"},
}

var viaNames = map[audit.Via]lang.Text{
	audit.Session: {Zh: "会话", En: "session"}, audit.Token: {Zh: "令牌", En: "token"}, audit.Command: {Zh: "命令", En: "command"},
	audit.Program: {Zh: "系统", En: "program"}, audit.Portal: {Zh: "网上服务", En: "portal"},
}

// Write writes the table, newest first.
func (e *Export) Write(ctx context.Context, to io.Writer, format sheet.Format) error {
	in := lang.Of(ctx)
	header := make([]string, len(exportHeader))
	for i, name := range exportHeader {
		header[i] = name.In(in)
	}
	t, err := sheet.New(to, format, lang.T("审计记录", "Audit log").In(in), e.zone, header)
	if err != nil {
		return err
	}
	for after := (*audit.Place)(nil); ; {
		entries, next, err := e.s.log.Find(ctx, e.f, after, exportPage)
		if err != nil {
			return err
		}
		lines, err := e.s.lines(ctx, entries)
		if err != nil {
			return err
		}
		for i := range lines {
			l := &lines[i]
			err := t.Row(l.Seq, l.At, l.Actor, e.s.log.Words(l.Action).Name.In(in), l.Says, l.ObjectName, viaNames[l.Via].In(in), l.Means, l.Address, l.Detail, l.Hash)
			if err != nil {
				return err
			}
		}
		if next == nil {
			return t.Close()
		}
		after = next
	}
}
