// cuBLAS by dlopen: the library works with whichever is there, or without. Only what is used is
// declared; the signatures have been the same since CUDA 11 (cublas_api.h).
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#include "error.h"
#include "semblance_cuda.h"

#if defined(SEMBLANCE_HOST)
#include "host_device.h"
#endif

namespace {

using Create = int (*)(void** handle);
using Destroy = int (*)(void* handle);
using SetStream = int (*)(void* handle, void* stream);
using SetWorkspace = int (*)(void* handle, void* workspace, size_t bytes);
using SetMathMode = int (*)(void* handle, int mode);
using SetPointerMode = int (*)(void* handle, int mode);
using GetVersion = int (*)(void* handle, int* version);
using Sgemm = int (*)(void* handle, int transa, int transb, int m, int n, int k, const float* alpha,
                      const float* a, int lda, const float* b, int ldb, const float* beta, float* c,
                      int ldc);

constexpr int OP_N = 0;
constexpr int OP_T = 1;
constexpr int DEFAULT_MATH = 0;  // float32 throughout: TF32 must be asked for
constexpr int POINTER_MODE_HOST = 0;

struct Blas {
  void* library;
  void* handle;
  char name[64];
  Destroy destroy;
  Sgemm sgemm;
};

template <class F>
bool find(void* library, const char* symbol, F* into) {
  *into = reinterpret_cast<F>(dlsym(library, symbol));
  if (*into == nullptr) {
    semblance::fail("cuBLAS has no %s", symbol);
  }
  return *into != nullptr;
}

int status(int code, const char* call) {
  return code == 0 ? 0 : semblance::fail("%s: cuBLAS status %d, blas.cpp", call, code);
}

void* open_library(const char** name) {
#if defined(SEMBLANCE_HOST)
  // The emulated device's own stand-in, found in this very library.
  *name = "column-major loops";
  return dlopen(nullptr, RTLD_NOW | RTLD_LOCAL);
#else
  static const char* const NAMES[] = {"libcublas.so.13", "libcublas.so.12", "libcublas.so.11"};
  // Why each failed: the one that is there may lack a library of its own, and the last is never there.
  char why[400] = "";
  size_t used = 0;
  for (const char* candidate : NAMES) {
    void* library = dlopen(candidate, RTLD_NOW | RTLD_LOCAL);
    if (library != nullptr) {
      *name = candidate;
      return library;
    }
    const char* reason = dlerror();
    if (used < sizeof why) {
      used += static_cast<size_t>(snprintf(why + used, sizeof why - used, "%s%s",
                                           used == 0 ? "" : "; ", reason ? reason : candidate));
    }
  }
  semblance::fail("none of libcublas.so.13, .12, .11 can be loaded: %s", why);
  return nullptr;
#endif
}

}  // namespace

#if defined(SEMBLANCE_HOST)
namespace {
int host_sgemm_now(int transa, int transb, int m, int n, int k, float alpha, const float* a, int lda,
                   const float* b, int ldb, float beta, float* c, int ldc) {
  for (int j = 0; j < n; j++) {
    for (int i = 0; i < m; i++) {
      double sum = 0;
      for (int p = 0; p < k; p++) {
        double x = transa == OP_N ? a[i + static_cast<int64_t>(p) * lda]
                                  : a[p + static_cast<int64_t>(i) * lda];
        double y = transb == OP_N ? b[p + static_cast<int64_t>(j) * ldb]
                                  : b[j + static_cast<int64_t>(p) * ldb];
        sum += x * y;
      }
      float* to = c + i + static_cast<int64_t>(j) * ldc;
      *to = static_cast<float>(alpha * sum + (beta == 0.0f ? 0.0 : beta * *to));
    }
  }
  return 0;
}

// The handle is the stream; alpha and beta are read now, as cuBLAS reads those of the host.
int host_sgemm(void* handle, int transa, int transb, int m, int n, int k, const float* alpha,
               const float* a, int lda, const float* b, int ldb, const float* beta, float* c,
               int ldc) {
  float by = *alpha;
  float with = *beta;
  auto product = [=] {
    return host_sgemm_now(transa, transb, m, n, k, by, a, lda, b, ldb, with, c, ldc);
  };
  semblance::HostStream* on = static_cast<semblance::HostStream*>(handle);
  if (on != nullptr && on->capturing) {
    on->kept.push_back(product);
    return 0;
  }
  return product();
}
}  // namespace
#endif

extern "C" void* semblance_blas_open(void* workspace, int64_t workspace_bytes, void* stream) {
  const char* name = nullptr;
  void* library = open_library(&name);
  if (library == nullptr) {
    return nullptr;
  }
  Blas* blas = static_cast<Blas*>(calloc(1, sizeof(Blas)));
  if (blas == nullptr) {
    semblance::fail("no memory for a cuBLAS handle");
    dlclose(library);
    return nullptr;
  }
  blas->library = library;
#if defined(SEMBLANCE_HOST)
  (void)workspace;
  (void)workspace_bytes;
  blas->handle = stream;
  blas->sgemm = host_sgemm;
  snprintf(blas->name, sizeof blas->name, "%s", name);
  return blas;
#else
  Create create;
  SetStream set_stream;
  SetWorkspace set_workspace;
  SetMathMode set_math;
  SetPointerMode set_pointers;
  GetVersion get_version;
  int version = 0;
  bool complete = find(library, "cublasCreate_v2", &create) &&
                  find(library, "cublasDestroy_v2", &blas->destroy) &&
                  find(library, "cublasSetStream_v2", &set_stream) &&
                  find(library, "cublasSetWorkspace_v2", &set_workspace) &&
                  find(library, "cublasSetMathMode", &set_math) &&
                  find(library, "cublasSetPointerMode_v2", &set_pointers) &&
                  find(library, "cublasGetVersion_v2", &get_version) &&
                  find(library, "cublasSgemm_v2", &blas->sgemm);
  // The stream first: setting it puts the workspace back to cuBLAS's own.
  if (complete && status(create(&blas->handle), "cublasCreate") == 0) {
    if (status(set_stream(blas->handle, stream), "cublasSetStream") == 0 &&
        status(set_workspace(blas->handle, workspace, static_cast<size_t>(workspace_bytes)),
               "cublasSetWorkspace") == 0 &&
        status(set_math(blas->handle, DEFAULT_MATH), "cublasSetMathMode") == 0 &&
        status(set_pointers(blas->handle, POINTER_MODE_HOST), "cublasSetPointerMode") == 0 &&
        status(get_version(blas->handle, &version), "cublasGetVersion") == 0) {
      snprintf(blas->name, sizeof blas->name, "%s (%d)", name, version);
      return blas;
    }
    blas->destroy(blas->handle);
  }
  dlclose(library);
  free(blas);
  return nullptr;
#endif
}

extern "C" const char* semblance_blas_name(void* blas) { return static_cast<Blas*>(blas)->name; }

extern "C" int semblance_blas_sgemm(void* blas, int32_t transpose_a, int32_t transpose_b, int32_t m,
                                    int32_t n, int32_t k, const float* a, int32_t lda,
                                    const float* b, int32_t ldb, int32_t accumulate, float* c,
                                    int32_t ldc) {
  const float one = 1.0f;
  const float beta = accumulate ? 1.0f : 0.0f;
  Blas* with = static_cast<Blas*>(blas);
  return status(with->sgemm(with->handle, transpose_a ? OP_T : OP_N, transpose_b ? OP_T : OP_N, m, n,
                            k, &one, a, lda, b, ldb, &beta, c, ldc),
                "cublasSgemm");
}

extern "C" int semblance_blas_close(void* blas) {
  Blas* with = static_cast<Blas*>(blas);
  int failed = with->destroy == nullptr ? 0 : status(with->destroy(with->handle), "cublasDestroy");
  // The library stays loaded: cuBLAS does not promise to survive being unloaded.
  free(with);
  return failed;
}
