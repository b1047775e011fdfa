package org

import (
	"github.com/danielgtaylor/huma/v2"

	"github.com/xingfu/xingfu/internal/platform/httpx"
)

// Schema names the values in the API's description.
func (Scope) Schema(huma.Registry) *huma.Schema {
	return httpx.OneOf(ScopeOwn, ScopeUnit, ScopeSubtree, ScopeAll)
}

// Schema names the values in the API's description.
func (UnitKind) Schema(huma.Registry) *huma.Schema {
	return httpx.OneOf(Headquarters, Province, Centre, Team, Imported)
}

// Schema names the values in the API's description.
func (Permission) Schema(huma.Registry) *huma.Schema { return httpx.OneOf(Permissions()...) }

// Schema names the values in the API's description.
func (Extent) Schema(huma.Registry) *huma.Schema {
	return httpx.OneOf(WithinReach, AtHome, OwnUnit, Regardless)
}

// Schema names the values in the API's description.
func (Requirement) Schema(huma.Registry) *huma.Schema { return httpx.OneOf(AnyFactor, OnlyPasskey) }

// Schema names the values in the API's description.
func (Owed) Schema(huma.Registry) *huma.Schema {
	return httpx.OneOf(OwesNothing, OwesPassword, OwesFactor, OwesPasskey)
}

// Schema names the values in the API's description.
func (FactorKind) Schema(huma.Registry) *huma.Schema { return httpx.OneOf(TOTP, Passkey, Recovery) }
