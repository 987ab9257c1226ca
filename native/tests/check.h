// Checks that say what was wrong and let the rest go on; the exit status tells.
#ifndef SEMBLANCE_CHECK_H
#define SEMBLANCE_CHECK_H

#include <cmath>
#include <cstdio>

inline int failures = 0;

inline void check(bool fine, const char* what, double found, double expected) {
  if (!fine) {
    failures++;
    if (failures < 20) {
      std::printf("FAIL %s: found %.9g, expected %.9g\n", what, found, expected);
    }
  }
}

inline void close_to(const char* what, double found, double expected, double tolerance) {
  bool fine = std::fabs(found - expected) <= tolerance * std::fmax(1.0, std::fabs(expected));
  check(fine, what, found, expected);
}

#endif
