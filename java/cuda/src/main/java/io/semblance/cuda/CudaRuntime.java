package io.semblance.cuda;

import io.semblance.engine.EngineException;
import jcuda.runtime.JCuda;
import jcuda.runtime.cudaDeviceAttr;
import jcuda.runtime.cudaDeviceProp;
import jcuda.runtime.cudaError;

/**
 * What the machine has, asked through JCuda's runtime library: the CUDA runtime is linked into it,
 * so it loads on any machine of its platform and answers where there is no driver. Nothing is
 * initialised on a GPU.
 *
 * @param status what counting the GPUs answered
 * @param text that in words
 * @param gpus how many there are
 * @param driver CUDA version that the driver supports, such as 13000; 0 without a driver
 */
record CudaRuntime(int status, String text, int gpus, int driver) {
  /** Asked once in the life of a JVM; the first touch loads a library. */
  private static final class Asked {
    static final CudaRuntime ANSWER;
    static final LinkageError ERROR;

    static {
      CudaRuntime answer = null;
      LinkageError error = null;
      try {
        JcudaLibraries.initialise("JCudaRuntime", () -> JCuda.setExceptionsEnabled(false));
        int[] count = new int[1];
        int status = JCuda.cudaGetDeviceCount(count);
        int[] driver = new int[1];
        JCuda.cudaDriverGetVersion(driver);
        String text = JCuda.cudaGetErrorString(status);
        answer = new CudaRuntime(status, text, status == 0 ? count[0] : 0, driver[0]);
      } catch (LinkageError e) {
        error = e;
      }
      ANSWER = answer;
      ERROR = error;
    }
  }

  /**
   * @throws LinkageError if JCuda's library cannot be loaded
   */
  static CudaRuntime ask() {
    if (Asked.ANSWER == null) {
      throw new UnsatisfiedLinkError(firstLine(Asked.ERROR));
    }
    return Asked.ANSWER;
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  boolean noDriver() {
    return status == cudaError.cudaErrorInsufficientDriver && driver == 0;
  }

  boolean oldDriver() {
    return status == cudaError.cudaErrorInsufficientDriver && driver > 0;
  }

  boolean noGpu() {
    return status == cudaError.cudaErrorNoDevice || status == 0 && gpus == 0;
  }

  /** Compute capability of a GPU, such as 90. */
  int capability(int gpu) {
    return 10 * attribute(cudaDeviceAttr.cudaDevAttrComputeCapabilityMajor, gpu)
        + attribute(cudaDeviceAttr.cudaDevAttrComputeCapabilityMinor, gpu);
  }

  private static int attribute(int which, int gpu) {
    int[] value = new int[1];
    int status = JCuda.cudaDeviceGetAttribute(value, which, gpu);
    if (status != 0) {
      throw new EngineException("cudaDeviceGetAttribute: " + JCuda.cudaGetErrorString(status));
    }
    return value[0];
  }

  /** Name of a GPU as NVIDIA gives it. */
  String name(int gpu) {
    cudaDeviceProp properties = new cudaDeviceProp();
    int status = JCuda.cudaGetDeviceProperties(properties, gpu);
    return status == 0 ? properties.getName() : "GPU";
  }
}
