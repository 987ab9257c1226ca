// A CUDA driver made up for tests: the functions that io.semblance.cuda.JcudaDevice calls through JCuda, on
// the host's memory. Together with the emulated device it lets the whole of the Java side run where there
// is no GPU. It is strict where a driver is: addresses must be of live memory, nothing may allocate or
// wait while a stream is captured, memory is limited.
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <mutex>
#include <vector>

#include "host_device.h"

using semblance::HostStream;

namespace {

constexpr int SUCCESS = 0;
constexpr int INVALID_VALUE = 1;
constexpr int OUT_OF_MEMORY = 2;
constexpr int NOT_INITIALIZED = 3;
constexpr int INVALID_DEVICE = 101;
constexpr int INVALID_CONTEXT = 201;
constexpr int CAPTURE_UNSUPPORTED = 900;

constexpr size_t TOTAL = size_t{96} << 20;

struct Graph {
  std::vector<std::function<int()>> launches;
};

std::mutex lock;
bool initialised = false;
int retained = 0;
int capturing = 0;
size_t used = 0;
std::map<uintptr_t, size_t> live;
std::map<uintptr_t, size_t> pinned;
thread_local bool current = false;

bool within(const std::map<uintptr_t, size_t>& memories, uintptr_t at, size_t bytes) {
  auto after = memories.upper_bound(at);
  if (after == memories.begin()) {
    return false;
  }
  --after;
  return at + bytes <= after->first + after->second;
}

int usable() {
  return !initialised ? NOT_INITIALIZED
         : !current || retained == 0 ? INVALID_CONTEXT
         : capturing > 0             ? CAPTURE_UNSUPPORTED
                                     : SUCCESS;
}

}  // namespace

#define EXPORT extern "C" __attribute__((visibility("default"))) int

EXPORT cuInit(unsigned) {
  initialised = true;
  return SUCCESS;
}

EXPORT cuDeviceGet(int* device, int index) {
  *device = index;
  return initialised ? index == 0 ? SUCCESS : INVALID_DEVICE : NOT_INITIALIZED;
}

EXPORT cuDeviceGetAttribute(int* value, int attribute, int) {
  *value = attribute == 16 ? 132 : attribute == 75 ? 9 : 0;
  return SUCCESS;
}

EXPORT cuDevicePrimaryCtxRetain(void** context, int) {
  std::lock_guard<std::mutex> guard(lock);
  retained++;
  *context = &retained;
  return SUCCESS;
}

EXPORT cuDevicePrimaryCtxRelease_v2(int) {
  std::lock_guard<std::mutex> guard(lock);
  return retained-- > 0 ? SUCCESS : INVALID_CONTEXT;
}

EXPORT cuCtxSetCurrent(void* context) {
  current = context == &retained;
  return current ? SUCCESS : INVALID_CONTEXT;
}

EXPORT cuStreamCreate(void** stream, unsigned) {
  *stream = new HostStream();
  return usable();
}

EXPORT cuStreamDestroy_v2(void* stream) {
  delete static_cast<HostStream*>(stream);
  return usable();
}

EXPORT cuStreamSynchronize(void*) { return usable(); }

EXPORT cuMemHostAlloc(void** memory, size_t bytes, unsigned) {
  std::lock_guard<std::mutex> guard(lock);
  *memory = std::malloc(bytes);
  pinned[reinterpret_cast<uintptr_t>(*memory)] = bytes;
  return usable();
}

EXPORT cuMemFreeHost(void* memory) {
  std::lock_guard<std::mutex> guard(lock);
  if (pinned.erase(reinterpret_cast<uintptr_t>(memory)) == 0) {
    return INVALID_VALUE;
  }
  std::free(memory);
  return usable();
}

EXPORT cuMemAlloc_v2(uintptr_t* address, size_t bytes) {
  std::lock_guard<std::mutex> guard(lock);
  if (usable() != SUCCESS) {
    return usable();
  }
  if (bytes == 0) {
    return INVALID_VALUE;
  }
  if (bytes > TOTAL - used) {
    return OUT_OF_MEMORY;
  }
  void* memory = std::aligned_alloc(256, (bytes + 255) / 256 * 256);
  std::memset(memory, 0xFF, bytes);  // not-a-numbers
  *address = reinterpret_cast<uintptr_t>(memory);
  live[*address] = bytes;
  used += bytes;
  return SUCCESS;
}

EXPORT cuMemFree_v2(uintptr_t address) {
  std::lock_guard<std::mutex> guard(lock);
  auto found = live.find(address);
  if (found == live.end()) {
    return INVALID_VALUE;
  }
  used -= found->second;
  live.erase(found);
  std::free(reinterpret_cast<void*>(address));
  return usable();
}

EXPORT cuMemGetInfo_v2(size_t* free, size_t* total) {
  std::lock_guard<std::mutex> guard(lock);
  *free = TOTAL - used;
  *total = TOTAL;
  return usable();
}

EXPORT cuMemcpyHtoDAsync_v2(uintptr_t to, const void* from, size_t bytes, void*) {
  std::lock_guard<std::mutex> guard(lock);
  if (!within(live, to, bytes) || !within(pinned, reinterpret_cast<uintptr_t>(from), bytes)) {
    return INVALID_VALUE;
  }
  std::memcpy(reinterpret_cast<void*>(to), from, bytes);
  return usable();
}

EXPORT cuMemcpyDtoHAsync_v2(void* to, uintptr_t from, size_t bytes, void*) {
  std::lock_guard<std::mutex> guard(lock);
  if (!within(live, from, bytes) || !within(pinned, reinterpret_cast<uintptr_t>(to), bytes)) {
    return INVALID_VALUE;
  }
  std::memcpy(to, reinterpret_cast<void*>(from), bytes);
  return usable();
}

EXPORT cuMemsetD32Async(uintptr_t address, unsigned value, size_t words, void*) {
  std::lock_guard<std::mutex> guard(lock);
  if (!within(live, address, words * sizeof value)) {
    return INVALID_VALUE;
  }
  for (size_t i = 0; i < words; i++) {
    reinterpret_cast<unsigned*>(address)[i] = value;
  }
  return usable();
}

EXPORT cuStreamBeginCapture_v2(void* stream, int) {
  if (usable() != SUCCESS) {
    return usable();
  }
  HostStream* s = static_cast<HostStream*>(stream);
  s->capturing = true;
  s->kept.clear();
  capturing++;
  return SUCCESS;
}

EXPORT cuStreamEndCapture(void* stream, void** graph) {
  HostStream* s = static_cast<HostStream*>(stream);
  if (!s->capturing) {
    return INVALID_VALUE;
  }
  s->capturing = false;
  capturing--;
  *graph = new Graph{s->kept};
  return SUCCESS;
}

EXPORT cuGraphInstantiateWithFlags(void** executable, void* graph, unsigned long long) {
  *executable = new Graph(*static_cast<Graph*>(graph));
  return usable();
}

EXPORT cuGraphLaunch(void* executable, void*) {
  if (usable() != SUCCESS) {
    return usable();
  }
  for (const auto& launch : static_cast<Graph*>(executable)->launches) {
    if (launch() != 0) {
      return 719;  // launch failed
    }
  }
  return SUCCESS;
}

EXPORT cuGraphGetNodes(void* graph, void**, size_t* count) {
  *count = static_cast<Graph*>(graph)->launches.size();
  return usable();
}

EXPORT cuGraphExecDestroy(void* executable) {
  delete static_cast<Graph*>(executable);
  return usable();
}

EXPORT cuGraphDestroy(void* graph) {
  delete static_cast<Graph*>(graph);
  return usable();
}
