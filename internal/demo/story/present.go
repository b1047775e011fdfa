package story

import "time"

// standing is where a number of matters stand now: the last thing that happened to them.
type standing struct {
	count int
	do    string
	code  string // of that step, when it matters
	times int    // how often it has happened by then
	hours int    // filed at most so long ago
}

// standings make sure that every state of the loop can be seen.
var standings = []standing{
	{count: 14, do: "handoff", times: 1, hours: 3},
	{count: 26, do: "accept", times: 1, hours: 5},
	{count: 12, do: "pause", times: 1, hours: 90},
	{count: 8, do: "return", times: 1, hours: 12},
	{count: 3, do: "return", times: 2, hours: 20},
	{count: 4, do: "offer", times: 1, hours: 8},
	{count: 16, do: "resolve", times: 1, hours: 30},
	{count: 8, do: "callback", code: "unreached", times: 1, hours: 50},
	{count: 5, do: "callback", code: "unreached", times: 2, hours: 70},
	{count: 6, do: "callback", code: "confirmed", times: 1, hours: 40},
	{count: 5, do: "callback", code: "refused", times: 1, hours: 60},
	{count: 4, do: "message", times: 1, hours: 10},
}

// cancelled is how many matters were filed by mistake.
const cancelled = 9

// present tells matters that stand somewhere in the loop now.
func (t *teller) present(all []scenario, weight int) []Ticket {
	var list []Ticket
	for _, s := range standings {
		for n := 0; n < s.count; {
			at := t.now.Add(-time.Duration(t.between(10, s.hours*60)) * time.Minute)
			reached := false
			k := t.matter(t.draw(all, weight, at), at, func(k *Ticket) bool {
				reached = s.reached(k)
				return reached
			})
			if reached {
				list = append(list, k)
				n++
			}
		}
	}
	return append(list, t.mistakes(all, weight)...)
}

// reached tells whether a matter stands there after its last step.
func (s standing) reached(k *Ticket) bool {
	last := k.Steps[len(k.Steps)-1]
	if last.Do != s.do || s.code != "" && last.Code != s.code {
		return false
	}
	times := 0
	for _, step := range k.Steps {
		if step.Do == s.do && (s.code == "" || step.Code == s.code) {
			times++
		}
	}
	return times == s.times
}

func (t *teller) mistakes(all []scenario, weight int) []Ticket {
	var list []Ticket
	for range cancelled {
		at := t.now.Add(-time.Duration(t.between(2, days*23)) * time.Hour)
		k := t.matter(t.draw(all, weight, at), at, func(*Ticket) bool { return true })
		if k.By == "" {
			k.By, k.Channel = pick(t, t.byUnit["ncc/frontdesk"]).Login, "phone"
		}
		k.Steps = []Step{{At: at.Add(t.minutes(3, 40)), By: "owner", Do: "cancel", Text: pick(t, []string{"与另一张工单重复,已在那张里处理。", "客户来电说打错了。", "测试来电。"})}}
		list = append(list, k)
	}
	return list
}
