// The kernels on the CPU: blocks and threads as loops. For tests; nothing here is meant to be fast.
#include "host_device.h"

#include <limits>
#include <vector>

#include "error.h"
#include "group.h"
#include "semblance_cuda.h"

namespace {

// Odd steps visit every place of a power of two once; the order looks random enough to find a race.
constexpr int SHUFFLE_STEP = 77;

thread_local int32_t order = 0;

int64_t block_at(int64_t i, int64_t blocks) {
  if (order == 1) {
    return blocks - 1 - i;
  }
  if (order == 2) {
    // Evens downwards, then odds upwards.
    int64_t evens = (blocks + 1) / 2;
    return i < evens ? 2 * (evens - 1 - i) : 2 * (i - evens) + 1;
  }
  return i;
}

}  // namespace

int semblance::thread_at(int position) {
  static_assert((THREADS & (THREADS - 1)) == 0 && SHUFFLE_STEP % 2 == 1, "a permutation");
  return order == 0   ? position
         : order == 1 ? THREADS - 1 - position
                      : (position * SHUFFLE_STEP + 13) & (THREADS - 1);
}

extern "C" void semblance_host_order(int32_t wanted) { order = wanted; }

extern "C" int semblance_toolkit(void) { return 0; }

extern "C" const char* semblance_architectures(void) { return "host"; }

extern "C" int semblance_prepare(void) { return 0; }

namespace {

int run_group(const semblance::Job* first, const int32_t* table, int32_t blocks, int32_t shared_bytes,
              bool has_products) {
  // Shared memory holds garbage at first, on a device; here it holds what any use of it makes visible.
  const size_t floats = (static_cast<size_t>(shared_bytes) + 3) / 4;
  const float poison = std::numeric_limits<float>::quiet_NaN();
  std::vector<float> shared(floats);
  for (int64_t i = 0; i < blocks; i++) {
    int64_t block = block_at(i, blocks);
    shared.assign(floats, poison);
    const semblance::Job job = semblance::job_at(first + table[block]);
    bool product = job.kind == semblance::PRODUCT_TINY || job.kind == semblance::PRODUCT_SMALL ||
                   job.kind == semblance::PRODUCT_LARGE;
    if (product && !has_products) {
      return semblance::fail("a product in a launch without products");
    }
    if (has_products) {
      semblance::run_block<true>(job, block - job.first, shared.data());
    } else {
      semblance::run_block<false>(job, block - job.first, shared.data());
    }
  }
  return 0;
}

}  // namespace

extern "C" int semblance_group(const void* jobs, const int32_t* table, int32_t blocks,
                               int32_t shared_bytes, int32_t has_products, void* stream) {
  if (shared_bytes > semblance::SHARED_BYTES) {
    return semblance::fail("a launch with %d bytes of shared memory; at most %d are there",
                           shared_bytes, semblance::SHARED_BYTES);
  }
  const semblance::Job* first = static_cast<const semblance::Job*>(jobs);
  auto launch = [=] { return run_group(first, table, blocks, shared_bytes, has_products != 0); };
  semblance::HostStream* on = static_cast<semblance::HostStream*>(stream);
  if (on != nullptr && on->capturing) {
    on->kept.push_back(launch);
    return 0;
  }
  return launch();
}
