package customer

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// partAPI says how parts T are listed, read, made from a body N and changed by a body C.
type partAPI[T, N, C any] struct {
	one, many string
	list      func(ctx context.Context, f PartFilter, p Paging) ([]T, string, error)
	get       func(ctx context.Context, id string) (*T, error)
	add       func(ctx context.Context, in N) (*T, error)
	change    func(ctx context.Context, id string, in C) (*T, error)
}

// registerPart adds the four operations on a kind of part to the API.
func registerPart[T, N, C any](api huma.API, p partAPI[T, N, C]) {
	path := "/" + p.many
	httpx.Handle(api, httpx.Get("list-"+p.many, path, "The "+p.many+" of customers, the newest first", "customers", org.CustomerRead),
		func(ctx context.Context, in *struct {
			PartFilter
			Paging
		}) (httpx.Items[T], error) {
			rows, next, err := p.list(ctx, in.PartFilter, in.Paging)
			list := httpx.List(rows)
			list.NextCursor = next
			return list, err
		})
	httpx.Handle(api, httpx.Get("get-"+p.one, path+"/{id}", "One "+p.one, "customers", org.CustomerRead),
		func(ctx context.Context, in *ByID) (*T, error) { return p.get(ctx, in.ID) })
	httpx.Handle(api, httpx.Create("add-"+p.one, path, "Add a "+p.one+" to a customer", "customers", org.CustomerWrite),
		func(ctx context.Context, in *struct{ Body N }) (*T, error) { return p.add(ctx, in.Body) })
	httpx.Handle(api, httpx.Patch("change-"+p.one, path+"/{id}", "Change a "+p.one, "customers", org.CustomerWrite),
		func(ctx context.Context, in *struct {
			ByID
			Body C
		}) (*T, error) {
			return p.change(ctx, in.ID, in.Body)
		})
}

// Of names the customer for whom a part is made.
type Of struct {
	CustomerID string `json:"customerId" format:"uuid"`
}

// Seen names the version on which a change is based.
type Seen struct {
	Version int64 `json:"version,omitempty" doc:"The version that was seen; needed unless If-Match names it."`
}

type (
	newContact struct {
		Of
		ContactFields
	}
	contactEdit struct {
		ContactFields
		Seen
	}
	newSite struct {
		Of
		SiteFields
	}
	siteEdit struct {
		SiteFields
		Seen
	}
	newTerminal struct {
		Of
		TerminalFields
	}
	terminalEdit struct {
		TerminalFields
		Seen
	}
	newSubscription struct {
		Of
		SubscriptionFields
	}
	subscriptionEdit struct {
		SubscriptionFields
		Seen
	}
	newContract struct {
		Of
		ContractFields
	}
	contractEdit struct {
		ContractFields
		Seen
	}
)

// made gives a new part with what was given of it.
func made[T any](apply func(*T)) T {
	var part T
	apply(&part)
	return part
}

func (s *Service) registerParts(api huma.API) {
	registerPart(api, partAPI[Contact, newContact, contactEdit]{"contact", "contacts", s.ListContacts, s.Contact,
		func(ctx context.Context, in newContact) (*Contact, error) {
			return s.AddContact(ctx, in.CustomerID, made(in.apply))
		},
		func(ctx context.Context, id string, in contactEdit) (*Contact, error) {
			return s.ChangeContact(ctx, id, in.ContactFields, in.Version)
		}})
	registerPart(api, partAPI[Site, newSite, siteEdit]{"site", "sites", s.ListSites, s.Site,
		func(ctx context.Context, in newSite) (*Site, error) {
			return s.AddSite(ctx, in.CustomerID, made(in.apply))
		},
		func(ctx context.Context, id string, in siteEdit) (*Site, error) {
			return s.ChangeSite(ctx, id, in.SiteFields, in.Version)
		}})
	registerPart(api, partAPI[Terminal, newTerminal, terminalEdit]{"terminal", "terminals", s.ListTerminals, s.Terminal,
		func(ctx context.Context, in newTerminal) (*Terminal, error) {
			return s.AddTerminal(ctx, in.CustomerID, made(in.apply))
		},
		func(ctx context.Context, id string, in terminalEdit) (*Terminal, error) {
			return s.ChangeTerminal(ctx, id, in.TerminalFields, in.Version)
		}})
	registerPart(api, partAPI[Subscription, newSubscription, subscriptionEdit]{"subscription", "subscriptions", s.ListSubscriptions, s.Subscription,
		func(ctx context.Context, in newSubscription) (*Subscription, error) {
			return s.AddSubscription(ctx, in.CustomerID, made(in.apply))
		},
		func(ctx context.Context, id string, in subscriptionEdit) (*Subscription, error) {
			return s.ChangeSubscription(ctx, id, in.SubscriptionFields, in.Version)
		}})
	registerPart(api, partAPI[Contract, newContract, contractEdit]{"contract", "contracts", s.ListContracts, s.Contract,
		func(ctx context.Context, in newContract) (*Contract, error) {
			return s.AddContract(ctx, in.CustomerID, made(in.apply))
		},
		func(ctx context.Context, id string, in contractEdit) (*Contract, error) {
			return s.ChangeContract(ctx, id, in.ContractFields, in.Version)
		}})
}

// registerFacts adds what is known of sites.
func (s *Service) registerFacts(api huma.API) {
	httpx.Handle(api, httpx.Get("list-site-facts", "/sites/{id}/facts", "What was found at a site, each with what was said before", "customers", org.CustomerRead),
		func(ctx context.Context, in *ByID) (httpx.Items[SiteFact], error) {
			list, err := s.Facts(ctx, in.ID)
			return httpx.List(list), err
		})
	httpx.Handle(api, httpx.Create("add-site-fact", "/sites/{id}/facts", "Record what was found at a site", "customers", org.CustomerWrite, org.HandoffWork),
		func(ctx context.Context, in *struct {
			ByID
			Body FactFields
		}) (*SiteFact, error) {
			return s.AddFact(ctx, in.ID, in.Body)
		})
	httpx.Handle(api, httpx.Put("change-site-fact", "/site-facts/{id}", "Say a fact about a site anew, or that it holds no more", "customers", org.CustomerWrite, org.HandoffWork),
		func(ctx context.Context, in *struct {
			ByID
			Body struct {
				FactFields
				Seen
			}
		}) (*SiteFact, error) {
			return s.ChangeFact(ctx, in.ID, in.Body.FactFields, in.Body.Version)
		})
}

// registerHistories adds what happens to terminals and subscriptions beside mere changes.
func (s *Service) registerHistories(api huma.API) {
	httpx.Handle(api, httpx.Get("list-terminal-history", "/terminals/{id}/history", "What happened to a terminal, the newest first", "customers", org.CustomerRead),
		func(ctx context.Context, in *ByID) (httpx.Items[TerminalChange], error) {
			list, err := s.TerminalHistory(ctx, in.ID)
			return httpx.List(list), err
		})
	httpx.Handle(api, httpx.Post("move-terminal", "/terminals/{id}/move", "Move a terminal to another site or customer", "customers", org.CustomerWrite),
		func(ctx context.Context, in *struct {
			ByID
			Body Move
		}) (*Terminal, error) {
			return s.MoveTerminal(ctx, in.ID, in.Body)
		})
	httpx.Handle(api, httpx.Post("swap-terminal", "/terminals/{id}/swap", "Put another device in a terminal's place", "customers", org.CustomerWrite),
		func(ctx context.Context, in *struct {
			ByID
			Body struct {
				TerminalFields
				Seen
				Reason string `json:"reason"`
			}
		}) (*Terminal, error) {
			return s.SwapTerminal(ctx, in.ID, Swap{in.Body.TerminalFields, in.Body.Reason}, in.Body.Version)
		})
	httpx.Handle(api, httpx.Get("list-subscription-history", "/subscriptions/{id}/history", "The states of a subscription, the newest first", "customers", org.CustomerRead),
		func(ctx context.Context, in *ByID) (httpx.Items[SubscriptionStep], error) {
			list, err := s.SubscriptionHistory(ctx, in.ID)
			return httpx.List(list), err
		})
	httpx.Handle(api, httpx.Post("step-subscription", "/subscriptions/{id}/step", "Suspend, restore or end a subscription", "customers", org.CustomerWrite),
		func(ctx context.Context, in *struct {
			ByID
			Body Step
		}) (*Subscription, error) {
			return s.StepSubscription(ctx, in.ID, in.Body)
		})
}

func (s *Service) registerPlans(api huma.API) {
	httpx.Handle(api, httpx.Get("list-plans", "/plans", "What customers can subscribe to", "customers", httpx.LoggedIn),
		func(ctx context.Context, _ *struct{}) (httpx.Items[Plan], error) {
			list, err := s.Plans(ctx)
			return httpx.List(list), err
		})
	httpx.Handle(api, httpx.Create("add-plan", "/plans", "Make a plan", "customers", org.RulesManage),
		func(ctx context.Context, in *struct{ Body planBody }) (*Plan, error) {
			return s.SavePlan(ctx, in.Body.plan(in.Body.Code), true)
		})
	httpx.Handle(api, httpx.Put("change-plan", "/plans/{code}", "Change a plan", "customers", org.RulesManage),
		func(ctx context.Context, in *struct {
			Code string `path:"code"`
			Body planBody
		}) (*Plan, error) {
			return s.SavePlan(ctx, in.Body.plan(in.Code), false)
		})
}

type planBody struct {
	Code          string `json:"code,omitempty" doc:"Of a new plan."`
	Zh            string `json:"zh"`
	En            string `json:"en,omitempty"`
	Product       string `json:"product" enum:"mobile,vsat,cband,relay"`
	DescriptionZh string `json:"descriptionZh,omitempty"`
	DescriptionEn string `json:"descriptionEn,omitempty"`
	Active        bool   `json:"active"`
	Seen
}

func (b planBody) plan(code string) Plan {
	return Plan{Code: code, Zh: b.Zh, En: b.En, Product: b.Product, DescriptionZh: b.DescriptionZh, DescriptionEn: b.DescriptionEn, Active: b.Active, Version: b.Version}
}

func (s *Service) registerMerging(api huma.API) {
	httpx.Handle(api, httpx.Get("list-duplicate-customers", "/customers/duplicates", "Customers who are likely the same, by the phones that several have", "customers", org.CustomerRead),
		func(ctx context.Context, in *Paging) (httpx.Items[Twins], error) {
			rows, next, err := s.ListTwins(ctx, *in)
			list := httpx.List(rows)
			list.NextCursor = next
			return list, err
		})
	httpx.Handle(api, httpx.Get("list-likely-same-customers", "/customers/{id}/duplicates", "Customers who may be the same as one", "customers", org.CustomerRead),
		func(ctx context.Context, in *ByID) (httpx.Items[Likely], error) {
			list, err := s.LikelySame(ctx, in.ID)
			return httpx.List(list), err
		})
	httpx.Handle(api, httpx.Post("merge-customer", "/customers/{id}/merge", "Let a customer go on as another", "customers", org.CustomerWrite),
		func(ctx context.Context, in *struct {
			ByID
			Body Merging
		}) (DetailsView, error) {
			if _, err := s.MergeCustomer(ctx, in.ID, in.Body); err != nil {
				return DetailsView{}, err
			}
			return s.Details(ctx, in.Body.Into)
		})
	httpx.Handle(api, httpx.Post("unmerge-customer", "/customers/{id}/unmerge", "Give a merged customer back what went over with him", "customers", org.CustomerWrite),
		func(ctx context.Context, in *struct {
			ByID
			Body struct {
				Reason string `json:"reason"`
			}
		}) (DetailsView, error) {
			if _, err := s.UnmergeCustomer(ctx, in.ID, in.Body.Reason); err != nil {
				return DetailsView{}, err
			}
			return s.Details(ctx, in.ID)
		})
}

func (s *Service) registerConsents(api huma.API) {
	httpx.Handle(api, httpx.Get("list-consents", "/customers/{id}/consents", "What a customer has agreed to, by purpose", "customers", org.CustomerRead),
		func(ctx context.Context, in *ByID) (*Consents, error) { return s.Consents(ctx, in.ID) })
	httpx.Handle(api, httpx.Create("record-consent", "/customers/{id}/consents", "Record that a customer agrees to a purpose, or takes it back", "customers", org.CustomerWrite),
		func(ctx context.Context, in *struct {
			ByID
			Body NewConsent
		}) (*Consent, error) {
			return s.RecordConsent(ctx, in.ID, in.Body)
		})
}
