# Runs one private PostgreSQL until standard input ends. It ends when the process that holds its
# other side closes it, and also when that process panics or is killed: nothing is left behind.
# $1 its folder, $2 its port on 127.0.0.1, $3 the folder of PostgreSQL's programs.
# Says "ready" or "failed" on standard output; why is in $1/log.
dir=$1 port=$2 bin=$3

start() {
	"$bin/initdb" -D "$dir/data" -U xingfu --pwfile="$dir/password" -E UTF8 --locale=C --no-sync \
		--auth-local=trust --auth-host=scram-sha-256 || return
	cat >>"$dir/data/postgresql.conf" <<-END || return
		listen_addresses = '127.0.0.1'
		port = $port
		unix_socket_directories = '$dir'
		max_connections = 300
		shared_buffers = 64MB
		fsync = off
		synchronous_commit = off
		full_page_writes = off
		wal_level = minimal
		max_wal_size = 256MB
		max_wal_senders = 0
		autovacuum = off
		jit = off
		max_parallel_workers_per_gather = 0
	END
	"$bin/pg_ctl" -D "$dir/data" -l "$dir/server.log" -t 120 -w start && return
	cat "$dir/server.log"
	return 1
}

if start >"$dir/log" 2>&1 </dev/null; then answer=ready; else answer=failed; fi
trap '' PIPE
echo $answer
cat >/dev/null
"$bin/pg_ctl" -D "$dir/data" -m immediate -t 30 -w stop >/dev/null 2>&1
cd / && rm -rf "$dir"
exit 0 # Stop looks after what could not be removed here
