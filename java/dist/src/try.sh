#!/bin/sh
# Unpacks an archive where nothing else is, and uses it as a newcomer would: try.sh ARCHIVE
# No Maven, no Git, an empty home; of Java only what the archive holds, or JAVA_HOME for one without.
set -eu
archive=$(readlink -f "$1")
lot=$(mktemp -d)
studio=
trap '[ -z "$studio" ] || { kill "$studio" && wait "$studio"; } 2>/dev/null || :; rm -rf "$lot"' EXIT
mkdir "$lot/home" "$lot/work"
tar xzf "$archive" -C "$lot"
home=$(echo "$lot"/semblance-*)
cd "$lot/work"

run() {
  env -i HOME="$lot/home" PATH=/usr/bin:/bin ${JAVA_HOME:+JAVA_HOME="$JAVA_HOME"} "$home/bin/semblance" "$@"
}

fail() {
  echo "$1" >&2
  exit 1
}

run --version | grep -q '^semblance' || fail "no version"
run synthesize "$home/datasets/health-indicators-sample.csv" --model cart --rows 500 --out result --quiet
[ "$(wc -l <result/synthetic.csv)" = 501 ] || fail "not 500 rows"
[ -s result/report.html ] || fail "no report"
run sample result/model.semblance --rows 20 --out rows.parquet --quiet
run profile rows.parquet --json facts.json --quiet
grep -q '"rows" : 20' facts.json || fail "Parquet does not come back"
man -l "$home/share/man/man1/semblance.1" >/dev/null 2>&1 || grep -q '^.SH' "$home/share/man/man1/semblance.1"
bash -n "$home/share/completion/semblance"
for file in bom.json THIRD-PARTY.txt LICENSE; do
  [ -s "$home/$file" ] || fail "no $file"
done

# Replaced by the command, so that it is the command that is ended.
(exec env -i HOME="$lot/home" PATH=/usr/bin:/bin ${JAVA_HOME:+JAVA_HOME="$JAVA_HOME"} \
  "$home/bin/semblance" studio --headless --folder "$lot/studio") >studio.log 2>&1 &
studio=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do
  grep -q '^folder' studio.log && break
  sleep 1
done
token=$(sed -n 's/^token: //p' studio.log)
address=$(sed -n 's,^studio: \(http://[^/]*\)/.*,\1,p' studio.log)
[ -n "$token" ] || fail "no studio: $(cat studio.log)"
curl -sf -H "Authorization: Bearer $token" "$address/api/about" | grep -q '"version"' || fail "no answer"
echo "$(basename "$archive") works"
