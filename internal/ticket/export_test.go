package ticket

import (
	"context"
	"time"
)

// GatherFor sets how long notifications gather before a mail tells of them, and gives back how it was.
func GatherFor(d time.Duration) (restore func()) {
	was := soon
	soon = d
	return func() { soon = was }
}

// Next is when a setting tells of what happens at a moment.
func (n *NoticeSetting) Next(at time.Time) time.Time { return n.next(at) }

// NoticeKinds are the notifications that mails have words for.
func NoticeKinds() []string {
	kinds := make([]string, 0, len(noticeWords))
	for kind := range noticeWords {
		kinds = append(kinds, kind)
	}
	return kinds
}

// MailNotices makes up a person's mail at the time of ctx, as the queue does when that time has come.
func (s *Service) MailNotices(ctx context.Context, staffID string) error {
	return s.mailNotices(ctx, staffID)
}
