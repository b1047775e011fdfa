// Command openid is an OpenID provider for tests: that of github.com/zitadel/oidc with people of its own. What it is told at
// /control it does at once, also what no provider should: tokens that lie, and keys that change.
package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"

	"github.com/go-jose/go-jose/v4"
	"github.com/google/uuid"
	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// Told is what the provider is told to be like from now on; what is left out stays.
type Told struct {
	People map[string]Person `json:"people"` // by their identifiers
	Claims map[string]any    `json:"claims"` // in every ID token, whatever is true
	Rotate bool              `json:"rotate"` // signs with a new key, and knows no other
}

// Person is somebody with an account at the provider.
type Person struct {
	Login, Password, Name, Mail string
	Verified                    bool // the mail address
	Groups                      []string
}

func main() {
	listen := flag.String("listen", "127.0.0.1:0", "where it listens")
	id := flag.String("client", "xingfu", "the client's identifier")
	secret := flag.String("secret", "secret", "the client's secret")
	home := flag.String("home", "", "the client's address; people come back to any page below")
	name := flag.String("name", "provider", "by which name people come back")
	flag.Parse()
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	listener, err := net.Listen("tcp", *listen)
	if err != nil {
		log.Fatal(err)
	}
	issuer := "http://" + listener.Addr().String()
	people := &people{all: map[string]Person{}}
	client := storage.WebClient(*id, *secret, *home+"/log-in/"+*name)
	h := &house{Storage: storage.NewStorageWithClients(people, map[string]*storage.Client{*id: client}), people: people, home: *home}
	h.rotate()
	provider := exampleop.SetupServer(issuer, h, nil, false)
	mux := http.NewServeMux()
	mux.HandleFunc("POST /control", h.control)
	mux.Handle("POST /oauth/token", h.lying(provider))
	mux.Handle("/", provider)
	fmt.Println(issuer)
	log.Fatal(http.Serve(listener, mux))
}

type people struct {
	mu  sync.Mutex
	all map[string]Person
}

func (p *people) user(id string) *storage.User {
	one, ok := p.all[id]
	if !ok {
		return nil
	}
	first, last, _ := strings.Cut(one.Name, " ")
	return &storage.User{ID: id, Username: one.Login, Password: one.Password, FirstName: first, LastName: last, Email: one.Mail, EmailVerified: one.Verified}
}

// GetUserByID gives a person.
func (p *people) GetUserByID(id string) *storage.User {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.user(id)
}

// GetUserByUsername gives the person of a log-in name.
func (p *people) GetUserByUsername(login string) *storage.User {
	p.mu.Lock()
	defer p.mu.Unlock()
	for id, one := range p.all {
		if one.Login == login {
			return p.user(id)
		}
	}
	return nil
}

// ExampleClientID is what the example wants to have.
func (p *people) ExampleClientID() string { return "service" }

// house is what the provider keeps.
type house struct {
	*storage.Storage
	people *people
	home   string

	mu     sync.Mutex
	key    signing
	claims map[string]any
}

type signing struct {
	id  string
	key *rsa.PrivateKey
}

// SignatureAlgorithm is that of the key.
func (s signing) SignatureAlgorithm() jose.SignatureAlgorithm { return jose.RS256 }

// Key is the key that signs.
func (s signing) Key() any { return s.key }

// ID names the key.
func (s signing) ID() string { return s.id }

type public struct{ signing }

// Algorithm is that of the key.
func (p public) Algorithm() jose.SignatureAlgorithm { return jose.RS256 }

// Use is what the key is for.
func (p public) Use() string { return "sig" }

// Key is the key that checks.
func (p public) Key() any { return &p.key.PublicKey }

func (h *house) rotate() {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		log.Fatal(err)
	}
	h.key = signing{uuid.NewString(), key}
}

func (h *house) signing() signing {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.key
}

// SigningKey gives the key that signs now.
func (h *house) SigningKey(context.Context) (op.SigningKey, error) { return h.signing(), nil }

// KeySet gives the keys that check: the one that signs now.
func (h *house) KeySet(context.Context) ([]op.Key, error) { return []op.Key{public{h.signing()}}, nil }

// client may send people back, logged out, to where it is at home.
type client struct {
	op.Client
	home string
}

// PostLogoutRedirectURIs are where people come back to.
func (c client) PostLogoutRedirectURIs() []string { return []string{c.home + "/"} }

// GetClientByClientID gives the client.
func (h *house) GetClientByClientID(ctx context.Context, id string) (op.Client, error) {
	c, err := h.Storage.GetClientByClientID(ctx, id)
	return client{c, h.home}, err
}

// SetUserinfoFromToken tells of somebody, with his groups.
func (h *house) SetUserinfoFromToken(ctx context.Context, info *oidc.UserInfo, tokenID, subject, origin string) error {
	err := h.Storage.SetUserinfoFromToken(ctx, info, tokenID, subject, origin)
	h.people.mu.Lock()
	defer h.people.mu.Unlock()
	info.Name = strings.TrimSpace(info.Name)
	info.AppendClaims("groups", h.people.all[subject].Groups)
	return err
}

func (h *house) control(w http.ResponseWriter, r *http.Request) {
	var told Told
	if err := json.NewDecoder(r.Body).Decode(&told); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	h.people.mu.Lock()
	maps.Copy(h.people.all, told.People)
	h.people.mu.Unlock()
	h.mu.Lock()
	defer h.mu.Unlock()
	if told.Claims != nil {
		h.claims = told.Claims
	}
	if told.Rotate {
		h.rotate()
	}
}

// lying puts the claims that it was told into ID tokens and signs them anew.
func (h *house) lying(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		kept := httptest.NewRecorder()
		next.ServeHTTP(kept, r)
		body := kept.Body.Bytes()
		var answer map[string]any
		if json.Unmarshal(body, &answer) == nil && answer["id_token"] != nil {
			if token, err := h.lie(answer["id_token"].(string)); err == nil {
				answer["id_token"] = token
				body, _ = json.Marshal(answer)
			}
		}
		maps.Copy(w.Header(), kept.Header())
		w.Header().Del("Content-Length")
		w.WriteHeader(kept.Code)
		_, _ = io.Copy(w, bytes.NewReader(body))
	})
}

func (h *house) lie(raw string) (string, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	token, err := jose.ParseSignedCompact(raw, []jose.SignatureAlgorithm{jose.RS256})
	if err != nil {
		return "", err
	}
	all := map[string]any{}
	if err := json.Unmarshal(token.UnsafePayloadWithoutVerification(), &all); err != nil {
		return "", err
	}
	maps.Copy(all, h.claims)
	payload, err := json.Marshal(all)
	if err != nil {
		return "", err
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: h.key.key, KeyID: h.key.id}}, nil)
	if err != nil {
		return "", err
	}
	signed, err := signer.Sign(payload)
	if err != nil {
		return "", err
	}
	return signed.CompactSerialize()
}
