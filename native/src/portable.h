// One source for two machines: on a GPU a block's threads are threads; on a CPU (the emulated device
// of the tests) they are a loop. All kernel mathematics is written against this header alone.
//
// A block's work is a sequence of phases. Within a phase no thread may read what another one writes;
// between two phases all of the block's threads meet. On a GPU a phase ends in __syncthreads(), so a
// barrier cannot be forgotten; on a CPU the threads of a phase run one after the other, in an order
// that tests change (forwards, backwards, shuffled): a result that depends on it is a race.
#ifndef SEMBLANCE_PORTABLE_H
#define SEMBLANCE_PORTABLE_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#if defined(__CUDACC__)
#define SEM_HD __host__ __device__ __forceinline__
#else
#define SEM_HD inline
#endif

#if defined(__CUDA_ARCH__)
#define SEM_UNROLL _Pragma("unroll")
#define SEM_ROLLED _Pragma("unroll 1")
#else
#define SEM_UNROLL
#define SEM_ROLLED
#endif

namespace semblance {

// Threads of every block. A constant, because indices within a block are built on it.
constexpr int THREADS = 128;

// Shared memory that every device has without asking for more.
constexpr int SHARED_BYTES = 48 * 1024;

#if !defined(__CUDA_ARCH__)
// In which order the emulated device runs the threads of a phase; see host_device.cpp.
int thread_at(int position);
#endif

// Runs f(t) for every thread t of the block; afterwards all have finished.
template <class F>
SEM_HD void phase(F f) {
#if defined(__CUDA_ARCH__)
  f(static_cast<int>(threadIdx.x));
  __syncthreads();
#else
  for (int i = 0; i < THREADS; i++) {
    f(thread_at(i));
  }
#endif
}

// The last phase of a block's work, after which nobody needs to wait.
template <class F>
SEM_HD void last_phase(F f) {
#if defined(__CUDA_ARCH__)
  f(static_cast<int>(threadIdx.x));
#else
  phase(f);
#endif
}

// What a thread keeps from one phase to the next: registers on a GPU, an array of all threads' here.
template <class T>
struct PerThread {
#if defined(__CUDA_ARCH__)
  T value;
  SEM_HD T& operator[](int) { return value; }
#else
  T values[THREADS];
  SEM_HD T& operator[](int t) { return values[t]; }
#endif
};

SEM_HD float from_bits(int32_t bits) {
#if defined(__CUDA_ARCH__)
  return __int_as_float(bits);
#else
  float f;
  memcpy(&f, &bits, sizeof f);
  return f;
#endif
}

SEM_HD int32_t to_bits(float f) {
#if defined(__CUDA_ARCH__)
  return __float_as_int(f);
#else
  int32_t bits;
  memcpy(&bits, &f, sizeof bits);
  return bits;
#endif
}

SEM_HD int smaller(int a, int b) { return a < b ? a : b; }

}  // namespace semblance

#endif
