#!/usr/bin/env bash
# Builds, checks and measures the CUDA backend on this machine, and writes gpu-*.txt into $OUT, or
# benchmarks/results, line by line. What matters most comes first, and nothing may hang: every program
# has a limit, and one that fails does not keep the next from running.
# Needs a Java 17 or newer, a driver, a CUDA toolkit with a C++ compiler, and what prepare.sh made; no
# Maven, no CMake, no network. Python with PyTorch and compute-sanitizer are used where they are.
#   run.sh                 all of it
#   run.sh --quick BACKEND only to see that everything runs, on that backend (vector, ejml, emulated)
#   BUDGET=540             seconds for everything; parts for which none are left are told SKIP
#   STEPS=100 SESSIONS=50  fewer random steps and sessions in the suite than 600 and 1,000
#   SKIP="peer sanitizer"  leaves parts out: native, smoke, times, peer, suite, sanitizer
set -uo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd -P)
here=$root/benchmarks/gpu
dist=$here/dist
build=$root/build/gpu
backend=cuda
quick=
if [ "${1:-}" = --quick ]; then
  quick=--quick
  backend=${2:?which backend?}
fi
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
failures=0
budget=${BUDGET:-}

[ -d "$dist/lib" ] || { echo "run $here/prepare.sh first, where the build runs" >&2; exit 2; }
mkdir -p "$build"
if ! command -v "$java" >/dev/null && [ -e "$dist/jre.tar.gz" ]; then
  tar -xzf "$dist/jre.tar.gz" -C "$build" || exit 2
  java=$build/jre/bin/java
fi
command -v "$java" >/dev/null || { echo "no Java: set JAVA_HOME, or WITH_JRE=1 prepare.sh" >&2; exit 2; }
# A toolkit's installer leaves it to people to put it on the path.
PATH=$PATH:${CUDA_HOME:-/usr/local/cuda}/bin

left() { echo $((${budget:-86400} - SECONDS)); }
limit() { # seconds, command...: no longer than what is left of the budget
  local seconds=$1
  shift
  [ "$seconds" -le "$(left)" ] || seconds=$(left)
  [ "$seconds" -gt 0 ] || return 124 # to timeout, 0 is no limit
  timeout -k 10 "$seconds" "$@"
}

name=$( (limit 30 nvidia-smi --query-gpu=name --format=csv,noheader 2>/dev/null || true) | head -n 1 | tr ' ' '-')
# What an earlier run measured is kept: it may have been another part.
result=${OUT:-$root/benchmarks/results}/gpu-${name:-none}
again= number=1
while [ -e "$result$again.txt" ]; do
  number=$((number + 1))
  again=-$number
done
result=$result$again.txt
[ -z "$quick" ] || result=$build/quick.txt
mkdir -p "$(dirname "$result")"

say() { printf '\n== %s\n' "$*"; }
wanted() { case " ${SKIP:-} " in *" $1 "*) return 1 ;; *) return 0 ;; esac; }
part() { # name, command...: its output, then whether it went well
  local what=$1 start=$SECONDS
  shift
  say "$what"
  if [ "$(left)" -le 0 ]; then
    echo "SKIP $what (nothing left of $budget s)"
    return
  fi
  "$@" 2>&1
  local status=$?
  what="$what, $((SECONDS - start)) s"
  if [ $status -eq 0 ]; then
    echo "PASS $what"
  elif [ $status -eq 77 ]; then
    echo "SKIP $what"
  else
    echo "FAIL $what (exit status $status)"
    failures=$((failures + 1))
  fi
}

header() {
  echo "GPU      ${name:-none}"
  limit 30 nvidia-smi --query-gpu=driver_version,compute_cap,memory.total,clocks.sm,clocks.max.sm,clocks.mem,power.limit \
    --format=csv 2>/dev/null | sed 's/^/         /'
  echo "Toolkit  $(nvcc --version 2>/dev/null | sed -n 's/.*release \(.*\)/\1/p')"
  echo "Java     $("$java" -version 2>&1 | head -n 1)"
  echo "CPU      $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores"
  echo "Load     $(cut -d' ' -f1-3 /proc/loadavg) before the run"
  echo "Date     $(date -u +%Y-%m-%dT%H:%M:%SZ)"
  echo "Commit   $(cat "$dist/commit")"
  echo "TF32     off on both sides"
}

# Without CMake: a few compilations. For this machine's GPU alone, or for sm_90 where there is none.
build_native() {
  # Lest what an earlier run left is taken for this one's.
  rm -f "$build"/libsemblance_cuda*.so "$build"/{math_test,kernels_test,kernels_gpu}
  local n=$root/native arch=native
  local includes=(-I"$n/include" -I"$n/src" -I"$dist/include")
  limit 30 nvidia-smi >/dev/null 2>&1 || arch=sm_90
  local cxx=(g++ -std=c++17 -O3 -ffp-contract=off -fPIC "${includes[@]}")
  limit 120 "${cxx[@]}" -shared -DSEMBLANCE_HOST "$n"/src/{host_device,blas,error,jni}.cpp -ldl \
    -o "$build/libsemblance_cuda_host.so" || return 1
  limit 120 "${cxx[@]}" "$n/tests/math_test.cpp" -L"$build" -lsemblance_cuda_host -Wl,-rpath,"$build" \
    -o "$build/math_test" || return 1
  limit 120 "${cxx[@]}" "$n"/tests/{kernels,products}_test.cpp -L"$build" -lsemblance_cuda_host \
    -Wl,-rpath,"$build" -o "$build/kernels_test" || return 1
  if ! command -v nvcc >/dev/null; then
    echo "no nvcc: install a CUDA toolkit, or set CUDA_HOME"
    [ "$backend" != cuda ] || return 1
    return 77
  fi
  local archs
  archs=$(limit 30 nvidia-smi --query-gpu=compute_cap --format=csv,noheader 2>/dev/null | head -n 1 | tr -d .)
  limit 300 nvcc -std=c++17 -O3 -fmad=false -arch=$arch -lineinfo -Xptxas=-v --cudart static -shared \
    -Xcompiler=-fPIC,-ffp-contract=off "-DSEMBLANCE_ARCHITECTURES=\"${archs:-90}\"" "${includes[@]}" \
    "$n/src/device.cu" "$n"/src/{blas,error,jni}.cpp -ldl -o "$build/libsemblance_cuda.so" || return 1
  limit 300 nvcc -std=c++17 -O2 --cudart static -DSEMBLANCE_GPU -Xcompiler=-ffp-contract=off "${includes[@]}" \
    "$n"/tests/{kernels,products}_test.cpp -L"$build" -lsemblance_cuda -Xlinker -rpath,"$build" \
    -o "$build/kernels_gpu" || return 1
  # Registers, stack (which is where spilled ones go) and shared memory as the library has them.
  ! command -v cuobjdump >/dev/null || limit 30 cuobjdump --dump-resource-usage "$build/libsemblance_cuda.so"
}

# To skip is no success where the GPU is what is to be tested.
kernels_gpu() {
  [ -x "$build/kernels_gpu" ] || { echo "it was not built"; [ "$backend" != cuda ] || return 1; return 77; }
  limit 300 "$build/kernels_gpu"
  local status=$?
  [ "$backend$status" != cuda77 ] || return 1
  return $status
}

# Where a cuBLAS is that the loader may not know: the toolkit's, those of Python's packages.
cublas_folders() {
  local pure folder
  pure=$(limit 20 python3 -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])' 2>/dev/null)
  for folder in "${CUDA_HOME:-/usr/local/cuda}/lib64" "$pure"/nvidia/*/lib; do
    if [ -e "$folder/libcublas.so.13" ] || [ -e "$folder/libcublas.so.12" ]; then printf ':%s' "$folder"; fi
  done
}

# One of the two libraries: their JNI functions have the same names, and a JVM with both might measure
# the CPU. The path is for Java alone, since PyTorch is to find the cuBLAS that it came with.
run_java() { # seconds, arguments...
  local seconds=$1 path options=()
  shift
  path=${LD_LIBRARY_PATH:-}$(cublas_folders)
  case $backend in
    cuda)
      options=(-Dsemblance.cuda.library="$build/libsemblance_cuda.so" -Dsemblance.gpu.required=true
        "-Dsemblance.random.steps=${STEPS:-600}" "-Dsemblance.gpu.sessions=${SESSIONS:-1000}")
      ;;
    emulated) options=(-Dsemblance.cuda.host="$build/libsemblance_cuda_host.so" -Dsemblance.emulated=true) ;;
  esac
  LD_LIBRARY_PATH=${path#:} limit "$seconds" "$java" -Xmx8g --add-modules jdk.incubator.vector "${options[@]}" "$@"
}

# Tests tell as they finish, so those before a time-out are known. One that gives up because something
# is missing is no success here, though it is to the launcher.
console() { # seconds, what to select...
  local seconds=$1 selection=() log=$build/console.txt status
  shift
  for c in "$@"; do
    case $c in
      *\#*) selection+=(--select-method "io.semblance.cuda.$c") ;;
      *) selection+=(--select-class "io.semblance.cuda.$c") ;;
    esac
  done
  run_java "$seconds" -cp "$dist/lib/*" org.junit.platform.console.ConsoleLauncher execute --disable-banner \
    --disable-ansi-colors --details=testfeed --fail-if-no-tests "${selection[@]}" | tee "$log"
  status=${PIPESTATUS[0]}
  if [ "$status" -eq 0 ] && grep -qE '^\[ +[1-9][0-9]* (tests|containers) (aborted|skipped) ' "$log"; then
    echo "tests were skipped"
    return 1
  fi
  return "$status"
}

smoke() {
  case $backend in
    cuda) console 120 GpuTest#aGraphHasTheNodesThatWereLaunched GpuTest#goldenSteps \
      GpuTest#productsOfALibraryAgreeWithDoublePrecision ;;
    emulated) console 120 SessionTest#programsShareTheStateAndAClosedSessionSaysSo ;;
    *) return 77 ;;
  esac
}

suite() {
  case $backend in
    cuda) console 600 GpuTest ;;
    emulated) console 600 SessionTest OrderTest ;;
    *) return 77 ;;
  esac
}

times() { run_java 600 -cp "$dist/lib/*" io.semblance.benchmarks.GpuTimes "$backend" $quick; }

peer() {
  limit 120 python3 -c 'import torch; raise SystemExit(0 if torch.cuda.is_available() else 1)' 2>/dev/null || {
    echo "no PyTorch that sees a GPU: absent"
    return 77
  }
  limit 900 python3 -u "$here/peer.py"
}

sanitizer() {
  command -v compute-sanitizer >/dev/null || { echo "no compute-sanitizer: absent"; return 77; }
  [ -x "$build/kernels_gpu" ] || { echo "kernels_gpu was not built"; return 77; }
  limit 600 compute-sanitizer --tool memcheck --error-exitcode 9 "$build/kernels_gpu"
}

# Without this the failures would be counted in a shell of tee's pipe.
exec 3>&1 4>&2
exec > >(tee "$result") 2>&1
tee=$!
header
if wanted native; then
  part "native libraries" build_native
  part "mathematics on the host" limit 120 "$build/math_test"
  part "kernels on the emulated device" limit 300 "$build/kernels_test"
  part "kernels on the GPU" kernels_gpu
fi
! wanted smoke || part "smoke" smoke
! wanted times || part "times of $backend" times
! wanted peer || part "PyTorch, same sizes" peer
! wanted suite || part "backend suite" suite
! wanted sanitizer || part "memcheck of the kernels" sanitizer
say "$failures parts failed; this is $result"
# Whoever copies the result away as soon as this ends must find all of it.
exec >&3 2>&4
wait "$tee"
exit $((failures > 0))
