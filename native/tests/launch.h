// Jobs put together by hand and launched through the C interface. On the emulated device in every order
// that it has: a result that depends on the order is a race. Built with SEMBLANCE_GPU the same checks
// run on a real one, in pinned memory of the host, which has the same address on the device.
#ifndef SEMBLANCE_LAUNCH_H
#define SEMBLANCE_LAUNCH_H

#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "check.h"
#include "host_device.h"
#include "jobs.h"
#include "portable.h"
#include "semblance_cuda.h"

#if defined(SEMBLANCE_GPU)
#include <cuda_runtime_api.h>

#include <cstdlib>

template <class T>
struct Allocator {
  using value_type = T;
  Allocator() = default;
  template <class U>
  Allocator(const Allocator<U>&) {}
  T* allocate(size_t n) {
    void* memory = nullptr;
    // Not managed memory: not every machine has it, and its pages would move at every launch.
    if (cudaHostAlloc(&memory, n * sizeof(T), cudaHostAllocPortable | cudaHostAllocMapped) !=
        cudaSuccess) {
      std::puts("no pinned memory");
      std::exit(2);
    }
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, size_t) { cudaFreeHost(memory); }
  template <class U>
  bool operator==(const Allocator<U>&) const { return true; }
  template <class U>
  bool operator!=(const Allocator<U>&) const { return false; }
};

// The GPU has an order of its own.
constexpr int ORDERS = 1;
inline void semblance_host_order(int32_t) {}

inline void finish_launch() {
  cudaError_t status = cudaDeviceSynchronize();
  check(status == cudaSuccess, cudaGetErrorString(status), status, 0);
  if (status != cudaSuccess) {
    std::exit(1);  // nothing works after that
  }
}
#else
template <class T>
using Allocator = std::allocator<T>;

constexpr int ORDERS = 3;
inline void finish_launch() {}
#endif

// What jobs read and write.
template <class T>
using Shared = std::vector<T, Allocator<T>>;
using Floats = Shared<float>;

inline Floats draw(size_t n, int seed) {
  std::mt19937 random(static_cast<unsigned>(seed));
  std::normal_distribution<float> normal;
  Floats values(n);
  for (float& v : values) {
    v = normal(random);
  }
  return values;
}

// Operands of micro-operations.
inline int64_t place_of(const float* memory) {
  return static_cast<int64_t>(reinterpret_cast<uintptr_t>(memory));
}

inline int32_t bits_of(float constant) { return semblance::to_bits(constant); }

inline semblance::MicroOp op_of(int operation, int32_t a, int32_t b, int32_t c, int32_t slot) {
  semblance::MicroOp op = {};
  op.code = operation;
  op.a = a;
  op.b = b;
  op.c = c;
  op.slot = slot;
  return op;
}

inline semblance::MicroOp load_of(const float* from, semblance::Source source, int32_t slot) {
  semblance::MicroOp op = op_of(semblance::LOAD, source, 0, 0, slot);
  op.address = place_of(from);
  return op;
}

template <class T>
semblance::Job job_of(T job, int64_t kind) {
  static_assert(sizeof(T) == sizeof(semblance::Job), "a job");
  job.kind = kind;
  semblance::Job plain;
  std::memcpy(&plain, &job, sizeof plain);
  return plain;
}

// Launches jobs with so many blocks each.
inline void launch(Shared<semblance::Job> jobs, const std::vector<int>& blocks) {
  Shared<int32_t> table;
  for (size_t j = 0; j < jobs.size(); j++) {
    jobs[j].first = static_cast<int64_t>(table.size());
    jobs[j].blocks = blocks[j];
    table.insert(table.end(), static_cast<size_t>(blocks[j]), static_cast<int32_t>(j));
  }
  int failed = semblance_group(jobs.data(), table.data(), static_cast<int32_t>(table.size()),
                               48 * 1024, 1, nullptr);
  check(failed == 0, semblance_last_error(), failed, 0);
  finish_launch();
}

// Runs the job that make() gives for a fresh output with 1, 3 and many blocks and in all orders, and
// holds every element against expected.
template <class F>
void everywhere(const std::string& what, size_t out_size, const std::vector<double>& expected,
                double tolerance, F make) {
  Floats first;
  for (int blocks : {1, 3, 1000}) {
    for (int order = 0; order < ORDERS; order++) {
      semblance_host_order(order);
      Floats out(out_size, 0.5f);
      launch({make(out.data())}, {blocks});
      for (size_t i = 0; i < expected.size(); i++) {
        close_to((what + " [" + std::to_string(i) + "]").c_str(), out[i], expected[i], tolerance);
      }
      if (first.empty()) {
        first = out;
      }
      check(std::memcmp(first.data(), out.data(), out.size() * sizeof(float)) == 0,
            (what + ": bits depend on blocks or order").c_str(), blocks, order);
    }
  }
  semblance_host_order(0);
}

void products();

#endif
