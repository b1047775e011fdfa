#!/bin/sh
# Makes sure that the named things are on this machine: go, node, postgresql, slapd, chromium, wapiti, gcc.
# On Debian as root it installs what is missing. Elsewhere, and for Go and Node, which Debian has
# only in older versions, it says what to install and ends with 1.
set -eu

# at_least WANTED FOUND compares versions like 1.26 and 1.26.3.
at_least() {
	[ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]
}

has_go() {
	command -v go >/dev/null && at_least 1.26 "$(go env GOVERSION | sed 's/^go//')"
}

has_node() {
	command -v npm >/dev/null && command -v node >/dev/null && at_least 20 "$(node --version | sed 's/^v//')"
}

has_postgresql() {
	for postgres in "$(command -v postgres || true)" /usr/lib/postgresql/*/bin/postgres \
		/usr/pgsql-*/bin/postgres /opt/homebrew/opt/postgresql@*/bin/postgres /usr/local/opt/postgresql@*/bin/postgres; do
		[ -x "$postgres" ] && [ -x "$(dirname "$(readlink -f "$postgres")")/initdb" ] || continue
		at_least 15 "$("$postgres" --version | sed 's/[^0-9]*//')" && return 0
	done
	[ -n "${XINGFU_TEST_POSTGRES:-}" ]
}

has_slapd() {
	for slapd in "$(command -v slapd || true)" /usr/sbin/slapd /usr/libexec/slapd /usr/lib/openldap/slapd; do
		[ -x "$slapd" ] && return 0
	done
	return 1
}

has_chromium() {
	command -v chromium >/dev/null || [ -x "${XINGFU_CHROMIUM:-}" ]
}

# The pages are Chinese first; without such a font a screenshot shows boxes.
has_fonts() {
	command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh-cn family)" ]
}

missing= packages=
lack() {
	missing="$missing
  $1"
	packages="$packages ${2:-}"
}

for thing in "$@"; do
	case $thing in
	go) has_go || lack "Go 1.26 or newer (https://go.dev/dl)" ;;
	node) has_node || lack "Node.js 20 or newer with npm (https://nodejs.org)" ;;
	postgresql) has_postgresql || lack "PostgreSQL 15 or newer, with initdb" postgresql ;;
	slapd) has_slapd || lack "slapd of OpenLDAP, for the tests of log-in by a directory" slapd ;;
	chromium)
		has_chromium || lack "Chromium in PATH, or its path in XINGFU_CHROMIUM" chromium
		has_fonts || lack "fontconfig and a Chinese font such as Noto Sans CJK" "fontconfig fonts-noto-cjk"
		;;
	wapiti) command -v wapiti >/dev/null || lack "wapiti, a scanner of web sites" wapiti ;;
	gcc) command -v gcc >/dev/null || lack "gcc, for the race detector" "gcc libc6-dev" ;;
	*) echo "need.sh does not know \"$thing\"" >&2; exit 2 ;;
	esac
done

[ -n "$missing" ] || exit 0
packages=$(echo $packages)
if [ -n "$packages" ] && [ -z "${NEED_SECOND_LOOK:-}" ] && [ "$(id -u)" = 0 ] && grep -qx 'ID=debian' /etc/os-release 2>/dev/null; then
	echo "Installing: $packages"
	export DEBIAN_FRONTEND=noninteractive
	apt-get -o DPkg::Lock::Timeout=300 -q update
	# shellcheck disable=SC2086 # a list of packages
	apt-get -o DPkg::Lock::Timeout=300 -q install -y --no-install-recommends $packages
	NEED_SECOND_LOOK=1 exec "$0" "$@"
fi
echo "Missing on this machine:$missing" >&2
[ -z "$packages" ] || echo "On Debian: sudo apt-get update && sudo apt-get install $packages" >&2
exit 1
