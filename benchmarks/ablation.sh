#!/bin/sh
# Takes back each choice of the default model alone, on three seeds, and writes what a judge says:
# benchmarks/ablation.sh [--budget 20s] [--tables adult,magic,california] [--seeds 7,8,9] [--out FILE] [--datasets DIR]. See README.md beside this file.
# Nothing else should compute meanwhile.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
cd "$root"
${MAVEN:-./mvnw} -q -B -DskipTests -Dspotless.check.skip -pl benchmarks -am package
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx4g --add-modules jdk.incubator.vector -cp "benchmarks/target/classes:benchmarks/target/lib/*" \
  io.semblance.benchmarks.AblationTable "$@"
