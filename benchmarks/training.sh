#!/bin/sh
# Trains the default on one thread and writes rows a second, and the share of the rate of products alone:
# benchmarks/training.sh [--tables adult,brfss] [--out FILE] [--datasets DIR]. See README.md beside this file.
# Nothing else should compute meanwhile.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
cd "$root"
${MAVEN:-./mvnw} -q -B -DskipTests -Dspotless.check.skip -pl benchmarks -am package
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx4g --add-modules jdk.incubator.vector -cp "benchmarks/target/classes:benchmarks/target/lib/*" \
  io.semblance.benchmarks.TrainingSpeed "$@"
