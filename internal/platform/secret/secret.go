// Package secret keeps what must not be read in a stolen copy of the database: second factors, identity numbers.
// A value is sealed with a key that stands in a file beside the database, never in it, and never in a backup.
package secret

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strings"

	"github.com/xingfu/xingfu/internal/platform/fault"
)

// Keys are the keys of an installation. The first seals, all open: a new one is put in front, the old ones stay as
// long as something is sealed with them. Without any, what is sealed and opened is refused.
type Keys struct{ keys []key }

// key is one key, with what is derived from it (HKDF, RFC 5869) so that sealing and looking up share nothing.
type key struct {
	id    string // names it in what it has sealed
	seal  cipher.AEAD
	blind []byte
}

const (
	version  = "1"
	keyBytes = 32
)

// New makes keys of 32 bytes each, the first being the one that seals.
func New(raw ...[]byte) (*Keys, error) {
	k := &Keys{}
	for _, one := range raw {
		derived, err := newKey(one)
		if err != nil {
			return nil, err
		}
		k.keys = append(k.keys, derived)
	}
	return k, nil
}

func newKey(raw []byte) (key, error) {
	derive := func(purpose string, n int) []byte {
		out, err := hkdf.Key(sha256.New, raw, nil, "xingfu "+purpose, n)
		if err != nil {
			panic(err) // only for more bytes than the hash can give
		}
		return out
	}
	block, err := aes.NewCipher(derive("seal", keyBytes))
	if err != nil {
		return key{}, err
	}
	seal, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return key{}, err
	}
	return key{hex.EncodeToString(derive("name", 4)), seal, derive("blind", keyBytes)}, nil
}

// Has tells whether there is a key, so that something can be sealed.
func (k *Keys) Has() bool { return k != nil && len(k.keys) > 0 }

// Seal encrypts and authenticates a value (AES-256-GCM). about says what it belongs to, such as "totp/" and the row's
// identifier: it opens only there. The error is Unavailable when there is no key.
func (k *Keys) Seal(plain, about string) (string, error) {
	if !k.Has() {
		return "", errNoKey()
	}
	first := k.keys[0]
	sealed := first.seal.Seal(nil, nil, []byte(plain), first.about(about))
	return strings.Join([]string{version, first.id, base64.RawURLEncoding.EncodeToString(sealed)}, "."), nil
}

// about binds a value to the key's name and the place where it belongs.
func (k key) about(about string) []byte { return []byte(version + "." + k.id + "." + about) }

// Open gives back what was sealed about the same thing. The error is Unavailable when the key that sealed it is not
// there, or when it is not what was sealed: altered, or put beside another row.
func (k *Keys) Open(sealed, about string) (string, error) {
	if !k.Has() {
		return "", errNoKey()
	}
	parts := strings.Split(sealed, ".")
	if len(parts) != 3 || parts[0] != version {
		return "", errNotSealed()
	}
	data, err := base64.RawURLEncoding.Strict().DecodeString(parts[2])
	if err != nil {
		return "", errNotSealed()
	}
	for _, one := range k.keys {
		if one.id != parts[1] {
			continue
		}
		plain, err := one.seal.Open(nil, nil, data, one.about(about))
		if err != nil {
			return "", errNotSealed()
		}
		return string(plain), nil
	}
	return "", fault.New(fault.Unavailable, "加密用的密钥（编号 %s）不在密钥文件里，读不出已保存的内容。请管理员把它放回密钥文件。",
		"The key %s with which this was sealed is not in the key file, so it cannot be read. Ask the administrator to put it back.", parts[1])
}

// IsCurrent tells whether a sealed value was sealed with the key that seals now, so that what was not can be sealed anew.
func (k *Keys) IsCurrent(sealed string) bool {
	return k.Has() && strings.HasPrefix(sealed, version+"."+k.keys[0].id+".")
}

// Blind gives a keyed fingerprint (HMAC-SHA256) by which equal values are found without being readable. It is the
// newest key's: keep this one. The error is Unavailable when there is no key.
func (k *Keys) Blind(value string) (string, error) {
	all, err := k.Blinds(value)
	if err != nil {
		return "", err
	}
	return all[0], nil
}

// Blinds gives the fingerprints of a value by every key, the newest first: look for all of them, since what was kept
// before a rotation has an older one.
func (k *Keys) Blinds(value string) ([]string, error) {
	if !k.Has() {
		return nil, errNoKey()
	}
	all := make([]string, len(k.keys))
	for i, one := range k.keys {
		mac := hmac.New(sha256.New, one.blind)
		mac.Write([]byte(value))
		all[i] = hex.EncodeToString(mac.Sum(nil))
	}
	return all, nil
}

func errNoKey() error {
	return fault.New(fault.Unavailable, "还没有配置加密用的密钥，不能保存或读取需要加密的内容。请管理员设置 XINGFU_SECRET_KEY_FILE。",
		"There is no key to encrypt with, so what must be encrypted can be neither kept nor read. Ask the administrator to set XINGFU_SECRET_KEY_FILE.")
}

func errNotSealed() error {
	return fault.New(fault.Unavailable, "加密保存的内容已损坏或被改动，读不出来。请联系管理员。",
		"What was kept encrypted is damaged or was altered and cannot be read. Tell the administrator.")
}
