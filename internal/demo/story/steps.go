package story

import (
	"slices"
	"time"
)

// telling is one matter while it is told.
type telling struct {
	t   *teller
	s   *scenario
	who concerned
	k   *Ticket
	at  time.Time
	// until ends the telling early: the matter stands there now.
	until func(k *Ticket) bool
	ended bool
}

// then adds a step after a while; what lies after now has not happened yet.
func (w *telling) then(after time.Duration, step Step) bool {
	w.at = w.at.Add(after)
	if w.ended || w.at.After(w.t.now) {
		return false
	}
	step.At = w.at
	step.Text = w.who.words.Replace(step.Text)
	w.k.Steps = append(w.k.Steps, step)
	w.ended = w.until != nil && w.until(w.k)
	return true
}

// tell goes through the loop until it ends or now is reached.
func (w *telling) tell() {
	if !w.greet() {
		return
	}
	if w.t.chance(3) && !w.passOn() {
		return
	}
	for round := 0; ; round++ {
		if len(w.s.Ask) > 0 && !w.askUnits(round) {
			return
		}
		again, ok := w.end(round)
		if !ok || !again {
			return
		}
	}
}

func (w *telling) greet() bool {
	t := w.t
	if w.k.By == "" || w.k.Channel == "mail" || w.k.Channel == "chat" {
		late := t.minutes(2, 40)
		if t.chance(6) {
			late = t.minutes(70, 400)
		}
		if !w.then(late, Step{By: "owner", Do: "reply", Text: pick(t, []string{"您好,您反映的情况已经受理,我来负责跟进,有进展马上告诉您。", "收到,我们正在核实,稍后给您回复。", "您好,已为您登记,今天内给您答复。"})}) {
			return false
		}
	}
	for _, text := range w.s.Talk {
		if !w.then(t.minutes(2, 12), Step{By: "owner", Do: "note", Text: text}) {
			return false
		}
	}
	if w.k.By == "" && t.chance(15) {
		return w.then(t.minutes(20, 120), Step{By: "customer", Do: "message", Text: pick(t, []string{"麻烦快一点,这边等着用。", "补充一下,断电重启过两次了。", "什么时候能好?"})})
	}
	return true
}

// passOn offers the ticket to a colleague, who takes it.
func (w *telling) passOn() bool {
	to := pick(w.t, w.t.byUnit["ncc/frontdesk"]).Login
	if to == w.k.By || w.k.By == "" {
		return true
	}
	if !w.then(w.t.minutes(10, 90), Step{By: "owner", Do: "offer", To: to, Text: "我下班了,请接着跟。"}) {
		return false
	}
	return w.then(w.t.minutes(5, 60), Step{By: to, Do: "accept-offer"})
}

// lane is one handoff under way.
type lane struct {
	ask
	unit string
}

// askUnits hands each ask to the unit that answers for its link, all at once, and hears their answers.
func (w *telling) askUnits(round int) bool {
	t := w.t
	var lanes []lane
	var ready []time.Time
	start := w.at.Add(t.minutes(3, 30))
	w.at = start
	for _, a := range w.asks(round) {
		l := lane{a, t.answering(a.Link, w.who.province)}
		if slices.ContainsFunc(lanes, func(x lane) bool { return x.unit == l.unit }) {
			continue
		}
		request := a.Request
		if round > 0 {
			request = "客户反映还没好,请再查:" + a.Request
		}
		if !w.then(time.Duration(len(lanes))*20*time.Second, Step{By: "owner", Do: "handoff", Units: []string{l.unit}, Links: []string{a.Link}, Text: request, Checklist: a.Check}) {
			return false
		}
		lanes = append(lanes, l)
	}
	sent := w.at
	done := true
	for i, l := range lanes {
		w.at = sent
		if round == 0 && i == 0 && t.chance(11) {
			if !w.sendBack(&lanes[i]) {
				done = false
				continue
			}
			l = lanes[i]
		}
		done = w.answer(l) && done
		ready = append(ready, w.at)
	}
	w.sort()
	if !done {
		return false
	}
	w.at = slices.MaxFunc(ready, func(a, b time.Time) int { return a.Compare(b) })
	return true
}

// asks are those of a round: all at first, later the one where the fault was.
func (w *telling) asks(round int) []ask {
	if round == 0 {
		return w.s.Ask
	}
	for i, a := range w.s.Ask {
		if a.State == "faulty" {
			return w.s.Ask[i : i+1]
		}
	}
	return w.s.Ask[:1]
}

// sort puts steps of parallel lanes into the order of time.
func (w *telling) sort() {
	slices.SortStableFunc(w.k.Steps, func(a, b Step) int { return a.At.Compare(b.At) })
}

var returnWords = []Step{{Code: "missing-info", Text: "没有写终端当前告警和船位,请补充后再转。"}, {Code: "cleared", Text: "本环节已查,指标正常,请转其他环节。"}, {Code: "not-ours", Text: "该站不在我组维护范围。"}}

// sendBack returns the first handoff; the owner asks again, sometimes in vain, so that it is disputed.
func (w *telling) sendBack(l *lane) bool {
	t := w.t
	back := pick(t, returnWords)
	if !w.then(t.minutes(10, 120), Step{By: t.engineer(l.unit), Do: "return", Unit: l.unit, Code: back.Code, Text: back.Text}) {
		return false
	}
	again := Step{By: "owner", Do: "handoff", Units: []string{l.unit}, Links: []string{l.Link}, Text: "已补充信息,仍请贵组处理:" + l.Request, Checklist: l.Check}
	if !w.then(t.minutes(10, 90), again) {
		return false
	}
	if !t.chance(25) {
		return true
	}
	if !w.then(t.minutes(15, 150), Step{By: t.engineer(l.unit), Do: "return", Unit: l.unit, Code: "not-ours", Text: "复核后仍认为不属本组。"}) {
		return false
	}
	l.Check = nil // the supervisor's decision asks without a checklist
	return w.then(t.minutes(40, 600), Step{By: w.decider(l.unit), Do: "decide", Code: l.Link, Unit: l.unit, Text: "按责任划分,此环节由你单位负责,请接收并尽快答复。"})
}

// decider is the supervisor of the nearest unit above a unit that has one.
func (w *telling) decider(unit string) string {
	parent := map[string]string{}
	for _, u := range w.t.plan.Units {
		parent[u.Key] = u.Parent
	}
	for at := parent[unit]; at != ""; at = parent[at] {
		if list := w.t.byUnit[at+"/supervisor"]; len(list) > 0 {
			return list[0].Login
		}
	}
	return w.t.byUnit["hq/supervisor"][0].Login
}

var pauses = []Step{{Code: "customer", Text: "船在外海,等靠港。"}, {Code: "supplier", Text: "备件在途,预计三天到。"}, {Code: "weather", Text: "风力 8 级,不能登高。"}, {Code: "customer", Text: "客户约到周末方便时上门。"}}

// answer lets a unit accept, work and finish.
func (w *telling) answer(l lane) bool {
	t := w.t
	engineer := t.engineer(l.unit)
	accept := t.minutes(2, 14)
	if t.chance(6) {
		accept = t.minutes(40, 400)
	}
	if accept > 70*time.Minute && t.chance(60) {
		if !w.then(65*time.Minute, Step{By: "owner", Do: "urge", Unit: l.unit, Text: "客户催得急,请尽快接收。"}) {
			return false
		}
		accept -= 65 * time.Minute
	}
	if !w.then(accept, Step{By: engineer, Do: "accept", Unit: l.unit}) {
		return false
	}
	if field := l.Link == "antenna" || l.Link == "terminal"; field && t.chance(30) && !w.rest(l, engineer) {
		return false
	}
	for i := range l.Check {
		if !w.then(t.minutes(5, 25), Step{By: engineer, Do: "check", Unit: l.unit, Code: string(rune('1' + i))}) {
			return false
		}
	}
	work := t.minutes(15, 150)
	if t.chance(5) {
		work = t.minutes(300, 3400)
	}
	return w.then(work, Step{By: engineer, Do: "finish", Unit: l.unit, Text: l.Result, States: map[string]string{l.Link: l.State}})
}

func (w *telling) rest(l lane, engineer string) bool {
	p := pick(w.t, pauses)
	if !w.then(w.t.minutes(20, 200), Step{By: engineer, Do: "pause", Unit: l.unit, Code: p.Code, Text: p.Text, Until: w.at.Add(20 * 24 * time.Hour)}) {
		return false
	}
	return w.then(w.t.minutes(900, 16000), Step{By: engineer, Do: "resume", Unit: l.unit})
}

// end resolves, calls back and closes; again says that the customer was not content.
func (w *telling) end(round int) (again, ok bool) {
	t := w.t
	if !w.then(t.minutes(5, 180), Step{By: "owner", Do: "resolve", Code: w.s.Cause, Links: []string{w.s.Link}, Text: w.s.Summary}) {
		return false, false
	}
	refuse := 5
	if w.s.Reopen > 0 {
		refuse = w.s.Reopen
	}
	if round == 0 && t.chance(refuse) {
		no := Step{By: w.caller(), Do: "callback", Code: "refused", Text: pick(t, []string{"还是不行,和原来一样。", "好了半天又断了。", "问题没有说清楚,请再处理。"})}
		return true, w.then(t.minutes(20, 400), no)
	}
	closed, ok := w.reach()
	if !ok || closed {
		return false, ok
	}
	if !w.then(t.minutes(15, 600), Step{By: w.caller(), Do: "callback", Code: "confirmed", Text: pick(t, []string{"客户说好了,谢谢。", "已经恢复。", "好了,比以前还稳。"})}) {
		return false, false
	}
	return false, w.finish()
}

// caller is who gives the customer's word: himself in the portal, or the owner on the phone.
func (w *telling) caller() string {
	if w.k.By == "" && w.t.chance(40) {
		return "customer"
	}
	return "owner"
}

// reach tries to call back; sometimes nobody answers, three times at most.
func (w *telling) reach() (closed, ok bool) {
	tries := 0
	if w.t.chance(14) {
		tries = w.t.between(1, 3)
	}
	for range tries {
		if !w.then(w.t.minutes(70, 1300), Step{By: "owner", Do: "callback", Code: "unreached", Text: pick(w.t, []string{"响铃无人接听。", "关机,已留言。", "不在服务区。"})}) {
			return false, false
		}
	}
	if tries < 3 {
		return false, true
	}
	return true, w.finish()
}

func (w *telling) finish() bool {
	if !w.then(w.t.minutes(1, 90), Step{By: "owner", Do: "close"}) {
		return false
	}
	if w.t.chance(35) {
		score := pick(w.t, []int{5, 5, 5, 4, 4, 3, 2})
		words := map[int][]string{5: {"很满意", "处理得快", ""}, 4: {"还可以", ""}, 3: {"等得久了点"}, 2: {"催了好几次"}}
		return w.then(w.t.minutes(10, 2000), Step{By: "customer", Do: "rate", Score: score, Text: pick(w.t, words[score])})
	}
	return true
}
