#!/usr/bin/env bash
# Puts into benchmarks/gpu/dist what run.sh needs on a machine without Maven and network: jars, and the
# headers of JNI. Run it where the build runs, then copy the whole checkout, dist included.
#   WITH_JRE=1 prepare.sh   a Java runtime as well, which run.sh takes where there is none
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd -P)
dist=$root/benchmarks/gpu/dist
cd "$root"
mvn=${MAVEN:-./mvnw}
console=org.junit.platform:junit-platform-console-standalone:1.14.4

rm -rf "$dist"
mkdir -p "$dist/lib" "$dist/include"
$mvn -q -B -DskipTests -Dquick -Dspotless.check.skip -pl benchmarks,java/cuda -am package \
  dependency:copy-dependencies -DincludeScope=test -DoutputDirectory="$dist/lib" -DoverWriteSnapshots=true \
  -DexcludeGroupIds=org.junit.jupiter,org.junit.platform,com.tngtech.archunit,ml.dmlc,net.bytebuddy
$mvn -q -B -N dependency:copy -Dartifact="$console" -DoutputDirectory="$dist/lib"
cp benchmarks/target/semblance-benchmarks-*.jar java/cuda/target/semblance-cuda-*.jar \
  java/engine/target/semblance-engine-*-tests.jar "$dist/lib"

# A JRE has no headers; jni_md.h is the platform's.
java_home=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
cp "$java_home/include/jni.h" "$java_home/include/linux/jni_md.h" "$dist/include"
if [ -n "${WITH_JRE:-}" ]; then
  "$java_home/bin/jlink" --add-modules java.base,java.logging,java.management,java.sql,jdk.incubator.vector,jdk.management,jdk.unsupported \
    --no-header-files --no-man-pages --strip-debug --compress=2 --vm=server --output "$dist/jre"
  tar -C "$dist" -czf "$dist/jre.tar.gz" jre
  rm -rf "$dist/jre"
fi
git -C "$root" rev-parse --short HEAD >"$dist/commit" 2>/dev/null || echo unknown >"$dist/commit"
printf 'prepared %s: %s jars\n' "$dist" "$(find "$dist/lib" -name '*.jar' | wc -l)"
