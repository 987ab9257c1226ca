#!/bin/sh
# Fits models of sequences to real tables, judges what they draw by the protocol of TimeGAN, and writes one table:
# benchmarks/series.sh [--budget 3m] [--models a,b] [--tables stocks,etth1] [--seeds 5] [--out FILE] [--datasets DIR]. See README.md beside this file.
# Nothing else should compute meanwhile.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
cd "$root"
${MAVEN:-./mvnw} -q -B -DskipTests -Dspotless.check.skip -pl benchmarks -am package
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx4g --add-modules jdk.incubator.vector -cp "benchmarks/target/classes:benchmarks/target/lib/*" \
  io.semblance.benchmarks.SeriesModelTable "$@"
