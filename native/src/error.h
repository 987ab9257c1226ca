// The last error of a thread, as text.
#ifndef SEMBLANCE_ERROR_H
#define SEMBLANCE_ERROR_H

namespace semblance {

// Keeps the text for semblance_last_error() and returns 1.
int fail(const char* format, ...) __attribute__((format(printf, 1, 2)));

}  // namespace semblance

#endif
