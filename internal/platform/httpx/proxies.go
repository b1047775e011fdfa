package httpx

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// Proxies makes requests that come through one of the proxies carry the address of their client: the
// last address of X-Forwarded-For that is not itself a proxy's. From everybody else the header is not
// believed.
func Proxies(proxies []netip.Prefix, next http.Handler) http.Handler {
	trusted := func(a netip.Addr) bool {
		return slices.ContainsFunc(proxies, func(p netip.Prefix) bool { return p.Contains(a) })
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		from, err := netip.ParseAddr(ClientIP(r))
		if err == nil && trusted(from.Unmap()) {
			r.RemoteAddr = net.JoinHostPort(behind(r.Header.Values("X-Forwarded-For"), from, trusted).String(), "0")
		}
		next.ServeHTTP(w, r)
	})
}

// behind walks the addresses back from the nearest to the first that no proxy vouches for.
func behind(headers []string, from netip.Addr, trusted func(netip.Addr) bool) netip.Addr {
	hops := strings.Split(strings.Join(headers, ","), ",")
	for _, hop := range slices.Backward(hops) {
		addr, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			return from
		}
		from = addr.Unmap()
		if !trusted(from) {
			return from
		}
	}
	return from
}

// ClientIP gives the address a request comes from, without its port.
func ClientIP(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
