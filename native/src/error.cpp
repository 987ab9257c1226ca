#include "error.h"

#include <stdarg.h>
#include <stdio.h>

#include "portable.h"
#include "semblance_cuda.h"

namespace {
thread_local char last[512] = "";
}

int semblance::fail(const char* format, ...) {
  va_list args;
  va_start(args, format);
  vsnprintf(last, sizeof last, format, args);
  va_end(args);
  return 1;
}

int semblance::check_shared(int bytes) {
  return bytes <= SHARED_BYTES ? 0
                               : fail("a launch with %d bytes of shared memory; at most %d are there",
                                      bytes, SHARED_BYTES);
}

extern "C" const char* semblance_last_error(void) { return last; }
