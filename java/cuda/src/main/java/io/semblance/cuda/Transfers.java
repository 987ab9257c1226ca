package io.semblance.cuda;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/** Arrays to and from a device, of any length, through its staging memory. Allocates nothing. */
final class Transfers {
  private final Device device;
  private final ByteBuffer bytes;
  private final FloatBuffer floats;
  private final IntBuffer ints;
  private final LongBuffer longs;

  Transfers(Device device) {
    this.device = device;
    this.bytes = device.staging();
    this.floats = bytes.asFloatBuffer();
    this.ints = bytes.asIntBuffer();
    this.longs = bytes.asLongBuffer();
  }

  void write(long address, float[] values) {
    for (int at = 0; at < values.length; at += floats.capacity()) {
      int n = Math.min(floats.capacity(), values.length - at);
      floats.put(0, values, at, n);
      device.write(address + (long) Float.BYTES * at, Float.BYTES * n);
    }
  }

  /** Rounded to single precision. */
  void write(long address, double[] values) {
    for (int at = 0; at < values.length; at += floats.capacity()) {
      int n = Math.min(floats.capacity(), values.length - at);
      for (int i = 0; i < n; i++) {
        floats.put(i, (float) values[at + i]);
      }
      device.write(address + (long) Float.BYTES * at, Float.BYTES * n);
    }
  }

  void write(long address, int[] values) {
    for (int at = 0; at < values.length; at += ints.capacity()) {
      int n = Math.min(ints.capacity(), values.length - at);
      ints.put(0, values, at, n);
      device.write(address + (long) Integer.BYTES * at, Integer.BYTES * n);
    }
  }

  void write(long address, long value) {
    longs.put(0, value);
    device.write(address, Long.BYTES);
  }

  void write(long address, ByteBuffer from) {
    int length = from.remaining();
    for (int at = 0; at < length; at += bytes.capacity()) {
      int n = Math.min(bytes.capacity(), length - at);
      bytes.put(0, from, from.position() + at, n);
      device.write(address + at, n);
    }
  }

  /** Reads {@code n} numbers to {@code into}. */
  void read(long address, float[] into, int n) {
    for (int at = 0; at < n; at += floats.capacity()) {
      int some = Math.min(floats.capacity(), n - at);
      device.read(address + (long) Float.BYTES * at, Float.BYTES * some);
      floats.get(0, into, at, some);
    }
  }

  /** Reads {@code n} whole numbers to {@code into}. */
  void read(long address, int[] into, int n) {
    for (int at = 0; at < n; at += ints.capacity()) {
      int some = Math.min(ints.capacity(), n - at);
      device.read(address + (long) Integer.BYTES * at, Integer.BYTES * some);
      ints.get(0, into, at, some);
    }
  }

  long readLong(long address) {
    device.read(address, Long.BYTES);
    return longs.get(0);
  }
}
