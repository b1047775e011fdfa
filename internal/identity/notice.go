package identity

import (
	"strings"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// notices are what a customer is told of a step: what is, what will be and by when, and what he can do.
var notices = map[string]struct{ subject, body lang.Text }{
	"notice": {lang.Text{Zh: "请在 {due} 前完成实名核验", En: "Please have your identity checked by {due}"},
		lang.Text{Zh: "您好，{name}：\n\n按照实名登记的要求，您在我们这里登记的证件需要重新核验（{note}）。请在 {due} 前带有效证件到营业厅，或拨打 {hotline} 办理。\n\n到期没有办理的，我们会先限制呼出，再过一段时间才会停机；紧急呼叫不受影响。办好之后马上恢复。",
			En: "Dear {name},\n\nThe registration of real names requires that the document you have shown us is checked again ({note}). Please bring a valid document to our office, or call {hotline}, by {due}.\n\nAfter that day calls out are limited first, and the service is suspended only some time later; emergency calls go through in any case. Everything goes on as soon as you have been checked."}},
	"limit": {lang.Text{Zh: "您的业务已限制呼出，请完成实名核验", En: "Calls out are limited until your identity is checked"},
		lang.Text{Zh: "您好，{name}：\n\n实名核验的期限已过，您的业务从今天起限制呼出，接听和紧急呼叫不受影响。{step} 起仍未核验的，我们会停机。\n\n请带有效证件到营业厅，或拨打 {hotline} 办理，办好之后马上恢复。如有异议，也请拨打这个电话。",
			En: "Dear {name},\n\nThe time to have your identity checked has passed. From today calls out are limited; you can still be called, and emergency calls go through. From {step} on the service will be suspended if you have not been checked.\n\nPlease bring a valid document to our office or call {hotline}; everything goes on as soon as you have been checked. Call the same number if you disagree."}},
	"suspend": {lang.Text{Zh: "您的业务已停机，核验后马上恢复", En: "Your service is suspended until your identity is checked"},
		lang.Text{Zh: "您好，{name}：\n\n因为一直没有完成实名核验，您的业务从今天起停机。\n\n请带有效证件到营业厅，或拨打 {hotline} 办理，办好之后马上恢复。如有异议，也请拨打这个电话。",
			En: "Dear {name},\n\nSince your identity has not been checked, your service is suspended from today.\n\nPlease bring a valid document to our office or call {hotline}; everything goes on as soon as you have been checked. Call the same number if you disagree."}},
	"restore": {lang.Text{Zh: "您的业务已恢复", En: "Your service goes on"},
		lang.Text{Zh: "您好，{name}：\n\n您的业务已经恢复，可以正常使用。有问题请拨打 {hotline}。",
			En: "Dear {name},\n\nYour service goes on as before. Call {hotline} with any question."}},
	"verify": {lang.Text{Zh: "实名核验已完成", En: "Your identity has been checked"},
		lang.Text{Zh: "您好，{name}：\n\n实名核验已经完成，您的业务可以正常使用。谢谢您的配合。有问题请拨打 {hotline}。",
			En: "Dear {name},\n\nYour identity has been checked, and your service goes on as usual. Thank you. Call {hotline} with any question."}},
}

// words gives what a customer is told of a step, in his language.
func (s *Service) words(c *customer.Customer, t *Task, step *Step) (subject, body string) {
	fill := func(text lang.Text) string {
		return strings.NewReplacer("{name}", c.Name, "{due}", t.DueOn, "{step}", t.StepOn, "{note}", t.Note, "{hotline}", s.Hotline).Replace(text.In(lang.Code(c.Locale)))
	}
	words := notices[step.Step]
	return fill(words.subject), fill(words.body)
}
