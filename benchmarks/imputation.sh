#!/bin/sh
# Hides cells of Adult and Beijing, fills them and writes how near they come:
# benchmarks/imputation.sh [--budget 60s] [--tables adult,beijing] [--out FILE] [--datasets DIR]. See README.md beside this file.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
cd "$root"
${MAVEN:-./mvnw} -q -B -DskipTests -Dspotless.check.skip -pl benchmarks -am package
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx4g --add-modules jdk.incubator.vector -cp "benchmarks/target/classes:benchmarks/target/lib/*" \
  io.semblance.benchmarks.ImputationTable "$@"
