#!/usr/bin/env bash
# Builds, checks and measures the CUDA backend on this machine, and writes benchmarks/results/gpu-*.txt.
# Needs a Java 17 or newer, a driver, a CUDA toolkit with a C++ compiler, and what prepare.sh made; no
# Maven, no CMake, no network. Python with PyTorch and compute-sanitizer are used where they are.
#   run.sh                 all of it
#   run.sh --quick BACKEND only to see that everything runs, on that backend (vector, ejml, emulated)
#   SKIP="peer sanitizer"  leaves parts out: native, suite, times, peer, sanitizer
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

[ -d "$dist/lib" ] || { echo "run $here/prepare.sh first, where the build runs" >&2; exit 2; }
command -v "$java" >/dev/null || { echo "no Java: set JAVA_HOME" >&2; exit 2; }

name=$( (nvidia-smi --query-gpu=name --format=csv,noheader 2>/dev/null || true) | head -n 1 | tr ' ' '-')
result=$root/benchmarks/results/gpu-${name:-none}.txt
[ -z "$quick" ] || result=$build/quick.txt
mkdir -p "$build" "$(dirname "$result")"

say() { printf '\n== %s\n' "$*"; }
wanted() { case " ${SKIP:-} " in *" $1 "*) return 1 ;; *) return 0 ;; esac; }
part() { # name, command...: its output, then whether it went well
  local what=$1
  shift
  say "$what"
  "$@" 2>&1
  local status=$?
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
  nvidia-smi --query-gpu=driver_version,compute_cap,memory.total,clocks.sm,clocks.max.sm,clocks.mem,power.limit \
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
  local n=$root/native arch=native
  local includes=(-I"$n/include" -I"$n/src" -I"$dist/include")
  nvidia-smi >/dev/null 2>&1 || arch=sm_90
  local cxx=(g++ -std=c++17 -O3 -ffp-contract=off -fPIC "${includes[@]}")
  "${cxx[@]}" -shared -DSEMBLANCE_HOST "$n"/src/{host_device,blas,error,jni}.cpp -ldl \
    -o "$build/libsemblance_cuda_host.so" || return 1
  "${cxx[@]}" "$n/tests/math_test.cpp" -L"$build" -lsemblance_cuda_host -Wl,-rpath,"$build" \
    -o "$build/math_test" || return 1
  "${cxx[@]}" "$n"/tests/{kernels,products}_test.cpp -L"$build" -lsemblance_cuda_host \
    -Wl,-rpath,"$build" -o "$build/kernels_test" || return 1
  command -v nvcc >/dev/null || return 77
  local archs
  archs=$(nvidia-smi --query-gpu=compute_cap --format=csv,noheader 2>/dev/null | head -n 1 | tr -d .)
  nvcc -std=c++17 -O3 -fmad=false -arch=$arch -lineinfo --cudart static -shared \
    -Xcompiler=-fPIC,-ffp-contract=off "-DSEMBLANCE_ARCHITECTURES=\"${archs:-90}\"" "${includes[@]}" \
    "$n/src/device.cu" "$n"/src/{blas,error,jni}.cpp -ldl -o "$build/libsemblance_cuda.so" || return 1
  nvcc -std=c++17 -O2 --cudart static -DSEMBLANCE_GPU -Xcompiler=-ffp-contract=off "${includes[@]}" \
    "$n"/tests/{kernels,products}_test.cpp -L"$build" -lsemblance_cuda -Xlinker -rpath,"$build" \
    -o "$build/kernels_gpu" || return 1
}

run_java() {
  "$java" -Xmx8g --add-modules jdk.incubator.vector -Dsemblance.cuda.library="$build/libsemblance_cuda.so" \
    -Dsemblance.cuda.host="$build/libsemblance_cuda_host.so" "$@"
}

console() { # test classes
  local classes=()
  for c in "$@"; do classes+=(--select-class "io.semblance.cuda.$c"); done
  run_java -cp "$dist/lib/*" org.junit.platform.console.ConsoleLauncher execute --disable-banner \
    --details=summary --fail-if-no-tests "${classes[@]}"
}

suite() {
  if [ "$backend" = cuda ]; then console GpuTest; else console SessionTest OrderTest; fi
}

times() { run_java -cp "$dist/lib/*" io.semblance.benchmarks.GpuTimes "$backend" $quick; }

peer() {
  python3 -c 'import torch; raise SystemExit(0 if torch.cuda.is_available() else 1)' 2>/dev/null || {
    echo "no PyTorch that sees a GPU: absent"
    return 77
  }
  python3 "$here/peer.py"
}

sanitizer() {
  command -v compute-sanitizer >/dev/null || { echo "no compute-sanitizer: absent"; return 77; }
  [ -x "$build/kernels_gpu" ] || return 77
  local tool
  for tool in memcheck racecheck synccheck; do
    echo "-- $tool"
    compute-sanitizer --tool $tool --error-exitcode 9 "$build/kernels_gpu" || return 1
  done
  # The suite itself: descriptors as Java writes them. JNI code of the JVM raises signals of its own.
  echo "-- memcheck of the Java suite"
  compute-sanitizer --tool memcheck --error-exitcode 9 --target-processes all \
    "$java" -Xmx8g --add-modules jdk.incubator.vector \
    -Dsemblance.cuda.library="$build/libsemblance_cuda.so" -cp "$dist/lib/*" \
    org.junit.platform.console.ConsoleLauncher execute --disable-banner --details=summary \
    --select-method io.semblance.cuda.GpuTest#randomStepsAgreeWithTheReference \
    --select-method io.semblance.cuda.GpuTest#goldenSteps
}

# Without this the failures would be counted in a shell of tee's pipe.
exec > >(tee "$result") 2>&1
header
if wanted native; then
  part "native libraries" build_native
  part "mathematics on the host" "$build/math_test"
  part "kernels on the emulated device" "$build/kernels_test"
  [ ! -x "$build/kernels_gpu" ] || part "kernels on the GPU" "$build/kernels_gpu"
fi
! wanted suite || part "backend suite" suite
! wanted times || part "times of $backend" times
! wanted peer || part "PyTorch, same sizes" peer
! wanted sanitizer || part "compute-sanitizer" sanitizer
say "$failures parts failed; this is $result"
exit $((failures > 0))
