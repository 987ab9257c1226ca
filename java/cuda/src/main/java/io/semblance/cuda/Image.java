package io.semblance.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Descriptors for the device, put together on the host. Places within the image are offsets until
 * it is known where it will lie: an address of the image itself is written as its offset,
 * remembered, and made absolute in the end.
 */
final class Image {
  private ByteBuffer bytes = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);
  private final List<Integer> own = new ArrayList<>();
  private int size;

  /** Room for {@code length} bytes of zeros; its offset, a multiple of {@code alignment}. */
  int reserve(int length, int alignment) {
    int at = (size + alignment - 1) / alignment * alignment;
    size = Math.addExact(at, length);
    if (size > bytes.capacity()) {
      ByteBuffer larger =
          ByteBuffer.allocate(Math.max(size, Math.multiplyExact(2, bytes.capacity())))
              .order(ByteOrder.LITTLE_ENDIAN);
      larger.put(bytes.array());
      bytes = larger;
    }
    return at;
  }

  void putInt(int at, int value) {
    bytes.putInt(at, value);
  }

  void putLong(int at, long value) {
    bytes.putLong(at, value);
  }

  /** Writes the address of something in this image. */
  void putOwnAddress(int at, int offset) {
    bytes.putLong(at, offset);
    own.add(at);
  }

  int putInts(int... values) {
    int at = reserve(Integer.BYTES * values.length, Long.BYTES);
    for (int i = 0; i < values.length; i++) {
      bytes.putInt(at + Integer.BYTES * i, values[i]);
    }
    return at;
  }

  int size() {
    return size;
  }

  /** The bytes as they must lie at {@code base}; to be called once. */
  ByteBuffer at(long base) {
    for (int place : own) {
      bytes.putLong(place, bytes.getLong(place) + base);
    }
    own.clear();
    return bytes.position(0).limit(size);
  }
}
