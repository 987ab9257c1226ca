// One source for two machines: on a GPU a block's threads are threads; on a CPU (the emulated device
// of the tests) they are a loop. All kernel mathematics is written against this header alone.
//
// A block's work is a sequence of phases. Within a phase no thread may read what another one writes;
// between two phases all of the block's threads meet. On a GPU a phase ends in __syncthreads(), so a
// barrier cannot be forgotten; on a CPU the threads of a phase run one after the other, in an order
// that tests change (forwards, backwards, shuffled): a result that depends on it is a race. Copies that
// nobody has waited for are done late there, and places that a GPU would refuse are faults.
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
#define SEM_UNROLL_EIGHT _Pragma("unroll 8")
#define SEM_ROLLED _Pragma("unroll 1")
#else
#define SEM_UNROLL
#define SEM_UNROLL_EIGHT
#define SEM_ROLLED
#endif

namespace semblance {

// Threads of every block. A constant, because indices within a block are built on it.
constexpr int THREADS = 128;

// Shared memory that every device has without asking for more.
constexpr int SHARED_BYTES = 48 * 1024;

#if !defined(__CUDA_ARCH__)
// The emulated device, in host_device.cpp: in which order it runs the threads of a phase, who runs, what
// was asked for by whom, and what a GPU would not have done.
int thread_at(int position);
void now_runs(int thread);
void copy_asked(float* to, const float* from, int count, bool there);
void copies_ended();
void copies_awaited(int open);
void check_place(const void* memory, int bytes);
#endif

// Runs f(t) for every thread t of the block; afterwards all have finished.
template <class F>
SEM_HD void phase(F f) {
#if defined(__CUDA_ARCH__)
  f(static_cast<int>(threadIdx.x));
  __syncthreads();
#else
  for (int i = 0; i < THREADS; i++) {
    now_runs(thread_at(i));
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

// Memory whose address stands in a descriptor.
template <class T>
SEM_HD T* address(int64_t number) {
  return reinterpret_cast<T*>(static_cast<uintptr_t>(number));
}

SEM_HD bool in_fours(const float* memory) { return reinterpret_cast<uintptr_t>(memory) % 16 == 0; }

// N neighbouring floats, whose place is a multiple of N floats: vector loads where N is 2 or more.
template <int N>
SEM_HD void read(float* x, const float* from) {
#if defined(__CUDA_ARCH__)
  if constexpr (N == 1) {
    x[0] = *from;
  } else if constexpr (N == 2) {
    float2 two = *reinterpret_cast<const float2*>(from);
    x[0] = two.x;
    x[1] = two.y;
  } else {
    SEM_UNROLL
    for (int i = 0; i + 3 < N; i += 4) {
      float4 four = *reinterpret_cast<const float4*>(from + i);
      x[i] = four.x;
      x[i + 1] = four.y;
      x[i + 2] = four.z;
      x[i + 3] = four.w;
    }
  }
#else
  check_place(from, smaller(N, 4) * static_cast<int>(sizeof(float)));
  for (int i = 0; i < N; i++) x[i] = from[i];
#endif
}

template <int N>
SEM_HD void write(float* to, const float* x) {
#if defined(__CUDA_ARCH__)
  if constexpr (N == 1) {
    *to = x[0];
  } else if constexpr (N == 2) {
    *reinterpret_cast<float2*>(to) = make_float2(x[0], x[1]);
  } else {
    SEM_UNROLL
    for (int i = 0; i + 3 < N; i += 4) {
      *reinterpret_cast<float4*>(to + i) = make_float4(x[i], x[i + 1], x[i + 2], x[i + 3]);
    }
  }
#else
  check_place(to, smaller(N, 4) * static_cast<int>(sizeof(float)));
  for (int i = 0; i < N; i++) to[i] = x[i];
#endif
}

// Copies N floats (1 or 4, aligned to their size) from device to shared memory, or zeros where there
// is nothing. The copy is there for the thread when it has waited for it (copies_wait), and for others after
// the phase in which it did; where the machine can, nobody waits for it until then.
template <int N>
SEM_HD void copy_later(float* to, const float* from, bool there) {
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 800
  unsigned place = static_cast<unsigned>(__cvta_generic_to_shared(to));
  if constexpr (N == 4) {
    asm volatile("cp.async.cg.shared.global [%0], [%1], 16, %2;" ::"r"(place), "l"(from),
                 "r"(there ? 16 : 0)
                 : "memory");
  } else {
    asm volatile("cp.async.ca.shared.global [%0], [%1], 4, %2;" ::"r"(place), "l"(from),
                 "r"(there ? 4 : 0)
                 : "memory");
  }
#elif defined(__CUDA_ARCH__)
  float x[N] = {};
  if (there) read<N>(x, from);
  write<N>(to, x);
#else
  copy_asked(to, from, N, there);
#endif
}

// Ends a group of a thread's copies.
SEM_HD void copies_end() {
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 800
  asm volatile("cp.async.commit_group;" ::: "memory");
#elif !defined(__CUDA_ARCH__)
  copies_ended();
#endif
}

// Waits for a thread's groups of copies but the last OPEN.
template <int OPEN>
SEM_HD void copies_wait() {
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 800
  asm volatile("cp.async.wait_group %0;" ::"n"(OPEN) : "memory");
#elif !defined(__CUDA_ARCH__)
  copies_awaited(OPEN);
#endif
}

// Waits for all of a thread's copies, in groups or not.
SEM_HD void copies_wait_all() {
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 800
  asm volatile("cp.async.wait_all;" ::: "memory");
#elif !defined(__CUDA_ARCH__)
  copies_ended();
  copies_awaited(0);
#endif
}

}  // namespace semblance

#endif
