package io.semblance.cuda;

import io.semblance.engine.EngineException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import jcuda.CudaException;
import jcuda.Pointer;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdevice_attribute;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUstream;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;

/**
 * A GPU through JCuda's driver API. The context is the device's primary one, which the CUDA runtime
 * inside the kernels' library uses too; each session has a stream of its own in it.
 */
final class JcudaDevice implements Device {
  private static final int STAGING_BYTES = 4 << 20;

  /** What NVIDIA recommends as cuBLAS's workspace, by generation. */
  private static final long WORKSPACE_BYTES = 4L << 20;

  private static final long WORKSPACE_BYTES_FROM_HOPPER = 32L << 20;

  /** An address as JCuda has it. */
  private static final class Address extends CUdeviceptr {
    Address() {}

    Address(long value) {
      super(new CUdeviceptr(), value);
    }

    long value() {
      return getNativePointer() + getByteOffset();
    }
  }

  /** A stream whose handle other libraries can be given. */
  private static final class Stream extends CUstream {
    long handle() {
      return getNativePointer();
    }
  }

  /** JCuda's driver library, which needs libcuda.so.1: touched only where there is a driver. */
  private static final class Driver {
    static {
      JcudaLibraries.initialise("JCudaDriver", () -> JCudaDriver.setExceptionsEnabled(true));
      JCudaDriver.cuInit(0);
    }

    static void initialise() {
      // The initialiser has done it.
    }
  }

  /**
   * By GPU, retained once and for the life of the process: given back by the last session, a
   * primary context is destroyed, with what the runtime inside the kernels' library has in it, and
   * the next session would wait for a new one.
   */
  private static final Map<Integer, CUcontext> CONTEXTS = new ConcurrentHashMap<>();

  private final CUdevice device = new CUdevice();
  private CUcontext context;
  private final Stream stream = new Stream();
  private final Pointer pinned = new Pointer();

  /** How to close what has been opened, the last first. */
  private final Deque<Runnable> opened = new ArrayDeque<>();

  private final ByteBuffer staging;
  private final int processors;
  private final int generation;
  private boolean blasLooked;
  private Blas blas;

  JcudaDevice(int index) {
    boolean done = false;
    try {
      staging = called("opening GPU " + index, () -> open(index));
      processors = attribute(CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT);
      generation = attribute(CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR);
      done = true;
    } finally {
      if (!done) {
        closeAll();
      }
    }
  }

  private ByteBuffer open(int index) {
    Driver.initialise();
    JCudaDriver.cuDeviceGet(device, index);
    context = CONTEXTS.computeIfAbsent(index, i -> retained());
    JCudaDriver.cuCtxSetCurrent(context);
    JCudaDriver.cuStreamCreate(stream, CUstream_flags.CU_STREAM_NON_BLOCKING);
    opened.push(() -> JCudaDriver.cuStreamDestroy(stream));
    JCudaDriver.cuMemHostAlloc(pinned, STAGING_BYTES, JCudaDriver.CU_MEMHOSTALLOC_PORTABLE);
    opened.push(() -> JCudaDriver.cuMemFreeHost(pinned));
    return pinned.getByteBuffer(0, STAGING_BYTES).order(ByteOrder.nativeOrder());
  }

  private CUcontext retained() {
    CUcontext primary = new CUcontext();
    JCudaDriver.cuDevicePrimaryCtxRetain(primary, device);
    return primary;
  }

  private int attribute(int which) {
    int[] value = new int[1];
    called("cuDeviceGetAttribute", () -> JCudaDriver.cuDeviceGetAttribute(value, which, device));
    return value[0];
  }

  /** The result of a call of JCuda, whose exceptions name the error but not the call. */
  static <T> T called(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (CudaException e) {
      throw new EngineException("CUDA: " + what + " failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void use() {
    try {
      JCudaDriver.cuCtxSetCurrent(context);
    } catch (CudaException e) {
      throw new EngineException("CUDA: cuCtxSetCurrent failed: " + e.getMessage(), e);
    }
  }

  @Override
  public int processors() {
    return processors;
  }

  @Override
  public long stream() {
    return stream.handle();
  }

  @Override
  public long allocate(long bytes, String what) {
    Address address = new Address();
    long wanted = Math.max(bytes, 1);
    try {
      JCudaDriver.cuMemAlloc(address, wanted);
    } catch (CudaException e) {
      if (String.valueOf(e.getMessage()).contains("OUT_OF_MEMORY")) {
        throw outOfMemory(what, wanted);
      }
      throw new EngineException("CUDA: cuMemAlloc for " + what + " failed: " + e.getMessage(), e);
    }
    return address.value();
  }

  private static EngineException outOfMemory(String what, long wanted) {
    long[] free = new long[1];
    long[] total = new long[1];
    called("cuMemGetInfo", () -> JCudaDriver.cuMemGetInfo(free, total));
    return OutOfMemory.error(what, wanted, free[0], total[0]);
  }

  /** Free bytes of the device, for tests of what sessions leave behind. */
  long freeBytes() {
    long[] free = new long[1];
    called("cuMemGetInfo", () -> JCudaDriver.cuMemGetInfo(free, new long[1]));
    return free[0];
  }

  @Override
  public void free(long address) {
    called("cuMemFree", () -> JCudaDriver.cuMemFree(new Address(address)));
  }

  @Override
  public ByteBuffer staging() {
    return staging;
  }

  @Override
  public void write(long address, int bytes) {
    called(
        "copying to the GPU",
        () -> {
          JCudaDriver.cuMemcpyHtoDAsync(new Address(address), pinned, bytes, stream);
          // The staging memory is written again as soon as this returns.
          return JCudaDriver.cuStreamSynchronize(stream);
        });
  }

  @Override
  public void read(long address, int bytes) {
    called(
        "copying from the GPU",
        () -> {
          JCudaDriver.cuMemcpyDtoHAsync(pinned, new Address(address), bytes, stream);
          return JCudaDriver.cuStreamSynchronize(stream);
        });
  }

  @Override
  public void fill(long address, long words, int bits) {
    if (words > 0) {
      called(
          "cuMemsetD32",
          () -> JCudaDriver.cuMemsetD32Async(new Address(address), bits, words, stream));
    }
  }

  @Override
  public void synchronize() {
    called("cuStreamSynchronize", () -> JCudaDriver.cuStreamSynchronize(stream));
  }

  @Override
  public Graph capture(Runnable launches) {
    return new JcudaGraph(stream, launches);
  }

  @Override
  public Blas blas() {
    if (!blasLooked) {
      blasLooked = true;
      long bytes = generation >= 9 ? WORKSPACE_BYTES_FROM_HOPPER : WORKSPACE_BYTES;
      long workspace = allocate(bytes, "cuBLAS's workspace");
      opened.push(() -> free(workspace));
      blas = JcublasBlas.open(stream, new Address(workspace), bytes);
      if (blas == null) {
        try {
          blas = new NativeBlas(workspace, bytes, stream.handle());
        } catch (EngineException e) {
          System.getLogger("io.semblance.cuda")
              .log(System.Logger.Level.INFO, "products by the library's own kernel: {0}", e);
        }
      }
      if (blas != null) {
        opened.push(blas::close);
      }
    }
    return blas;
  }

  /**
   * What was opened last goes first; whatever fails, the rest is closed. The context outlives this:
   * see {@link #CONTEXTS}.
   */
  @Override
  public void close() {
    use();
    opened.push(() -> JCudaDriver.cuStreamSynchronize(stream));
    RuntimeException first = closeAll();
    if (first != null) {
      throw new EngineException("CUDA: closing the device failed: " + first.getMessage(), first);
    }
  }

  /** Closes all that can be closed; the first thing that went wrong, or null. */
  private RuntimeException closeAll() {
    RuntimeException first = null;
    while (!opened.isEmpty()) {
      try {
        opened.pop().run();
      } catch (RuntimeException e) {
        first = first == null ? e : first;
      }
    }
    return first;
  }
}
