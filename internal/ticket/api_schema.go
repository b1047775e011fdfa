package ticket

import (
	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// Schema names the values in the API's description.
func (Status) Schema(huma.Registry) *huma.Schema {
	return httpx.OneOf(Open, Handed, Resolved, Confirmed, Closed, Cancelled, Merged)
}

// Schema names the values in the API's description.
func (HandoffStatus) Schema(huma.Registry) *huma.Schema {
	return httpx.OneOf(Sent, Accepted, Returned, Finished, Withdrawn)
}

// Schema names the values in the API's description.
func (PromiseKind) Schema(huma.Registry) *huma.Schema {
	return httpx.OneOf(Respond, Resolve, Accept, Finish)
}

// Schema names the values in the API's description.
func (PromiseState) Schema(huma.Registry) *huma.Schema {
	return httpx.OneOf(Running, Paused, Met, Missed, Dropped)
}

// Schema names the values in the API's description.
func (Pace) Schema(huma.Registry) *huma.Schema { return httpx.OneOf(Off, Soon, Hourly, Daily) }
