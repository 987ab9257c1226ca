# What starting Semblance takes, from a checkout and from an unpacked archive; read by both launchers.
# Heap and JVM flags: SEMBLANCE_JAVA_OPTS, for example "-Xmx12g". More jars, such as JDBC drivers or
# losses and models of your own: SEMBLANCE_CLASSPATH.

fail() {
  printf 'semblance: %s\n' "$*" >&2
  exit 1
}

# The number of a closed stream would go to a file of the JVM's own, and the table into that file. So
# closed streams are opened the wrong way round: they stay taken, and using them stays an error.
true 2>/dev/null 3<&0 || exec 0>/dev/null
true 2>/dev/null 3>&1 || exec 1</dev/null
( true 3>&2 ) || exec 2>/dev/null

# Without a locale the JVM takes bytes of names and arguments beyond ASCII for question marks.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
  C | POSIX) export LC_ALL=C.UTF-8 ;;
esac

# Commands that compute nothing do without the Vector API: the JVM prints a warning line whenever that
# incubator module is asked for, and there is no flag against it.
# Every index is computed by us, so the bounds check of each vector access is switched off.
vector="--add-modules jdk.incubator.vector -Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"

# Sets java, home and version: of the runtime in the folder $1 if there is one, else of JAVA_HOME or the PATH.
find_java() {
  if [ -x "$1/bin/java" ]; then
    java=$1/bin/java
  elif [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it. Point it at Java 17 or newer, or unset it."
  else
    java=$(command -v java) || fail "no Java found. Install Java 17 or newer and put it on the PATH, or set JAVA_HOME."
  fi
  # The version stands in a file beside the JVM; asking the JVM itself would double the time to start.
  home=$(dirname "$(dirname "$(readlink -f "$java" 2>/dev/null || printf %s "$java")")")
  version=$(sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$home/release" 2>/dev/null || true)
  [ -n "$version" ] || version=$("$java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1)
  major=${version%%[!0-9]*}
  if [ -n "$major" ] && [ "$major" -lt 17 ]; then
    fail "Java 17 or newer is needed, but $java is version $version. Set JAVA_HOME to a newer one."
  fi
}

# Runs the command once on the simulated sample and keeps the classes as the JVM has them in memory by
# then, in the file $1: later starts take them from there. An empty file says that this JVM cannot.
# $2: a folder to work in, made here; $3: the class path; $4: the sample.
archive_classes() {
  work=$2
  mkdir "$work" 2>/dev/null || return 0
  trap 'rm -rf "$work"; exit 130' INT
  trap 'rm -rf "$work"; exit 143' TERM HUP
  # shellcheck disable=SC2086 # a list of words
  "$java" -XX:ArchiveClassesAtExit="$work/classes" -Xmx4g -XX:+UseParallelGC $vector \
    -cp "$3" io.semblance.cli.Main synthesize "$4" \
    --out "$work/results" --epochs 1 --rows 10 --quiet >/dev/null 2>&1 </dev/null || rm -f "$work/classes"
  [ -f "$work/classes" ] || : >"$work/classes"
  mv -f "$work/classes" "$1"
  rm -rf "$work"
  trap - INT TERM HUP
}

# Becomes the command: $1 is the class path, $2 an archive of classes, which may be missing or empty.
launch() {
  classpath=$1
  archive=$2
  shift 2
  [ -s "$archive" ] || archive=
  modules=$vector
  case ${1:-} in
    '' | schema | models | dataset | profile | compare | evaluate | explain) modules= ;;
  esac
  for arg; do
    case $arg in -h | --help | -V | --version) modules= ;; esac
  done
  # From 24 on Java warns of native libraries that were not announced: those of a GPU, and of Parquet.
  if [ "${major:-0}" -ge 24 ]; then
    modules="$modules --enable-native-access=ALL-UNNAMED"
  fi
  # Java cannot ask for these two.
  terminal=
  if [ -t 2 ]; then
    terminal=-Dsemblance.terminal=true
    size=$(stty size <&2 2>/dev/null) || size='24 80'
    [ "${size#* }" -gt 0 ] && terminal="$terminal -Dsemblance.columns=${size#* }"
  fi
  # ParallelGC: one-shot jobs that read a large table, then compute without allocating; pauses do not matter.
  # shellcheck disable=SC2086 # all three are lists of words
  exec "$java" ${archive:+"-XX:SharedArchiveFile=$archive" -Xlog:cds=off -Xlog:cds+dynamic=off} \
    -Xmx4g -XX:+UseParallelGC $terminal $modules ${SEMBLANCE_JAVA_OPTS:-} \
    -cp "$classpath${SEMBLANCE_CLASSPATH:+:$SEMBLANCE_CLASSPATH}" io.semblance.cli.Main "$@"
}
