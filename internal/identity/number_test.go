package identity_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/xingfu/xingfu/internal/identity"
)

// The first two stand in GB 11643-1999 as examples.
func TestCheckDigitsOfTheIdentityCard(t *testing.T) {
	for number, right := range map[string]bool{
		"11010519491231002X": true, "440524188001010014": true, "110105194912310021": false, "11010519491331002X": false, "440524188001010041": false,
		"": false, "1101051949123100X2": false, "11010519491231002x": false,
	} {
		if identity.IsResidentID(number) != right {
			t.Errorf("%s: %v", number, !right)
		}
	}
}

// The first stands in GB 32100-2015 as an example; the others are those of well-known companies, as they publish them.
func TestCheckDigitsOfTheCreditCode(t *testing.T) {
	for code, right := range map[string]bool{
		"91350100M000100Y43": true, "91110000802100433B": true, "914403001922038216": true, "91350100M000100Y44": false, "91350100M000100Y4": false,
		"91350100M00010OY43": false, "": false,
	} {
		if identity.IsCreditCode(code) != right {
			t.Errorf("%s: %v", code, !right)
		}
	}
}

// One wrong character, or two neighbours changed over, is always found out.
func TestASlipIsFoundOut(t *testing.T) {
	const characters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	rapid.Check(t, func(r *rapid.T) {
		for _, test := range []struct {
			right, of string
			check     func(string) bool
		}{{"11010519491231002X", "0123456789", identity.IsResidentID}, {"91350100M000100Y43", characters, identity.IsCreditCode}} {
			at := rapid.IntRange(0, 16).Draw(r, "at")
			other := rapid.SampledFrom(strings.Split(test.of, "")).Draw(r, "other")
			slip := test.right[:at] + other + test.right[at+1:]
			if slip != test.right && test.check(slip) {
				r.Fatalf("%s counts as right", slip)
			}
			swapped := test.right[:at] + test.right[at+1:at+2] + test.right[at:at+1] + test.right[at+2:]
			if swapped != test.right && test.check(swapped) {
				r.Fatalf("%s counts as right", swapped)
			}
		}
	})
}
