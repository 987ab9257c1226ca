/**
 * Backend on NVIDIA GPUs. A compiled step is one CUDA graph of a few launches: JCuda holds device,
 * memory, stream and graph; the kernels are those of {@code native/}; products of size go to
 * cuBLAS. What is not specific to a GPU is in {@link io.semblance.cuda.schedule}.
 */
package io.semblance.cuda;
