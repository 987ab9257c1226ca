#!/bin/sh
# Fits models in ever more time and writes how hard their rows are to tell from real ones, as a table and a picture:
# benchmarks/curve.sh [--table adult] [--budgets 2s,5s] [--models auto,cart] [--out FILE] [--picture FILE] [--from RESULTS] [--datasets DIR]. See README.md beside this file.
# Nothing else should compute meanwhile.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
cd "$root"
${MAVEN:-./mvnw} -q -B -DskipTests -Dspotless.check.skip -pl benchmarks -am package
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx4g --add-modules jdk.incubator.vector -cp "benchmarks/target/classes:benchmarks/target/lib/*" \
  io.semblance.benchmarks.DetectionCurve "$@"
