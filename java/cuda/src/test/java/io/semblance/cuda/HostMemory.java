package io.semblance.cuda;

import java.nio.ByteBuffer;

/** Memory of the emulated device; in the library of the emulated device only. */
final class HostMemory {
  private HostMemory() {}

  static native long allocate(long bytes);

  static native void free(long address);

  static native ByteBuffer view(long address, long bytes);

  /** Order of blocks and threads: 0 forwards, 1 backwards, 2 shuffled. */
  static native void order(int order);
}
