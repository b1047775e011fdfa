package org_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"testing"
	"time"

	"github.com/fxamacker/cbor/v2"
	"github.com/go-webauthn/webauthn/protocol"
	"github.com/google/uuid"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

const site = "https://desk.example"

// key is an authenticator with one passkey, as a telephone is (Web Authentication, level 2, section 6).
type key struct {
	t      *testing.T
	id     []byte
	secret *ecdsa.PrivateKey
	owner  []byte
	count  uint32
	origin string
	flags  byte
}

const (
	present  = 1
	verified = 4
	attested = 64
)

func newKeyFor(t *testing.T) *key {
	t.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	ok(t, err)
	id := make([]byte, 16)
	rand.Read(id)
	return &key{t: t, id: id, secret: secret, origin: site, flags: present | verified}
}

func b64(data []byte) string { return base64.RawURLEncoding.EncodeToString(data) }

func (k *key) client(kind string, challenge []byte) []byte {
	text, err := json.Marshal(map[string]any{"type": kind, "challenge": b64(challenge), "origin": k.origin, "crossOrigin": false})
	ok(k.t, err)
	return text
}

func (k *key) data(flags byte) []byte {
	hash := sha256.Sum256([]byte("desk.example"))
	return binary.BigEndian.AppendUint32(append(hash[:], flags), k.count)
}

// makes is what the browser sends when the authenticator has made the passkey.
func (k *key) makes(asked *protocol.CredentialCreation) []byte {
	k.t.Helper()
	owner, is := asked.Response.User.ID.(protocol.URLEncodedBase64)
	if !is {
		k.t.Fatalf("the owner is a %T", asked.Response.User.ID)
	}
	k.owner = owner
	public, err := k.secret.PublicKey.Bytes()
	ok(k.t, err)
	cose, err := cbor.Marshal(map[int]any{1: 2, 3: -7, -1: 1, -2: public[1:33], -3: public[33:]})
	ok(k.t, err)
	data := append(k.data(k.flags|attested), make([]byte, 16)...)
	data = append(binary.BigEndian.AppendUint16(data, uint16(len(k.id))), k.id...)
	object, err := cbor.Marshal(map[string]any{"fmt": "none", "attStmt": map[string]any{}, "authData": append(data, cose...)})
	ok(k.t, err)
	return k.sends(map[string]any{"clientDataJSON": b64(k.client("webauthn.create", asked.Response.Challenge)), "attestationObject": b64(object)})
}

// answers is what the browser sends when the authenticator has signed a challenge.
func (k *key) answers(asked *protocol.CredentialAssertion) []byte {
	k.t.Helper()
	k.count++
	client, data := k.client("webauthn.get", asked.Response.Challenge), k.data(k.flags)
	hash := sha256.Sum256(client)
	digest := sha256.Sum256(append(append([]byte{}, data...), hash[:]...))
	signature, err := ecdsa.SignASN1(rand.Reader, k.secret, digest[:])
	ok(k.t, err)
	return k.sends(map[string]any{"clientDataJSON": b64(client), "authenticatorData": b64(data), "signature": b64(signature), "userHandle": b64(k.owner)})
}

func (k *key) sends(response map[string]any) []byte {
	text, err := json.Marshal(map[string]any{"id": b64(k.id), "rawId": b64(k.id), "type": "public-key", "clientExtensionResults": map[string]any{}, "response": response})
	ok(k.t, err)
	return text
}

// passkey gives a person a passkey.
func (h *house) passkey(l *org.Login, name string, after time.Duration) *key {
	h.t.Helper()
	k := newKeyFor(h.t)
	asked, err := h.BeginPasskey(h.session(l, after))
	ok(h.t, err)
	_, err = h.AddPasskey(h.session(l, after), name, k.makes(asked))
	ok(h.t, err)
	return k
}

func TestAPasskeyLogsInAloneAndAsSecondFactor(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := newHouse(t, url).withKeys(site)
		p := h.person("lin", "hq", org.FrontDesk, org.ScopeUnit)
		l := h.in("lin", 0)
		first, second := h.passkey(l, "办公电脑", 0), h.passkey(l, "手机", time.Second)
		mine, err := h.ProtectionOf(h.session(l, 0), p.ID)
		ok(t, err)
		if len(mine.Factors) != 2 || mine.Factors[0].Name != "办公电脑" || mine.RecoveryLeft != 10 {
			t.Fatalf("%+v", mine)
		}
		alone := func(k *key, after time.Duration) (*org.Login, error) {
			asked, half, err := h.AskPasskeyToLogIn(h.from(desk, after), "")
			ok(t, err)
			return h.FinishWithPasskey(h.from(desk, after), half, k.answers(asked))
		}
		in, err := alone(first, time.Minute)
		ok(t, err)
		if in.Actor.StaffID != p.ID {
			t.Errorf("it is %s who logs in", in.Actor.Name)
		}
		half, err := h.LogIn(h.from(desk, time.Minute), "lin", password)
		ok(t, err)
		if half.Actor != nil || half.Factors[0] != org.Passkey {
			t.Fatalf("%+v", half)
		}
		asked, same, err := h.AskPasskeyToLogIn(h.from(desk, time.Minute), half.Half)
		ok(t, err)
		if same != half.Half || len(asked.Response.AllowedCredentials) != 2 {
			t.Errorf("asked is for %d passkeys", len(asked.Response.AllowedCredentials))
		}
		answer := second.answers(asked)
		_, err = h.FinishWithPasskey(h.from(desk, time.Minute), half.Half, answer)
		ok(t, err)
		_, err = h.FinishWithPasskey(h.from(desk, time.Minute), half.Half, answer)
		refused(t, err, fault.Conflict)

		// What is not in order is refused, and what was asked is asked once.
		for what, spoil := range map[string]func(k key) *key{
			"another site":     func(k key) *key { k.origin = "https://desk.example.org"; return &k },
			"another person":   func(k key) *key { id := uuid.New(); k.owner = id[:]; return &k },
			"nobody verified":  func(k key) *key { k.flags = present; return &k },
			"a foreign secret": func(k key) *key { k.secret = newKeyFor(t).secret; return &k },
			"an unknown key":   func(k key) *key { return newKeyFor(t) },
			"a copy":           func(k key) *key { k.count = 0; return &k },
		} {
			if _, err := alone(spoil(*first), 2*time.Minute); !fault.Is(err, fault.Invalid) {
				t.Errorf("%s: %v", what, err)
			}
		}
		first.count += 6
		late, halfLate, err := h.AskPasskeyToLogIn(h.from(desk, 3*time.Minute), "")
		ok(t, err)
		_, err = h.FinishWithPasskey(h.from(desk, 9*time.Minute), halfLate, first.answers(late))
		refused(t, err, fault.Conflict)

		// It proves who one is, and is removed.
		ask, err := h.AskPasskey(h.session(in, 20*time.Minute))
		ok(t, err)
		refused(t, h.Prove(h.session(in, 20*time.Minute), org.Proof{Credential: []byte("{}")}), fault.Invalid)
		refused(t, h.Prove(h.session(l, 20*time.Minute), org.Proof{Credential: first.answers(ask)}), fault.Invalid) // asked in another session
		ok(t, h.Prove(h.session(in, 20*time.Minute), org.Proof{Credential: first.answers(ask)}))
		refused(t, h.Prove(h.session(in, 20*time.Minute), org.Proof{Credential: first.answers(ask)}), fault.Invalid)
		ok(t, h.RemoveFactor(h.session(in, 20*time.Minute), mine.Factors[0].ID))
		if _, err := alone(first, 21*time.Minute); !fault.Is(err, fault.Invalid) {
			t.Errorf("a removed passkey: %v", err)
		}
		h.rules(func(r *org.Rules) { r.Require[org.FrontDesk] = org.OnlyPasskey })
		refused(t, h.RemoveFactor(h.session(in, 20*time.Minute), mine.Factors[1].ID), fault.Conflict)
	})
}

func TestAPasskeyPassesALock(t *testing.T) {
	h := newHouse(t, "sqlite://"+storetest.SQLitePath(t)).withKeys(site)
	h.person("lin", "hq", org.FrontDesk, org.ScopeUnit)
	h.rules(func(r *org.Rules) { r.Lock.Failures = 3 })
	k := h.passkey(h.in("lin", 0), "手机", 0)
	for range 3 {
		_, err := h.LogIn(h.from("192.0.2.1", time.Minute), "lin", "wrong-password")
		refused(t, err, fault.Unauthenticated)
	}
	_, err := h.LogIn(h.from(desk, time.Minute), "lin", password)
	reason(t, err, fault.TooMany, "locked")
	asked, half, err := h.AskPasskeyToLogIn(h.from(desk, time.Minute), "")
	ok(t, err)
	_, err = h.FinishWithPasskey(h.from(desk, time.Minute), half, k.answers(asked))
	ok(t, err)
}

func TestWithoutAnAddressOfItsOwnThereAreNoPasskeys(t *testing.T) {
	for address, can := range map[string]bool{site: true, "http://localhost:8080": true, "http://127.0.0.1:8080": false, "http://desk.example": false, "https://10.0.0.1": false, "": false} {
		h := newHouse(t, "sqlite://"+storetest.SQLitePath(t)).withKeys(address)
		p := h.person("lin", "hq", org.FrontDesk, org.ScopeUnit)
		l := h.in("lin", 0)
		mine, err := h.ProtectionOf(h.session(l, 0), p.ID)
		ok(t, err)
		_, err = h.BeginPasskey(h.session(l, 0))
		if mine.CanPasskey != can || (err == nil) != can {
			t.Errorf("at %q: %v, %v", address, mine.CanPasskey, err)
		}
	}
}
