/*
 * The C interface of Semblance's kernels. Two libraries offer it: semblance_cuda runs them on a GPU,
 * semblance_cuda_host on the CPU, for tests. Addresses are of the device's memory; a stream is a CUstream
 * (null on the CPU). Functions that return int return 0, or fill in semblance_last_error().
 */
#ifndef SEMBLANCE_CUDA_H
#define SEMBLANCE_CUDA_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What went wrong last on this thread: call, error and place. */
const char* semblance_last_error(void);

/* CUDART_VERSION that the library was built with, such as 13000; 0 for the emulated device. */
int semblance_toolkit(void);

/* Architectures there is code for, such as "75 80 86 89 90 100 120+": the last, with +, for any later. */
const char* semblance_architectures(void);

/*
 * Loads the kernels on the current device: a capture may not have to. Fails where there is no code for
 * the device.
 */
int semblance_prepare(void);

/*
 * Launches the jobs of one level: block i of the launch belongs to job table[i] of jobs. Shared memory in
 * bytes; has_products chooses the kernel. Asynchronous, and can be captured.
 */
int semblance_group(const void* jobs, const int32_t* table, int32_t blocks, int32_t shared_bytes,
                    int32_t has_products, void* stream);

/*
 * cuBLAS, opened at run time: libcublas.so.13, .12 or .11. Null with semblance_last_error() where there
 * is none. The workspace is device memory that outlives the handle.
 */
void* semblance_blas_open(void* workspace, int64_t workspace_bytes, void* stream);

/* What was opened, such as "libcublas.so.13 (130000)". */
const char* semblance_blas_name(void* blas);

/* cublasSgemm with alpha 1 and beta 0 or 1: column-major, as cuBLAS has it. */
int semblance_blas_sgemm(void* blas, int32_t transpose_a, int32_t transpose_b, int32_t m, int32_t n,
                         int32_t k, const float* a, int32_t lda, const float* b, int32_t ldb,
                         int32_t accumulate, float* c, int32_t ldc);

int semblance_blas_close(void* blas);

#ifdef __cplusplus
}
#endif

#endif
