#!/bin/sh
# Builds and starts one of the programs of this folder: benchmarks/program.sh CLASS [OPTIONS]; the other scripts call it.
set -eu
program=$1
shift
root=$(cd "$(dirname "$0")/.." && pwd -P)
cd "$root"
${MAVEN:-./mvnw} -q -B -DskipTests -Dspotless.check.skip -pl benchmarks -am package
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx4g --add-modules jdk.incubator.vector -cp "benchmarks/target/classes:benchmarks/target/lib/*" \
  "io.semblance.benchmarks.$program" "$@"
