#!/bin/sh
# Fits every synthesizer to real tables, judges what it draws, and writes the table of all models x all tables:
# benchmarks/models.sh [--budget 60s] [--models a,b] [--tables adult,magic] [--out FILE] [--datasets DIR]. See README.md beside this file.
# Nothing else should compute meanwhile.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
cd "$root"
${MAVEN:-./mvnw} -q -B -DskipTests -Dspotless.check.skip -pl benchmarks -am package
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx4g --add-modules jdk.incubator.vector -cp "benchmarks/target/classes:benchmarks/target/lib/*" \
  io.semblance.benchmarks.ModelTable "$@"
