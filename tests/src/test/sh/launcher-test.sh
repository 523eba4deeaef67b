#!/usr/bin/env bash
# Tries the launcher, above all when things go wrong. Prints TAP; ./confab test counts it.
set -uo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd)
scratch=$(mktemp -d)
data=$scratch/data
out=$scratch/out
launcher=
listener=
number=0

cleanup() {
  [ -z "$launcher" ] || kill -TERM "$launcher" 2> /dev/null
  [ -z "$listener" ] || kill "$listener" 2> /dev/null
  wait
  rm -rf "$scratch"
}
trap cleanup EXIT

# ---------------------------------------------------------------- means

# check WHAT COMMAND…: one test
check() {
  local what=$1
  shift
  number=$((number + 1))
  if "$@"; then
    echo "ok $number - $what"
  else
    echo "not ok $number - $what"
    sed 's/^/# /' "$out"
  fi
}

free_port() {
  node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })'
}

# confab ARGUMENT…: to the end; what it says goes to $out, its status to $status
confab() {
  timeout 300 "$root/confab" "$@" > "$out" 2>&1
  status=$?
}

# Run in the background, with Ctrl-C as in a terminal (a shell's background jobs ignore it)
start() {
  : > "$out"
  env --default-signal=INT,HUP,TERM "$root/confab" run --no-install --port "$port" --https-port 0 --data "$data" > "$out" 2>&1 &
  launcher=$!
}

says() { grep -qF -- "$1" "$out"; }

# within SECONDS COMMAND…
within() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.2
  done
}

launcher_ended() { ! kill -0 "$launcher" 2> /dev/null; }

ready_or_ended() { says 'To stop' || launcher_ended; }

is_ready() { within 300 ready_or_ended && says 'To stop'; }

# ended_with STATUS…: the launcher ends soon, with one of them
ended_with() {
  within 120 launcher_ended || return 1
  wait "$launcher"
  status=$?
  launcher=
  [[ " $* " == *" $status "* ]]
}

# The server's process and Janus both name the data directory in their arguments.
processes() { pgrep -f -- "$data/" | grep -vxE "$$|${launcher:-0}"; }

nothing_is_left() { [ -z "$(processes)" ]; }

server() { pgrep -f -- "java.io.tmpdir=$data/"; }

classes_are_kept() { compgen -G "$data/cache/*/classes-*" > /dev/null; }

kept_classes_are_used() { pgrep -f -- "-XX:SharedArchiveFile=$data/cache/" > /dev/null; }

refused() { [ "$status" = 1 ] && nothing_is_left; }

failed_saying() { refused && says "$1"; }

page_is_served() { node -e "fetch('http://localhost:$port/').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"; }

media_server_runs() { pgrep -f -- "janus -F $data/" > /dev/null; }

# All commands but those of the media server, and a package manager that only writes down what it is asked for.
machine_without_media() {
  local directory
  mkdir "$1"
  local IFS=:
  for directory in $PATH; do
    ln -s "$directory"/* "$1" 2> /dev/null # of those with one name the first is found, as in the PATH
  done
  rm -f "$1"/{janus,janus-pp-rec,ffmpeg,apt-get,dpkg-query,sudo}
  printf '#!/bin/sh\ngrep -q "Installing Debian packages" "%s" && echo "$*" >> "%s"\nexit 1\n' "$out" "$scratch/asked" > "$1/apt-get"
  printf '#!/bin/sh\nexit 1\n' > "$1/dpkg-query"
  printf '#!/bin/sh\nshift\nexec "$@"\n' > "$1/sudo"
  chmod +x "$1"/{apt-get,dpkg-query,sudo}
}

export CONFAB_HEAP=512m CONFAB_CLASS_CACHE=false
unset CONFAB_HTTP_PORT CONFAB_HTTPS_PORT CONFAB_DATA CONFAB_DEMO CONFAB_MEDIA
port=$(free_port)

# ---------------------------------------------------------------- refusals, before anything is started

confab dance
check 'an unknown command is refused with a hint' [ "$status" = 2 ]
check '  and the hint names the help' says './confab --help'

confab run --port 99999
check 'a port that is none is refused' [ "$status" = 2 ]

mkdir "$scratch/bin"
printf '#!/bin/sh\necho '\''openjdk version "11.0.2" 2019-01-15'\'' >&2\n' > "$scratch/bin/java"
chmod +x "$scratch/bin/java"
JAVA_HOME='' PATH=$scratch/bin:$PATH confab run --no-install --data "$data"
check 'an old JDK is refused, with the version that is needed' failed_saying 'needs a JDK of version 17 or later, and '

JAVA_HOME=$scratch/none confab run --no-install --data "$data"
check 'no JDK is refused' failed_saying 'There is no Java'

touch "$scratch/file"
confab run --no-install --port "$port" --data "$scratch/file/data"
check 'a data directory that cannot be written is refused' failed_saying 'cannot be written'

node -e "require('node:net').createServer().listen($port)" &
listener=$!
port_is_taken() { (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; }
within 10 port_is_taken
confab run --no-install --port "$port" --data "$data"
check 'a taken port is refused' failed_saying "Port $port is taken by "
check '  naming the process' says "node (process $listener)"
taken=$port
port=$(free_port)
confab run --no-install --port "$port" --https-port "$taken" --data "$data"
check 'a taken HTTPS port is refused' failed_saying "Port $taken is taken by "
kill "$listener"
wait "$listener" 2> /dev/null
listener=

CONFAB_HEAP=none confab run --no-install --port "$port" --https-port 0 --data "$data"
check 'a server that ends while starting is told' failed_saying 'The server ended while starting'

printf '#!/bin/sh\nexit 1\n' > "$scratch/bin/janus"
chmod +x "$scratch/bin/janus"
rm "$scratch/bin/java"
CONFAB_MEDIA=janus PATH=$scratch/bin:$PATH confab run --no-install --port "$port" --https-port 0 --data "$data"
check 'a media server that does not run is told' failed_saying 'no meeting can be held: media: '

machine_without_media "$scratch/bare"
if grep -qE '^ID(_LIKE)?=.*(debian|ubuntu)' /etc/os-release; then
  CONFAB_HEAP=none PATH=$scratch/bare confab run --port "$port" --https-port 0 --data "$data"
  check 'the packages of the media server are asked for, which is said before' \
    grep -qx 'install -y --no-install-recommends janus janus-tools ffmpeg' "$scratch/asked"
  check '  and where they are not to be had it goes on without' says '(mesh)'
  rm -f "$scratch/asked"
fi

if command -v janus > /dev/null; then
  ln -s "$(command -v janus)" "$scratch/bare/janus"
  CONFAB_HEAP=none PATH=$scratch/bare confab run --no-install --port "$port" --https-port 0 --data "$data"
  check 'a media server is not said to be missing for want of what goes with it' eval '! says "(mesh)"'
  rm "$scratch/bare/janus"
fi

# ---------------------------------------------------------------- a start, and its end

export CONFAB_CLASS_CACHE=true
mkdir -p "$data/tmp/$$" # as of a server that was killed, whose process id somebody else has by now
start
check 'the server starts' is_ready
check '  showing how far it is' says 'Starting the server …'
if command -v janus > /dev/null; then
  check '  and the media server with it' media_server_runs
fi
check '  and says where it is' says "http://localhost:$port"
check '  and names the application' grep -qE 'Application +[0-9]+,' "$out"
check '  and serves the page' page_is_served
cp "$out" "$scratch/running"

confab usersig ann --data "$data"
check 'a UserSig is printed' grep -qxE '[A-Za-z0-9*_-]{100,}' "$out"

confab run --no-install --port "$(free_port)" --https-port 0 --data "$data"
check 'a data directory in use is refused' says "is in use by another Confab (process $launcher)"
check '  while the server that has it goes on' page_is_served

kill -INT "$launcher"
check 'Ctrl-C ends it' ended_with 0
check '  and leaves nothing running' nothing_is_left
check '  and keeps the classes for the next start' classes_are_kept

began=$SECONDS
start
check 'it starts again on the same data' is_ready
check '  from the classes that were kept' kept_classes_are_used
echo "# second start: $((SECONDS - began)) s"
check '  without building' eval '! says Building'
kill -TERM "$launcher"
check 'TERM ends it' ended_with 0
check '  and leaves nothing running' nothing_is_left

# ---------------------------------------------------------------- sudden ends

export CONFAB_CLASS_CACHE=read
start
server_runs() { [ -n "$(server)" ]; }
within 60 server_runs
kill -HUP "$launcher"
check 'HUP ends it while it is starting' ended_with 129
check '  and leaves nothing running' nothing_is_left

start
check 'it starts once more' is_ready
kill -KILL "$(server)"
check 'a killed server is noticed' ended_with 1
check '  and told' says 'The server was killed while running (signal 9)'
check '  and leaves nothing running' within 10 nothing_is_left

PATH=$scratch/bare start
check 'it starts after that, where there is no media server' is_ready
check '  which it says' says 'Media server not installed: small meetings connect browser to browser (mesh).'
check '  and asks for no package with --no-install' [ ! -e "$scratch/asked" ]
kill -KILL "$launcher"
wait "$launcher" 2> /dev/null
launcher=
check 'a killed launcher takes its server along' within 30 nothing_is_left

echo "1..$number"
