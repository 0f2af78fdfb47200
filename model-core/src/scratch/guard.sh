# Runs a server for as long as its standard input is open: the other end of that pipe is held by cargo-model alone, so
# that the server stops however cargo-model ends. Standard output is the lock of the data directory, held as long as this
# shell lives. Standard error takes one line, the temporary directory, and if the server does not start, the end of its log.
#
# $1: the directory that keeps the data, empty for the temporary one; $2: initdb, if the data has to be made first;
# $3 and on: the server and its arguments.
home=$1 initdb=$2
shift 2
server=

# A server that has not set its handlers yet was started with SIGQUIT ignored, as all that a shell starts with `&` is, so
# SIGTERM goes first: before the handlers it kills, after them it is a slow shutdown that SIGQUIT then cuts short.
stop() {
    [ -n "$server" ] && kill -TERM "$server" && kill -QUIT "$server"
} 2>/dev/null
trap stop HUP INT TERM
# Nobody may be there any more to read what is said below, and that must not end the shell.
trap '' PIPE

exec 3<&0 </dev/null
# A socket's path has 104 to 108 bytes at most, so not in TMPDIR.
scratch=$(mktemp -d /tmp/model-XXXXXXXX) || exit
cd "$scratch" || exit
echo "$scratch" >&2
home=${home:-$scratch}
data=$home/data log=$home/log
: >"$log"

status=0
if [ -n "$initdb" ]; then
    "$initdb" -D "$data" -U postgres --auth=trust --encoding=UTF8 --no-locale --no-sync >>"$log" 2>&1 3<&- || status=$?
fi
if [ "$status" -eq 0 ]; then
    "$@" -D "$data" -k "$scratch" >>"$log" 2>&1 3<&- &
    server=$!
    { cat; stop; } <&3 >/dev/null 2>&1 &
    watch=$!
    exec 3<&-
    # A trapped signal ends `wait` before the server has ended.
    wait "$server"
    status=$?
    while kill -0 "$server" 2>/dev/null; do
        wait "$server"
        status=$?
    done
    kill "$watch" 2>/dev/null
fi
[ "$status" -eq 0 ] || tail -n 8 "$log" >&2
rm -rf -- "$scratch"
exit "$status"
