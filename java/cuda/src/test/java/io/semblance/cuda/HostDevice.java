package io.semblance.cuda;

import io.semblance.engine.EngineException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * A device emulated on the CPU: memory is the host's, the kernels are the device's own source in
 * loops, and what is captured is simply done again. Counts what is allocated.
 */
final class HostDevice implements Device {
  private static final int STAGING_BYTES = 1 << 12; // small, so that tests copy in pieces

  /** All live memories of all emulated devices: their sizes. */
  private static final Map<Long, Long> LIVE = new HashMap<>();

  private final int processors;
  private final boolean withBlas;
  private final ByteBuffer staging =
      ByteBuffer.allocateDirect(STAGING_BYTES).order(ByteOrder.nativeOrder());
  private long free;
  private Blas blas;

  HostDevice(int processors, boolean withBlas) {
    this(processors, withBlas, Long.MAX_VALUE);
  }

  /**
   * @param free bytes of the device
   */
  HostDevice(int processors, boolean withBlas, long free) {
    this.processors = processors;
    this.withBlas = withBlas;
    this.free = free;
  }

  static synchronized int liveMemories() {
    return LIVE.size();
  }

  static synchronized long liveBytes() {
    return LIVE.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void use() {}

  @Override
  public int processors() {
    return processors;
  }

  @Override
  public long stream() {
    return 0;
  }

  @Override
  public long allocate(long bytes, String what) {
    if (bytes > free) {
      throw OutOfMemory.error(what, bytes, free, free);
    }
    free -= bytes;
    long address = HostMemory.allocate(bytes);
    synchronized (HostDevice.class) {
      LIVE.put(address, bytes);
    }
    // Memory of a device holds anything at first; not-a-numbers show where that matters.
    fill(address, bytes / Float.BYTES, 0x7FC00000);
    return address;
  }

  @Override
  public void free(long address) {
    synchronized (HostDevice.class) {
      Long bytes = LIVE.remove(address);
      if (bytes == null) {
        throw new IllegalStateException("freed twice, or never allocated: " + address);
      }
      free += bytes;
    }
    HostMemory.free(address);
  }

  /** The device's own check of addresses: within one live memory. */
  private static synchronized void check(long address, long bytes) {
    boolean inside =
        LIVE.entrySet().stream()
            .anyMatch(e -> address >= e.getKey() && address + bytes <= e.getKey() + e.getValue());
    if (!inside) {
      throw new EngineException("a copy of " + bytes + " bytes outside all memories");
    }
  }

  @Override
  public ByteBuffer staging() {
    return staging;
  }

  @Override
  public void write(long address, int bytes) {
    check(address, bytes);
    HostMemory.view(address, bytes).put(0, staging, 0, bytes);
  }

  @Override
  public void read(long address, int bytes) {
    check(address, bytes);
    staging.put(0, HostMemory.view(address, bytes), 0, bytes);
  }

  @Override
  public void fill(long address, long words, int bits) {
    check(address, words * Integer.BYTES);
    ByteBuffer view =
        HostMemory.view(address, words * Integer.BYTES).order(ByteOrder.nativeOrder());
    for (int i = 0; i < words; i++) {
      view.putInt(Integer.BYTES * i, bits);
    }
  }

  @Override
  public void synchronize() {}

  @Override
  public Graph capture(Runnable launches) {
    return new Graph() {
      @Override
      public void launch() {
        launches.run();
      }

      @Override
      public int nodes() {
        throw new UnsupportedOperationException("nothing is captured here");
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Blas blas() {
    if (blas == null && withBlas) {
      blas = new NativeBlas(0, 0, 0);
    }
    return blas;
  }

  @Override
  public void close() {
    if (blas != null) {
      blas.close();
    }
  }
}
