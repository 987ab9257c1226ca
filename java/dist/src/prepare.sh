#!/bin/sh
# Makes what an archive holds beside jars: licences, a trimmed runtime, and archives of classes for quick starts.
# prepare.sh JDK HOME RUNTIME MODULES TIME
set -eu
jdk=$1
target=$2
runtime=$3
modules=$4
time=$5
# shellcheck source=java/cli/src/launcher/run.sh
. "$target/lib/run.sh"

for jar in "$target"/lib/*.jar; do
  case ${jar##*/} in semblance-*) continue ;; esac
  licences=$target/licences/$(basename "$jar" .jar)
  mkdir -p "$licences"
  (cd "$licences" && "$jdk/bin/jar" xf "$jar" META-INF/LICENSE META-INF/LICENSE.txt META-INF/LICENSE.md \
    META-INF/NOTICE META-INF/NOTICE.txt META-INF/NOTICE.md LICENSE LICENSE.txt NOTICE 2>/dev/null) || :
  find "$licences" -type f | grep -q . || rm -rf "$licences"
done

rm -rf "$runtime"
"$jdk/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --output "$runtime"
"$runtime/bin/java" -Xshare:dump >/dev/null 2>&1 # classes of the JDK itself
chmod +x "$target/bin/semblance"

# An archive of classes knows its jars by their order and times, and, before Java 19, by the folder that
# they were in. So it is tried from another one, and left out where it would be of no use.
touch -d "$time" "$target"/lib/*.jar
find_java "$jdk"
version=$(sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$jdk/release")
rm -f "$target"/lib/classes-*.jsa
classpath=
for jar in "$target"/lib/*.jar; do
  classpath=$classpath${classpath:+:}$jar
done
java=$runtime/bin/java
made=$target/lib/classes-$version.jsa
archive_classes "$made" "$runtime.work" "$classpath" "$target/datasets/health-indicators-sample.csv"
moved=$runtime.moved
rm -rf "$moved"
cp -a "$target" "$moved"
classpath=
for jar in "$moved"/lib/*.jar; do
  classpath=$classpath${classpath:+:}$jar
done
"$java" -XX:SharedArchiveFile="$moved/lib/classes-$version.jsa" -Xshare:on -Xmx4g -XX:+UseParallelGC \
  -cp "$classpath" io.semblance.cli.Main --version >/dev/null 2>&1 || rm -f "$made"
rm -rf "$moved"
