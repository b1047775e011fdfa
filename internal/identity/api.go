package identity

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// May says what the acting person may do about a customer's real name.
type May struct {
	Keep    bool `json:"keep"`
	Enforce bool `json:"enforce"`
	Reveal  bool `json:"reveal"`
}

func mayFor(ctx context.Context, c *customer.Customer) May {
	actor := org.From(ctx)
	if actor == nil {
		return May{}
	}
	may := func(p org.Permission) bool { return actor.Covers(p).Covers(c.UnitID) }
	return May{may(org.IdentityKeep), may(org.IdentityEnforce), may(org.IdentityReveal)}
}

// Register adds the operations on real names to the API.
func (s *Service) Register(api huma.API) {
	const tag = "identity"
	httpx.Handle(api, httpx.Get("get-identity", "/customers/{id}/identity", "How it stands with a customer's real name: documents, checks, and what one may do", tag, org.CustomerRead),
		func(ctx context.Context, in *customer.ByID) (*Sheet, error) { return s.Of(ctx, in.ID) })
	httpx.Handle(api, httpx.Create("record-identity", "/customers/{id}/identity", "Record a document that was checked", tag, org.IdentityKeep),
		func(ctx context.Context, in *struct {
			customer.ByID
			Body NewEvidence
		}) (*Evidence, error) {
			return s.Record(ctx, in.ID, in.Body)
		})
	httpx.Handle(api, httpx.Post("withdraw-identity", "/identity/evidence/{id}/withdraw", "Withdraw a document that was recorded wrongly", tag, org.IdentityKeep),
		func(ctx context.Context, in *struct {
			customer.ByID
			Body struct {
				Reason string `json:"reason" maxLength:"500"`
			}
		}) (*Evidence, error) {
			return s.Withdraw(ctx, in.ID, in.Body.Reason)
		})
	httpx.Handle(api, httpx.Create("ask-identity", "/customers/{id}/identity/tasks", "Ask a customer to be checked anew", tag, org.IdentityKeep),
		func(ctx context.Context, in *struct {
			customer.ByID
			Body NewTask
		}) (*Task, error) {
			return s.Ask(ctx, in.ID, in.Body)
		})
	s.registerTasks(api, tag)
}

func (s *Service) registerTasks(api huma.API, tag string) {
	httpx.Handle(api, httpx.Get("list-identity-tasks", "/identity/tasks", "Checks of customers, by the day on which they are due", tag, org.CustomerRead),
		func(ctx context.Context, in *struct {
			Filter
			customer.Paging
		}) (httpx.Items[CheckView], error) {
			tasks, next, err := s.List(ctx, in.Filter, in.Paging)
			list := httpx.List(tasks)
			list.NextCursor = next
			return list, err
		})
	httpx.Handle(api, httpx.Post("step-identity", "/identity/tasks/{id}/steps", "Give notice, limit, suspend, restore, or cancel the check", tag, org.IdentityKeep, org.IdentityEnforce),
		func(ctx context.Context, in *struct {
			customer.ByID
			Body NewStep
		}) (*CheckView, error) {
			return s.Take(ctx, in.ID, in.Body)
		})
	httpx.Handle(api, httpx.Get("get-identity-rules", "/identity/rules", "The rules on real names", tag, org.CustomerRead),
		func(ctx context.Context, _ *struct{}) (*Rules, error) {
			if _, err := org.Need(ctx, org.CustomerRead); err != nil {
				return nil, err
			}
			return s.rules(ctx)
		})
	httpx.Handle(api, httpx.Put("set-identity-rules", "/identity/rules", "Put other rules on real names in force", tag, org.RulesManage),
		func(ctx context.Context, in *struct{ Body Rules }) (*Rules, error) { return s.SetRules(ctx, in.Body) })
}
