#include "error.h"

#include <stdarg.h>
#include <stdio.h>

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

extern "C" const char* semblance_last_error(void) { return last; }
