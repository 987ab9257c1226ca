#!/bin/sh
# Tops Adult up with synthetic rows of its rarer class and writes what boosted trees make of it:
# benchmarks/balance.sh [--budget 60s] [--models smote,auto] [--seeds 7,8,9] [--out FILE] [--datasets DIR]. See README.md beside this file.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
cd "$root"
${MAVEN:-./mvnw} -q -B -DskipTests -Dspotless.check.skip -pl benchmarks -am package
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx4g --add-modules jdk.incubator.vector -cp "benchmarks/target/classes:benchmarks/target/lib/*" \
  io.semblance.benchmarks.BalanceTable "$@"
