// The kernels, and their launch on a GPU.
#include <cooperative_groups.h>
#include <cuda_runtime.h>

#include "error.h"
#include "group.h"
#include "semblance_cuda.h"

#ifndef SEMBLANCE_ARCHITECTURES
#define SEMBLANCE_ARCHITECTURES ""
#endif

namespace {

template <semblance::Products PRODUCTS>
__global__ void __launch_bounds__(semblance::THREADS)
    group_kernel(const semblance::Job* jobs, const int32_t* table) {
  extern __shared__ float4 shared[];  // float4 for its alignment
  const semblance::Job job = semblance::descriptor(jobs + __ldg(table + blockIdx.x));
  semblance::run_block<PRODUCTS>(job, blockIdx.x - job.first, reinterpret_cast<float*>(shared));
}

// Levels one after the other, for which all blocks wait for each other: cheaper than a launch, and the
// next level's job is there when its time has come. All blocks are on the device at once.
__global__ void __launch_bounds__(semblance::THREADS, 3)
    levels_kernel(const semblance::Level* levels, int count) {
  extern __shared__ float4 shared[];
  cooperative_groups::grid_group grid = cooperative_groups::this_grid();
  int blocks = static_cast<int>(gridDim.x);
  int mine = static_cast<int>(blockIdx.x);
  semblance::Level level = semblance::descriptor(levels);
  semblance::Job job = {};
  if (mine < level.blocks) {
    job = semblance::descriptor(level.jobs + __ldg(level.table + mine));
  }
  for (int l = 0; l < count; l++) {
    for (int block = mine; block < level.blocks; block += blocks) {
      if (block != mine) {
        job = semblance::descriptor(level.jobs + __ldg(level.table + block));
        __syncthreads();  // the shared memory may still be in use
      }
      semblance::run_block<semblance::SMALL_PRODUCTS>(job, block - job.first, reinterpret_cast<float*>(shared));
    }
    if (l + 1 < count) {
      level = semblance::descriptor(levels + l + 1);
      if (mine < level.blocks) {
        job = semblance::descriptor(level.jobs + __ldg(level.table + mine));
      }
      grid.sync();
    }
  }
}

int checked(cudaError_t status, const char* call, int line) {
  if (status == cudaSuccess) {
    return 0;
  }
  return semblance::fail("%s: %s (%s), %s:%d", call, cudaGetErrorString(status),
                         cudaGetErrorName(status), "device.cu", line);
}

}  // namespace

extern "C" int semblance_toolkit(void) { return CUDART_VERSION; }

extern "C" const char* semblance_architectures(void) { return SEMBLANCE_ARCHITECTURES; }

namespace {

// Loads a kernel. All ask for the same division of a processor's memory: to change it between two launches
// takes longer than many a launch.
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

extern "C" int semblance_prepare(void) {
  int failed = prepare(reinterpret_cast<const void*>(&group_kernel<semblance::ALL_PRODUCTS>));
  failed = failed != 0 ? failed : prepare(reinterpret_cast<const void*>(&group_kernel<semblance::NO_PRODUCTS>));
  return failed != 0 ? failed : prepare(reinterpret_cast<const void*>(&levels_kernel));
}

extern "C" int semblance_group(const void* jobs, const int32_t* table, int32_t blocks,
                               int32_t shared_bytes, int32_t has_products, void* stream) {
  const semblance::Job* first = static_cast<const semblance::Job*>(jobs);
  cudaStream_t on = static_cast<cudaStream_t>(stream);
  if (semblance::check_shared(shared_bytes) != 0) {
    return 1;
  }
  if (has_products) {
    group_kernel<semblance::ALL_PRODUCTS><<<blocks, semblance::THREADS, shared_bytes, on>>>(first, table);
  } else {
    group_kernel<semblance::NO_PRODUCTS><<<blocks, semblance::THREADS, shared_bytes, on>>>(first, table);
  }
  return checked(cudaGetLastError(), "group_kernel", __LINE__);
}

extern "C" int semblance_levels(const void* levels, int32_t count, int32_t most_blocks,
                                int32_t shared_bytes, void* stream) {
  if (semblance::check_shared(shared_bytes) != 0) {
    return 1;
  }
  int device = 0;
  int processors = 0;
  int each = 0;
  if (checked(cudaGetDevice(&device), "cudaGetDevice", __LINE__) != 0 ||
      checked(cudaDeviceGetAttribute(&processors, cudaDevAttrMultiProcessorCount, device),
              "cudaDeviceGetAttribute", __LINE__) != 0 ||
      checked(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&each, levels_kernel, semblance::THREADS,
                                                            static_cast<size_t>(shared_bytes)),
              "cudaOccupancyMaxActiveBlocksPerMultiprocessor", __LINE__) != 0) {
    return 1;
  }
  int blocks = each * processors < most_blocks ? each * processors : most_blocks;
  const semblance::Level* first = static_cast<const semblance::Level*>(levels);
  void* arguments[] = {&first, &count};
  return checked(cudaLaunchCooperativeKernel(reinterpret_cast<const void*>(&levels_kernel),
                                             dim3(static_cast<unsigned>(blocks)),
                                             dim3(semblance::THREADS), arguments,
                                             static_cast<size_t>(shared_bytes),
                                             static_cast<cudaStream_t>(stream)),
                 "levels_kernel", __LINE__);
}
