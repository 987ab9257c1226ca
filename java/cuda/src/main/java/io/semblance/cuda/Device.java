package io.semblance.cuda;

import java.nio.ByteBuffer;

/**
 * A device with one stream, as a session uses it: memory, copies, and work captured once to be
 * launched many times. Everything but {@link #close} is ordered by the stream; whoever calls has
 * made the device current on the calling thread. Two kinds exist: a GPU through JCuda, and one that
 * tests emulate on the CPU.
 */
interface Device extends AutoCloseable {
  /** Work that was captured. */
  interface Graph extends AutoCloseable {
    /** Starts the work and returns; it runs after what was started before. */
    void launch();

    /** Nodes of the graph. */
    int nodes();

    @Override
    void close();
  }

  /** Makes the device current on the calling thread. */
  void use();

  /** Multiprocessors: how many blocks it takes to keep the device busy. */
  int processors();

  /** The stream that launches go to. */
  long stream();

  /**
   * Memory on the device.
   *
   * @param what what it is for, in words, in case there is not enough
   */
  long allocate(long bytes, String what);

  /** Gives memory back; the device must not be using it any more. */
  void free(long address);

  /** Memory of the host that copies go through, in native byte order; always the same. */
  ByteBuffer staging();

  /** Copies the first bytes of the staging memory to the device, after all work started before. */
  void write(long address, int bytes);

  /** Copies from the device to the start of the staging memory, after all work started before. */
  void read(long address, int bytes);

  /** Writes {@code bits} to so many words of the device's memory. */
  void fill(long address, long words, int bits);

  /** Waits until all work has been done. */
  void synchronize();

  /** Records the work that {@code launches} starts, without doing it. */
  Graph capture(Runnable launches);

  /** Products by a library, or null if none was found. */
  Blas blas();

  @Override
  void close();
}
