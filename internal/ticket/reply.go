package ticket

import (
	"context"
	"regexp"
	"strings"
	"unicode"

	"github.com/xingfu/xingfu/internal/platform/fault"
)

// NewReply is what is written to the customer.
type NewReply struct {
	Text      string `json:"text"`
	Confirmed bool   `json:"confirmed,omitempty" doc:"The writer knows that the text looks internal, and sends it all the same."`
}

// Reply is ReplyOnce without a key.
func (s *Service) Reply(ctx context.Context, id, text string) (*Event, error) {
	return s.ReplyOnce(ctx, id, NewReply{Text: text}, "")
}

// ReplyOnce writes to the customer; he reads it where he follows the ticket. It is for whoever handles the
// ticket, and keeps the promise of a first response. A text that looks internal is a Conflict about the field
// confirmed until it is confirmed. A repeated call with the same key writes nothing more; the same key with
// other words is a Conflict.
func (s *Service) ReplyOnce(ctx context.Context, id string, in NewReply, key string) (*Event, error) {
	return s.write(ctx, id, written{"reply", in.Text, nil, key}, func(w *work, text string) error {
		return w.reply(text, in.Confirmed)
	})
}

func (w *work) reply(text string, confirmed bool) error {
	if err := w.canReply(); err != nil {
		return err
	}
	if !confirmed {
		if err := w.checkOutgoing(text); err != nil {
			return err
		}
	}
	w.event("reply", Public, nil, Data{"text": text})
	return w.stop(Respond, nil, false)
}

func (w *work) canReply() error {
	if err := w.mayHandle(); err != nil {
		return err
	}
	return w.hears()
}

const (
	// stretch is how many characters in a row, spaces aside, make a text the same as that of a note.
	stretch = 12
	// stretchLetters is how many of them are letters: a number alone is no internal text.
	stretchLetters = 4
	// stretchShown is how much of a passage a sentence names.
	stretchShown = 60
)

// checkOutgoing asks before a text goes to the customer that repeats what an internal note of this ticket
// says and nothing he knows says, that mentions a colleague, or that speaks as colleagues do among themselves.
func (w *work) checkOutgoing(text string) error {
	name, err := w.mentionIn(text)
	if err != nil {
		return err
	}
	if name != "" {
		return inside("回复里提到了同事「@%[1]s」，像是写给内部看的。确认要发给客户吗？",
			"The reply mentions a colleague, “@%[1]s”, and looks meant for inside. Send it to the customer all the same?", name)
	}
	if words := insideWords(text); words != "" {
		return inside("回复里的「%[1]s」像是同事之间说的话。确认要发给客户吗？",
			"“%[1]s” in the reply sounds like a word among colleagues. Send it to the customer all the same?", words)
	}
	notes, known, err := w.said()
	if err != nil || len(notes) == 0 {
		return err
	}
	if passage := repeated(text, notes, known); passage != "" {
		return inside("回复里的「%[1]s」与内部备注相同。确认要发给客户吗？",
			"“%[1]s” in the reply stands in an internal note. Send it to the customer all the same?", passage)
	}
	return nil
}

var (
	amongColleagues = regexp.MustCompile(`(?i)内部(备注|消息|使用|讨论|掌握|[:：])|(仅|限|供)内部|流转单|(不要|先不|别|勿)(跟|和|对|向|让|给)?(客户|告诉客户|告知客户)|勿外传` +
		`|\binternal( note| only| use)?\s*[:,.]|\bis internal\b|\binternal (note|only|use)\b|\b(do not|don.t|never) (tell|inform) (the |this )?customer\b`)
	ofTheCustomer = regexp.MustCompile(`(?i)(这个|该|此|跟|和|让|问|等|^|[,，。;；\s])客户(很|太|又|还|说|要|不|那|催|态度|情绪|方面)|\bthe customer (is|was|has|says|wants|insists|keeps)\b`)
	toTheCustomer = regexp.MustCompile(`(?i)您|你|\byou(r|rs)?\b`)
)

// insideWords gives what in a text is said among colleagues: a word of the house, or the customer spoken of and
// not to.
func insideWords(text string) string {
	if found := amongColleagues.FindString(text); found != "" {
		return found
	}
	if toTheCustomer.MatchString(text) {
		return ""
	}
	return strings.TrimSpace(ofTheCustomer.FindString(text))
}

func inside(zh, en, what string) error {
	f := fault.New(fault.Conflict, zh, en, what)
	f.Field = "confirmed"
	return f
}

// mentionIn gives the first colleague whose name stands after an @ in a text. An @ within a word, as in a
// mail address, mentions nobody.
func (w *work) mentionIn(text string) (string, error) {
	const longest = 20
	var candidates []string
	runes := []rune(text)
	for i, r := range runes {
		if r != '@' || i > 0 && (unicode.Is(unicode.Latin, runes[i-1]) || unicode.IsDigit(runes[i-1])) {
			continue
		}
		for end := i + 2; end <= len(runes) && end-i-1 <= longest && runes[end-1] != '\n'; end++ {
			candidates = append(candidates, string(runes[i+1:end]))
		}
	}
	if len(candidates) == 0 {
		return "", nil
	}
	return w.s.org.Named(w.ctx, candidates)
}

// said gives the texts of the ticket's internal notes, and all that the customer knows already.
func (w *work) said() (notes, known []string, err error) {
	var events []Event
	err = w.s.db.Read(w.ctx).NewSelect().Model(&events).Column("kind", "audience", "data").
		Where("ticket_id = ? AND (kind = 'note' OR audience = ?)", w.t.ID, Public).OrderExpr("seq").Scan(w.ctx)
	known = []string{w.t.Number, w.t.Subject, w.t.Description, w.t.ContactName, w.t.Summary}
	for _, e := range events {
		for _, name := range []string{"text", "summary", "note"} {
			text, _ := e.Data[name].(string)
			switch {
			case text == "":
			case e.Audience == Public:
				known = append(known, text)
			default:
				notes = append(notes, text)
			}
		}
	}
	return notes, known, err
}

// repeated gives the longest passage of text that stands in a note too, for as long as no stretch of it
// stands in what the customer knows; nothing when there is none. Spaces and line ends do not count.
func repeated(text string, notes, known []string) string {
	plain, at := squeezed(text)
	inNotes, inKnown := stretchesOf(notes), stretchesOf(known)
	runes := []rune(text)
	best := ""
	for i := 0; i+stretch <= len(plain); i++ {
		end := i
		for end+stretch <= len(plain) && inNotes[string(plain[end:end+stretch])] && !inKnown[string(plain[end:end+stretch])] {
			end++
		}
		if end == i {
			continue
		}
		last := end + stretch - 2 // the last character of the last stretch that is the same
		passage := strings.TrimSpace(string(runes[at[i] : at[last]+1]))
		if len(passage) > len(best) && letters(plain[i:last+1]) >= stretchLetters {
			best = passage
		}
		i = end
	}
	if shown := []rune(best); len(shown) > stretchShown {
		return string(shown[:stretchShown]) + "…"
	}
	return best
}

// squeezed leaves out spaces, and says where each character that is left stood.
func squeezed(text string) (plain []rune, at []int) {
	for i, r := range []rune(text) {
		if !unicode.IsSpace(r) {
			plain, at = append(plain, unicode.ToLower(r)), append(at, i)
		}
	}
	return plain, at
}

func stretchesOf(texts []string) map[string]bool {
	all := map[string]bool{}
	for _, text := range texts {
		plain, _ := squeezed(text)
		for i := 0; i+stretch <= len(plain); i++ {
			all[string(plain[i:i+stretch])] = true
		}
	}
	return all
}

func letters(plain []rune) int {
	n := 0
	for _, r := range plain {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
