// The kernels on the CPU: blocks and threads as loops. For tests; nothing here is meant to be fast.
#include "host_device.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

#include "error.h"
#include "group.h"
#include "semblance_cuda.h"

namespace {

// Odd steps visit every place of a power of two once; the order looks random enough to find a race.
constexpr int SHUFFLE_STEP = 77;

thread_local int32_t order = 0;

struct Copy {
  float* to;
  const float* from;
  int count;
  bool there;
};

// What a thread has asked for and was not done yet: copies, of which those before each end are a group.
struct Pending {
  std::vector<Copy> copies;
  std::vector<size_t> ends;
  size_t copies_done = 0;
  size_t groups_done = 0;

  // Does groups in their order until so many are left.
  void wait(size_t left) {
    for (; ends.size() - groups_done > left; groups_done++) {
      for (; copies_done < ends[groups_done]; copies_done++) {
        const Copy& c = copies[copies_done];
        for (int i = 0; i < c.count; i++) c.to[i] = c.there ? c.from[i] : 0.0f;
      }
    }
    if (copies_done == copies.size()) {
      copies.clear();
      copies_done = 0;
      ends.erase(ends.begin(), ends.begin() + static_cast<std::ptrdiff_t>(groups_done));
      groups_done = 0;
      std::fill(ends.begin(), ends.end(), size_t{0});
    }
  }

  void forget() {
    copies.clear();
    ends.clear();
    copies_done = 0;
    groups_done = 0;
  }
};

thread_local Pending pending[semblance::THREADS];
thread_local int running = 0;
thread_local const char* fault = nullptr;

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

void semblance::now_runs(int thread) { running = thread; }

// As late as a GPU may, and until then there is garbage.
void semblance::copy_asked(float* to, const float* from, int count, bool there) {
  const int bytes = count * static_cast<int>(sizeof(float));
  check_place(to, bytes);
  check_place(from, bytes);
  for (int i = 0; i < count; i++) to[i] = std::numeric_limits<float>::quiet_NaN();
  pending[running].copies.push_back({to, from, count, there});
}

void semblance::copies_ended() {
  pending[running].ends.push_back(pending[running].copies.size());
}

void semblance::copies_awaited(int still_open) {
  pending[running].wait(static_cast<size_t>(still_open));
}

void semblance::check_place(const void* memory, int bytes) {
  if (reinterpret_cast<uintptr_t>(memory) % static_cast<uintptr_t>(bytes) != 0) {
    fault = "an access of several floats is not aligned to its size";
  }
}

extern "C" void semblance_host_order(int32_t wanted) { order = wanted; }

extern "C" int semblance_toolkit(void) { return 0; }

extern "C" const char* semblance_architectures(void) { return "host"; }

extern "C" int semblance_prepare(void) { return 0; }

namespace {

int staged_bytes(int64_t kind) {
  return kind == semblance::PRODUCT_TINY    ? semblance::TinyTiles::STAGED_BYTES
         : kind == semblance::PRODUCT_SMALL ? semblance::SmallTiles::STAGED_BYTES
                                            : semblance::LargeTiles::STAGED_BYTES;
}

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
    if (product && shared_bytes < staged_bytes(job.kind)) {
      return semblance::fail("%d bytes of shared memory for a product that needs %d", shared_bytes,
                             staged_bytes(job.kind));
    }
    if (has_products) {
      semblance::run_block<true>(job, block - job.first, shared.data());
    } else {
      semblance::run_block<false>(job, block - job.first, shared.data());
    }
    for (Pending& p : pending) {
      if (p.copies_done < p.copies.size()) fault = "a block ends while copies are under way";
      p.forget();
    }
    if (fault != nullptr) {
      const char* what = fault;
      fault = nullptr;
      return semblance::fail("%s", what);
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
