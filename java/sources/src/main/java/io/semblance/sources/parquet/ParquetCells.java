package io.semblance.sources.parquet;

import io.semblance.data.StoredType;
import io.semblance.data.infer.RawColumn;
import io.semblance.data.infer.StoredText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongFunction;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;

/** Takes the cells of one column of a file over. */
final class ParquetCells extends PrimitiveConverter {
  /** The day of 1970-01-01 as INT96 counts days. */
  private static final long JULIAN_EPOCH = 2_440_588;

  private static final long DAY_MILLIS = 86_400_000L;
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private final ColumnDescriptor descriptor;
  private final StoredType type;
  private final LongFunction<String> text;
  private final boolean unsigned;
  private final Map<Binary, Integer> codes = new HashMap<>();
  private RawColumn out;
  private Dictionary entries; // null: pages have none
  private int[] byEntry; // codes of entries; -1 for one that has not come yet

  ParquetCells(ColumnDescriptor descriptor, StoredType type) {
    this.descriptor = descriptor;
    this.type = type;
    this.text = text(type);
    this.unsigned =
        descriptor.getPrimitiveType().getLogicalTypeAnnotation()
                instanceof IntLogicalTypeAnnotation i
            && !i.isSigned();
  }

  ColumnDescriptor descriptor() {
    return descriptor;
  }

  /** The text of a cell of 64 bits. */
  private static LongFunction<String> text(StoredType type) {
    return switch (type.kind()) {
      case BOOLEAN -> bits -> bits == 0 ? "false" : "true";
      case INT16, INT32, INT64 -> Long::toString;
      case FLOAT -> bits -> Float.toString(Float.intBitsToFloat((int) bits));
      case DOUBLE -> bits -> Double.toString(Double.longBitsToDouble(bits));
      case DECIMAL -> bits -> BigDecimal.valueOf(bits, type.scale()).toPlainString();
      case DATE -> StoredText::ofDate;
      case TIME -> bits -> StoredText.ofTime(millis(bits, type.scale()));
      case TIMESTAMP -> bits -> StoredText.ofMoment(millis(bits, type.scale()), false);
      case INSTANT -> bits -> StoredText.ofMoment(millis(bits, type.scale()), true);
      case STRING, UUID -> null;
    };
  }

  private static long millis(long value, int digits) {
    return switch (digits) {
      case 3 -> value;
      case 6 -> Math.floorDiv(value, 1_000);
      default -> Math.floorDiv(value, NANOS_PER_MILLI);
    };
  }

  /**
   * Appends the next cells.
   *
   * @param begins whether the column they are appended to is a new one
   */
  void read(ColumnReader in, int rows, RawColumn to, boolean begins) {
    out = to;
    if (begins) { // codes are those of one portion
      codes.clear();
      byEntry = entries == null ? null : unknown(entries.getMaxId() + 1);
    }
    int most = descriptor.getMaxDefinitionLevel();
    for (int row = 0; row < rows; row++) {
      if (in.getCurrentDefinitionLevel() < most) {
        out.addMissing();
      } else {
        in.writeCurrentValueToConverter(); // to one of the methods below
      }
      in.consume();
    }
  }

  private static int[] unknown(int size) {
    int[] codes = new int[size];
    Arrays.fill(codes, -1);
    return codes;
  }

  @Override
  public boolean hasDictionarySupport() {
    return true;
  }

  @Override
  public void setDictionary(Dictionary dictionary) {
    entries = dictionary;
    byEntry = unknown(dictionary.getMaxId() + 1);
  }

  /** The text of an entry of a dictionary is made once. */
  @Override
  public void addValueFromDictionary(int entry) {
    if (byEntry[entry] >= 0) {
      out.addCode(byEntry[entry]);
      return;
    }
    switch (descriptor.getPrimitiveType().getPrimitiveTypeName()) {
      case BOOLEAN -> addBoolean(entries.decodeToBoolean(entry));
      case INT32 -> addInt(entries.decodeToInt(entry));
      case INT64 -> addLong(entries.decodeToLong(entry));
      case FLOAT -> addFloat(entries.decodeToFloat(entry));
      case DOUBLE -> addDouble(entries.decodeToDouble(entry));
      case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> addBinary(entries.decodeToBinary(entry));
    }
    byEntry[entry] = out.code(out.rows() - 1);
  }

  @Override
  public void addBoolean(boolean value) {
    out.add(value ? 1 : 0, text);
  }

  @Override
  public void addInt(int value) {
    out.add(unsigned ? Integer.toUnsignedLong(value) : value, text);
  }

  @Override
  public void addLong(long value) {
    if (unsigned && type.kind() == StoredType.Kind.DECIMAL) {
      out.add(value, Long::toUnsignedString);
    } else {
      out.add(value, text);
    }
  }

  @Override
  public void addFloat(float value) {
    out.add(Float.floatToIntBits(value), text);
  }

  @Override
  public void addDouble(double value) {
    out.add(Double.doubleToLongBits(value), text);
  }

  @Override
  public void addBinary(Binary bytes) {
    Integer code = codes.get(bytes);
    if (code == null) {
      code = out.codeOf(words(bytes));
      codes.put(bytes.copy(), code);
    }
    out.addCode(code);
  }

  private String words(Binary bytes) {
    return switch (type.kind()) {
      case DECIMAL ->
          new BigDecimal(new BigInteger(bytes.getBytes()), type.scale()).toPlainString();
      case UUID -> {
        ByteBuffer buffer = bytes.toByteBuffer();
        yield new UUID(buffer.getLong(), buffer.getLong()).toString();
      }
      case TIMESTAMP -> {
        ByteBuffer buffer = bytes.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = buffer.getLong();
        long days = buffer.getInt() - JULIAN_EPOCH;
        yield StoredText.ofMoment(days * DAY_MILLIS + Math.floorDiv(nanos, NANOS_PER_MILLI), false);
      }
      case BOOLEAN, INT16, INT32, INT64, FLOAT, DOUBLE, STRING, DATE, TIME, INSTANT ->
          bytes.toStringUsingUTF8();
    };
  }
}
