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

template <semblance::Products PRODUCTS>
int run_group(const semblance::Job* first, const int32_t* table, int32_t blocks,
              int32_t shared_bytes) {
  // Shared memory holds garbage at first, on a device; here it holds what any use of it makes visible.
  const size_t floats = (static_cast<size_t>(shared_bytes) + 3) / 4;
  const float poison = std::numeric_limits<float>::quiet_NaN();
  std::vector<float> shared(floats);
  for (int64_t i = 0; i < blocks; i++) {
    int64_t block = block_at(i, blocks);
    shared.assign(floats, poison);
    const semblance::Job job = semblance::descriptor(first + table[block]);
    bool large = job.kind == semblance::PRODUCT_LARGE;
    bool product =
        large || job.kind == semblance::PRODUCT_TINY || job.kind == semblance::PRODUCT_SMALL;
    if ((product && PRODUCTS == semblance::NO_PRODUCTS) ||
        (large && PRODUCTS == semblance::SMALL_PRODUCTS)) {
      return semblance::fail("a product in a launch that has none such");
    }
    semblance::run_block<PRODUCTS>(job, block - job.first, shared.data());
  }
  return 0;
}

// Does it now, or, while the stream is captured, later.
template <class F>
int launch(void* stream, F work) {
  semblance::HostStream* on = static_cast<semblance::HostStream*>(stream);
  if (on != nullptr && on->capturing) {
    on->kept.push_back(work);
    return 0;
  }
  return work();
}

}  // namespace

extern "C" int semblance_group(const void* jobs, const int32_t* table, int32_t blocks,
                               int32_t shared_bytes, int32_t has_products, void* stream) {
  const semblance::Job* first = static_cast<const semblance::Job*>(jobs);
  return semblance::check_shared(shared_bytes) != 0
             ? 1
             : launch(stream, [=] {
                 return has_products
                            ? run_group<semblance::ALL_PRODUCTS>(first, table, blocks, shared_bytes)
                            : run_group<semblance::NO_PRODUCTS>(first, table, blocks, shared_bytes);
               });
}

extern "C" int semblance_levels(const void* levels, int32_t count, int32_t most_blocks,
                                int32_t shared_bytes, void* stream) {
  const semblance::Level* level = static_cast<const semblance::Level*>(levels);
  return semblance::check_shared(shared_bytes) != 0 ? 1 : launch(stream, [=] {
    for (int32_t l = 0; l < count; l++) {
      int32_t blocks = static_cast<int32_t>(level[l].blocks);
      if (blocks > most_blocks) {
        return semblance::fail("a level of %d blocks; at most %d were said", blocks, most_blocks);
      }
      if (run_group<semblance::SMALL_PRODUCTS>(level[l].jobs, level[l].table, blocks,
                                               shared_bytes) != 0) {
        return 1;
      }
    }
    return 0;
  });
}
