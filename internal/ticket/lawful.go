package ticket

import "github.com/xingfu/xingfu/internal/platform/fault"

// Lawful says whether something may be done now, and if not, why.
type Lawful struct {
	OK  bool   `json:"ok"`
	Why string `json:"why,omitempty"`
}

// answer turns the rule that an action itself checks into what a button shows.
func (w *work) answer(err error) Lawful {
	if err == nil {
		return Lawful{OK: true}
	}
	if f := asFault(err); f != nil && (f.Code == fault.Conflict || f.Code == fault.Forbidden) {
		return Lawful{Why: f.Text.In(w.lang())}
	}
	return Lawful{Why: err.Error()}
}

// lawful says what the acting person may do with the ticket now: the same rules that the actions check.
func (w *work) lawful() map[string]Lawful {
	return map[string]Lawful{
		"reply":            w.answer(w.canReply()),
		"note":             w.answer(w.mayTakePart()),
		"answerPlea":       w.answer(w.canAnswerPlea()),
		"escalate":         w.answer(w.canEscalate()),
		"answerEscalation": w.answer(w.canAnswerEscalation()),
		"edit":             w.answer(w.canEdit()),
		"offer":            w.answer(w.canOffer()),
		"acceptOffer":      w.answer(w.canAnswerOffer()),
		"declineOffer":     w.answer(w.canAnswerOffer()),
		"handoff":          w.answer(w.canHandOff()),
		"setLink":          w.answer(w.canSetLink()),
		"pause":            w.answer(w.canPause()),
		"resume":           w.answer(w.canResume()),
		"resolve":          w.answer(w.canResolve()),
		"callback":         w.answer(w.canCallBack()),
		"close":            w.answer(w.canClose()),
		"cancel":           w.answer(w.canCancel()),
		"merge":            w.answer(w.canMerge()),
		"unmerge":          w.answer(w.canUnmerge()),
		"split":            w.answer(w.canSplit()),
		"tag":              w.answer(w.mayTakePart()),
		"addWatcher":       w.answer(w.mayHandle()),
	}
}

func (w *work) lawfulHandoff(h *Handoff) map[string]Lawful {
	return map[string]Lawful{
		"accept":   w.answer(w.canAccept(h)),
		"return":   w.answer(w.canReturn(h)),
		"finish":   w.answer(w.canFinish(h)),
		"check":    w.answer(w.canFinish(h)),
		"invite":   w.answer(w.canInvite(h)),
		"assign":   w.answer(w.canAssign(h)),
		"pause":    w.answer(w.canPauseHandoff(h)),
		"resume":   w.answer(w.canResumeHandoff(h)),
		"urge":     w.answer(w.canUrge(h)),
		"withdraw": w.answer(w.canWithdraw(h)),
	}
}
