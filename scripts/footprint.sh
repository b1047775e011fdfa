#!/bin/sh
# Measures the built program on a database that exists: how large it is, how soon it is ready, how much memory it
# holds when it has nothing to do. It prints; it judges nothing. Usage: scripts/footprint.sh [data folder]
set -eu
cd "$(dirname "$0")/.."
program=bin/xingfu
data=${1:-}
if [ -z "$data" ]; then
	data=$(mktemp -d)
	trap 'rm -rf "$data"' EXIT
	"$program" migrate --data "$data" >/dev/null
fi
now() { date +%s%N; }
for _ in 1 2 3 4 5; do
	began=$(now)
	"$program" serve --listen 127.0.0.1:0 --json --data "$data" >"$data/ready" 2>/dev/null &
	pid=$!
	until [ -s "$data/ready" ]; do sleep 0.005; done
	ready=$(now)
	sleep 3
	kb=$(awk '/VmRSS/ {print $2}' "/proc/$pid/status")
	kill "$pid" && wait "$pid" || true
	rm -f "$data/ready"
	echo "ready after $(((ready - began) / 1000000)) ms, idle at $((kb / 1024)) MB resident"
done
echo "the program has $(($(wc -c <"$program") / 1000000)) MB"
