// The emulated device's own switches, for tests.
#ifndef SEMBLANCE_HOST_DEVICE_H
#define SEMBLANCE_HOST_DEVICE_H

#include <stdint.h>

#ifdef __cplusplus
#include <functional>
#include <vector>

namespace semblance {

// What a stream of the emulated device points at: while it is being captured, launches are kept
// instead of done. Null does everything at once.
struct HostStream {
  bool capturing = false;
  std::vector<std::function<int()>> kept;
};

}  // namespace semblance

extern "C" {
#endif

/*
 * In which order blocks of a launch and threads of a phase run: 0 forwards, 1 backwards, 2 shuffled. A
 * result that depends on it is a race on a real device.
 */
void semblance_host_order(int32_t order);

#ifdef __cplusplus
}
#endif

#endif
