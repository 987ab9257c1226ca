// The JNI face: io.semblance.cuda.Native. Thin: addresses come as longs, errors go as exceptions.
#include <jni.h>

#include "semblance_cuda.h"

#if defined(SEMBLANCE_HOST)
#include <stdlib.h>

#include "host_device.h"
#endif

namespace {

template <class T>
T* address(jlong value) {
  return reinterpret_cast<T*>(static_cast<intptr_t>(value));
}

void throw_last_error(JNIEnv* env) {
  jclass type = env->FindClass("io/semblance/engine/EngineException");
  if (type != nullptr) {  // else the JVM has an exception of its own under way
    env->ThrowNew(type, semblance_last_error());
  }
}

}  // namespace

extern "C" {

JNIEXPORT jint JNICALL Java_io_semblance_cuda_Native_toolkit(JNIEnv*, jclass) {
  return semblance_toolkit();
}

JNIEXPORT jstring JNICALL Java_io_semblance_cuda_Native_architectures(JNIEnv* env, jclass) {
  return env->NewStringUTF(semblance_architectures());
}

JNIEXPORT void JNICALL Java_io_semblance_cuda_Native_prepare(JNIEnv* env, jclass) {
  if (semblance_prepare() != 0) {
    throw_last_error(env);
  }
}

JNIEXPORT void JNICALL Java_io_semblance_cuda_Native_group(JNIEnv* env, jclass, jlong jobs,
                                                           jlong table, jint blocks,
                                                           jint shared_bytes, jboolean has_products,
                                                           jlong stream) {
  if (semblance_group(address<const void>(jobs), address<const int32_t>(table), blocks, shared_bytes,
                      has_products ? 1 : 0, address<void>(stream)) != 0) {
    throw_last_error(env);
  }
}

JNIEXPORT jlong JNICALL Java_io_semblance_cuda_Native_blasOpen(JNIEnv* env, jclass, jlong workspace,
                                                               jlong bytes, jlong stream) {
  void* blas = semblance_blas_open(address<void>(workspace), bytes, address<void>(stream));
  if (blas == nullptr) {
    throw_last_error(env);
  }
  return static_cast<jlong>(reinterpret_cast<intptr_t>(blas));
}

JNIEXPORT jstring JNICALL Java_io_semblance_cuda_Native_blasName(JNIEnv* env, jclass, jlong blas) {
  return env->NewStringUTF(semblance_blas_name(address<void>(blas)));
}

JNIEXPORT void JNICALL Java_io_semblance_cuda_Native_blasSgemm(
    JNIEnv* env, jclass, jlong blas, jboolean transpose_a, jboolean transpose_b, jint m, jint n,
    jint k, jlong a, jint lda, jlong b, jint ldb, jboolean accumulate, jlong c, jint ldc) {
  if (semblance_blas_sgemm(address<void>(blas), transpose_a, transpose_b, m, n, k,
                           address<const float>(a), lda, address<const float>(b), ldb, accumulate,
                           address<float>(c), ldc) != 0) {
    throw_last_error(env);
  }
}

JNIEXPORT void JNICALL Java_io_semblance_cuda_Native_blasClose(JNIEnv* env, jclass, jlong blas) {
  if (semblance_blas_close(address<void>(blas)) != 0) {
    throw_last_error(env);
  }
}

#if defined(SEMBLANCE_HOST)
// What the tests' emulated device needs beside the kernels: memory.

JNIEXPORT jlong JNICALL Java_io_semblance_cuda_HostMemory_allocate(JNIEnv*, jclass, jlong bytes) {
  void* memory = nullptr;
  return posix_memalign(&memory, 256, static_cast<size_t>(bytes > 0 ? bytes : 1)) == 0
             ? static_cast<jlong>(reinterpret_cast<intptr_t>(memory))
             : 0;
}

JNIEXPORT void JNICALL Java_io_semblance_cuda_HostMemory_free(JNIEnv*, jclass, jlong memory) {
  free(address<void>(memory));
}

JNIEXPORT jobject JNICALL Java_io_semblance_cuda_HostMemory_view(JNIEnv* env, jclass, jlong memory,
                                                                 jlong bytes) {
  return env->NewDirectByteBuffer(address<void>(memory), bytes);
}

JNIEXPORT void JNICALL Java_io_semblance_cuda_HostMemory_order(JNIEnv*, jclass, jint order) {
  semblance_host_order(order);
}
#endif

}  // extern "C"
