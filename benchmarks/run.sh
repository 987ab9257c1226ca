#!/bin/sh
# Builds what is measured and measures it: benchmarks/run.sh [--short] [pattern]. See README.md beside this file.
# JAVA_HOME chooses the JDK; PEERS=no leaves out what Semblance is compared with (290 MB to download once).
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
peers=-Ppeers
[ "${PEERS:-yes}" = no ] && peers=
cd "$root"
# shellcheck disable=SC2086 # no argument at all without peers
${MAVEN:-./mvnw} -q -B -DskipTests -Dquick -Dspotless.check.skip $peers -pl benchmarks -am package
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" --add-modules jdk.incubator.vector -cp "benchmarks/target/classes:benchmarks/target/lib/*" \
  io.semblance.benchmarks.Run "$@"
