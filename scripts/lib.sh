# Sourced by the scripts beside it: a JDK 25, Maven, and a build of what has changed.
# Written for bash 3.2 and newer, so that macOS can run it.

set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
export TORNADO_ARRAYS_HOME="$ROOT"
MIN_JAVA=25

die() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# Prints the comment at the head of the calling script: that is its usage.
usage() {
  sed -n '2,/^$/s/^# \{0,1\}//p' "$0"
}

# jdk_major HOME: the major version of the JDK there; nothing where there is none.
jdk_major() {
  [ -x "$1/bin/javac" ] || return 0
  local version
  if [ -r "$1/release" ]; then
    version="$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")"
  else
    version="$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')"
  fi
  echo "$version"
}

# The homes where a JDK may be, one a line, best first.
jdk_candidates() {
  if [ -n "${JAVA_HOME:-}" ]; then echo "$JAVA_HOME"; fi
  local onpath
  onpath="$(command -v javac || true)"
  if [ -n "$onpath" ]; then
    onpath="$(readlink -f "$onpath" 2>/dev/null || echo "$onpath")"
    dirname "$(dirname "$onpath")"
  fi
  local home
  for home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if [ -d "$home" ]; then echo "$home"; fi
  done
}

# Prints the home of a JDK 25 or newer: JAVA_HOME or the one on PATH where new enough, else the oldest of the others.
find_jdk() {
  local home major best="" best_major=9999 given="${JAVA_HOME:-}"
  while IFS= read -r home; do
    major="$(jdk_major "$home")"
    if [ -z "$major" ] || [ "$major" -lt "$MIN_JAVA" ]; then continue; fi
    if [ "$home" = "$given" ]; then
      best="$home"
      break
    fi
    if [ "$major" -lt "$best_major" ]; then
      best="$home"
      best_major="$major"
    fi
  done <<EOF
$(jdk_candidates)
EOF
  [ -n "$best" ] && echo "$best"
}

# Exports JAVA_HOME, or ends with what to do.
need_jdk() {
  local home
  home="$(find_jdk)" || die "no JDK $MIN_JAVA found (looked at JAVA_HOME=${JAVA_HOME:-(unset)}, javac on PATH, /usr/lib/jvm, \
SDKMAN, /Library/Java); install one:
  Debian, Ubuntu   sudo apt-get install openjdk-25-jdk, or temurin-25-jdk from https://adoptium.net
  SDKMAN           sdk install java 25-tem
  macOS            brew install openjdk@25
or set JAVA_HOME to the JDK $MIN_JAVA you have"
  export JAVA_HOME="$home"
}

# maven ARGS: the wrapper, or mvn on PATH where the wrapper cannot fetch its Maven. Runs in the repository's root.
maven() {
  if [ -z "${MAVEN_COMMAND:-}" ]; then
    local limit=""
    if command -v timeout >/dev/null; then limit="timeout 180"; fi
    mkdir -p "$ROOT/target"
    if (cd "$ROOT" && $limit ./mvnw -v) >"$ROOT/target/mvnw.log" 2>&1; then
      MAVEN_COMMAND=./mvnw
    elif command -v mvn >/dev/null; then
      echo "$(basename "$0"): mvnw could not fetch Maven (target/mvnw.log says why); using $(command -v mvn)" >&2
      MAVEN_COMMAND=mvn
    else
      cat "$ROOT/target/mvnw.log" >&2
      die "mvnw could not fetch Maven and there is no mvn on PATH; let it reach repo.maven.apache.org, \
set MVNW_REPOURL to a mirror, or install Maven 3.8.7 or newer"
    fi
  fi
  (cd "$ROOT" && "$MAVEN_COMMAND" --batch-mode --no-transfer-progress "$@")
}

# take_engine ARGS: reads "--engine tornadovm" at their start into ENGINE; TAKEN says how many arguments that was.
ENGINE=""
TAKEN=0
take_engine() {
  [ "${1:-}" = --engine ] || return 0
  [ "${2:-}" = tornadovm ] || die "--engine ${2:-}: tornadovm is the one engine that java is started for in its own way; \
name others by TORNADO_ARRAYS_DEVICE"
  ENGINE="$2"
  TAKEN=2
  need_tornadovm
}

# need_tornadovm: finds the SDK's version and its options for java, or ends with what to do.
need_tornadovm() {
  [ -n "${TORNADOVM_HOME:-}" ] || die "TORNADOVM_HOME is not set; install TornadoVM 5.2 for JDK 25 (sdk install tornadovm, \
or https://www.tornadovm.org) and set it to the SDK"
  TORNADOVM_VERSION="$(sed -n 's/^version=//p' "$TORNADOVM_HOME/etc/tornado.release" 2>/dev/null || true)"
  case "$TORNADOVM_VERSION" in
    5.*jdk25*) ;;
    "") die "TORNADOVM_HOME=$TORNADOVM_HOME is no SDK of TornadoVM: it has no etc/tornado.release" ;;
    *) die "TORNADOVM_HOME is TornadoVM $TORNADOVM_VERSION; this engine knows 5.x for JDK 25, such as 5.2.0-jdk25" ;;
  esac
  mkdir -p "$ROOT/target"
  TORNADOVM_ARGFILE="$TORNADOVM_HOME/tornado-argfile"
  if [ -r "$TORNADOVM_ARGFILE.template" ]; then
    TORNADOVM_ARGFILE="$ROOT/target/tornado-argfile"
    sed "s#\${TORNADOVM_HOME}#$TORNADOVM_HOME#g" "$TORNADOVM_HOME/tornado-argfile.template" >"$TORNADOVM_ARGFILE"
  fi
  [ -r "$TORNADOVM_ARGFILE" ] || die "$TORNADOVM_HOME has no tornado-argfile; make it with tornado --generate-argfile"
}

# is_built MODULE: its jar and class path are there and nothing they are made of is newer.
is_built() {
  local target="$ROOT/$1/target" entry
  [ -e "$target/built" ] && [ "$(cat "$target/built")" = "$ROOT" ] && [ -s "$target/classpath.txt" ] || return 1
  while IFS= read -r entry; do
    [ -e "$entry" ] || return 1
  done <<EOF
$(class_path "$1" | tr ':' '\n')
EOF
  [ -z "$(find "$ROOT/pom.xml" "$ROOT/tornado-arrays/pom.xml" "$ROOT/$1/pom.xml" \
    "$ROOT/tornado-arrays/src/main" "$ROOT/$1/src/main" -newer "$target/built")" ]
}

# build MODULE: brings the module and the library up to date, without tests and checks; silent unless it fails.
build() {
  need_jdk
  if is_built "$1"; then return; fi
  local log="$ROOT/target/build-$1.log" started
  mkdir -p "$ROOT/target"
  started="$(mktemp "$ROOT/target/started.XXXXXX")"
  echo "$ROOT" >"$started"
  echo "Building $1 (the first time downloads what it needs; log: $log)" >&2
  if ! maven -P '!checks' -Dmaven.test.skip=true -Dmaven.compiler.failOnWarning=false \
    ${TORNADOVM_VERSION:+-Dtornadovm.version="$TORNADOVM_VERSION"} -pl "$1" -am \
    package dependency:build-classpath -Dmdep.outputFile=target/classpath.txt -DincludeScope=runtime \
    >"$log" 2>&1; then
    rm -f "$started"
    grep -E '^\[(ERROR|WARNING)\]' "$log" >&2 || cat "$log" >&2
    die "the build of $1 failed; the whole log: $log"
  fi
  # its time is the start of the build: a file saved meanwhile counts as newer
  mv "$started" "$ROOT/$1/target/built"
}

# class_path MODULE: its own jar and all it needs, joined by colons.
class_path() {
  local jar name="$1"
  case "$name" in tornado-arrays*) ;; *) name="tornado-arrays-$name" ;; esac
  for jar in "$ROOT/$1/target/$name"-[0-9]*.jar; do :; done
  echo "$jar:$(cat "$ROOT/$1/target/classpath.txt")"
}

# java_with MODULE ARGS: java with that module's class path; becomes it.
java_with() {
  local cp engine=()
  cp="$(class_path "$1")"
  shift
  if [ "$ENGINE" = tornadovm ]; then
    build tornado-arrays-tornadovm
    cp="$cp:$(class_path tornado-arrays-tornadovm)"
    engine=("@$TORNADOVM_ARGFILE" "@$ROOT/tornado-arrays-tornadovm/java.args")
  fi
  # shellcheck disable=SC2086  # several options in one variable are meant to be split
  exec "$JAVA_HOME/bin/java" ${engine[@]+"${engine[@]}"} --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true \
    ${TORNADO_ARRAYS_JAVA_OPTS:-} -cp "$cp${CLASSPATH:+:$CLASSPATH}" "$@"
}
