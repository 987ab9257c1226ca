// The kernels, and their launch on a GPU.
#include <cuda_runtime.h>

#include "error.h"
#include "group.h"
#include "semblance_cuda.h"

#ifndef SEMBLANCE_ARCHITECTURES
#define SEMBLANCE_ARCHITECTURES ""
#endif

namespace {

template <bool PRODUCTS>
__global__ void __launch_bounds__(semblance::THREADS)
    group_kernel(const semblance::Job* jobs, const int32_t* table) {
  extern __shared__ float4 shared[];  // float4 for its alignment
  const semblance::Job job = semblance::job_at(jobs + __ldg(table + blockIdx.x));
  semblance::run_block<PRODUCTS>(job, blockIdx.x - job.first, reinterpret_cast<float*>(shared));
}

int checked(cudaError_t status, const char* call, int line) {
  if (status == cudaSuccess) {
    return 0;
  }
  return semblance::fail("%s: %s (%s), %s:%d", call, cudaGetErrorString(status),
                         cudaGetErrorName(status), "device.cu", line);
}

// Loads a kernel. All ask for the same division of a processor's memory, so that it need not change between
// two launches; what that saves was not measured apart.
int prepare(const void* kernel) {
  cudaFuncAttributes attributes;
  if (checked(cudaFuncGetAttributes(&attributes, kernel), "cudaFuncGetAttributes", __LINE__) != 0) {
    return 1;
  }
  return checked(cudaFuncSetAttribute(kernel, cudaFuncAttributePreferredSharedMemoryCarveout,
                                      cudaSharedmemCarveoutMaxShared),
                 "cudaFuncSetAttribute", __LINE__);
}

}  // namespace

extern "C" int semblance_toolkit(void) { return CUDART_VERSION; }

extern "C" const char* semblance_architectures(void) { return SEMBLANCE_ARCHITECTURES; }

extern "C" int semblance_prepare(void) {
  int failed = prepare(reinterpret_cast<const void*>(&group_kernel<true>));
  return failed != 0 ? failed : prepare(reinterpret_cast<const void*>(&group_kernel<false>));
}

extern "C" int semblance_group(const void* jobs, const int32_t* table, int32_t blocks,
                               int32_t shared_bytes, int32_t has_products, void* stream) {
  const semblance::Job* first = static_cast<const semblance::Job*>(jobs);
  cudaStream_t on = static_cast<cudaStream_t>(stream);
  if (shared_bytes > semblance::SHARED_BYTES) {
    return semblance::fail("a launch with %d bytes of shared memory; at most %d are there",
                           shared_bytes, semblance::SHARED_BYTES);
  }
  if (has_products) {
    group_kernel<true><<<blocks, semblance::THREADS, shared_bytes, on>>>(first, table);
  } else {
    group_kernel<false><<<blocks, semblance::THREADS, shared_bytes, on>>>(first, table);
  }
  return checked(cudaGetLastError(), "group_kernel", __LINE__);
}
