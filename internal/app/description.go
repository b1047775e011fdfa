package app

import (
	"encoding/json"
	"net/http"

	"github.com/xingfu/xingfu/internal/auditing"
	"github.com/xingfu/xingfu/internal/care"
	"github.com/xingfu/xingfu/internal/channel"
	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/duty"
	"github.com/xingfu/xingfu/internal/identity"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/outage"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/ticket"
)

// Description gives the API's description, OpenAPI 3.1 in JSON, without a database: what it says follows
// from the operations alone.
func Description(version string) ([]byte, error) {
	api := httpx.NewAPI(http.NewServeMux(), version)
	new(org.Service).Register(api)
	new(auditing.Service).Register(api)
	new(duty.Service).Register(api)
	new(customer.Service).Register(api)
	new(identity.Service).Register(api)
	new(outage.Service).Register(api)
	new(ticket.Service).Register(api)
	new(care.Service).Register(api)
	new(channel.Service).Register(api)
	httpx.Complete(api)
	return json.MarshalIndent(api.OpenAPI(), "", "  ")
}
