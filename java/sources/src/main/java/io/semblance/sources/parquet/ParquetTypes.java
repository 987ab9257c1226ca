package io.semblance.sources.parquet;

import io.semblance.data.StoredType;
import io.semblance.data.StoredType.Kind;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** Types of Parquet, and what they are here. */
final class ParquetTypes {
  /** Digits of decimals that fit into 32 and 64 bits. */
  private static final int INT_DIGITS = 9;

  private static final int LONG_DIGITS = 18;

  /** Digits that other readers of Parquet take. */
  private static final int MOST_DIGITS = 38;

  private static final int UNSIGNED_LONG_DIGITS = 20;

  private ParquetTypes() {}

  /** What a primitive type is; null for one that no column of a table can be. */
  static StoredType of(PrimitiveType type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (logical instanceof DecimalLogicalTypeAnnotation d) {
      return StoredType.decimal(d.getPrecision(), d.getScale());
    }
    if (logical instanceof TimestampLogicalTypeAnnotation t) {
      return StoredType.timed(
          t.isAdjustedToUTC() ? Kind.INSTANT : Kind.TIMESTAMP, digits(t.getUnit()));
    }
    if (logical instanceof TimeLogicalTypeAnnotation t) {
      return StoredType.timed(Kind.TIME, digits(t.getUnit()));
    }
    if (logical instanceof IntLogicalTypeAnnotation i) {
      return ofInt(i);
    }
    if (logical instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation) {
      return StoredType.of(Kind.DATE);
    }
    if (logical instanceof LogicalTypeAnnotation.UUIDLogicalTypeAnnotation) {
      return StoredType.of(Kind.UUID);
    }
    boolean words =
        logical instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
            || logical instanceof LogicalTypeAnnotation.EnumLogicalTypeAnnotation
            || logical instanceof LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> StoredType.of(Kind.BOOLEAN);
      case INT32 -> StoredType.of(Kind.INT32);
      case INT64 -> StoredType.of(Kind.INT64);
      case FLOAT -> StoredType.of(Kind.FLOAT);
      case DOUBLE -> StoredType.of(Kind.DOUBLE);
      case INT96 -> StoredType.timed(Kind.TIMESTAMP, 6); // of Impala, and of Spark before 3
      case BINARY -> words ? StoredType.of(Kind.STRING) : null;
      case FIXED_LEN_BYTE_ARRAY -> null;
    };
  }

  private static StoredType ofInt(IntLogicalTypeAnnotation type) {
    int bits = type.getBitWidth() + (type.isSigned() ? 0 : 1);
    if (bits > Long.SIZE) {
      return StoredType.decimal(UNSIGNED_LONG_DIGITS, 0);
    }
    return StoredType.of(
        bits <= Short.SIZE ? Kind.INT16 : bits <= Integer.SIZE ? Kind.INT32 : Kind.INT64);
  }

  private static int digits(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> 3;
      case MICROS -> 6;
      case NANOS -> 9;
    };
  }

  /** The type that a column gets in a file. */
  static PrimitiveType written(String name, StoredType type, boolean nullable) {
    return switch (type.kind()) {
      case BOOLEAN -> plain(PrimitiveTypeName.BOOLEAN, null, nullable, name);
      case INT16 ->
          plain(
              PrimitiveTypeName.INT32,
              LogicalTypeAnnotation.intType(Short.SIZE, true),
              nullable,
              name);
      case INT32 -> plain(PrimitiveTypeName.INT32, null, nullable, name);
      case INT64 -> plain(PrimitiveTypeName.INT64, null, nullable, name);
      case FLOAT -> plain(PrimitiveTypeName.FLOAT, null, nullable, name);
      case DOUBLE -> plain(PrimitiveTypeName.DOUBLE, null, nullable, name);
      case DATE -> plain(PrimitiveTypeName.INT32, LogicalTypeAnnotation.dateType(), nullable, name);
      case STRING ->
          plain(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType(), nullable, name);
      case UUID ->
          Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition(nullable))
              .length(LogicalTypeAnnotation.UUIDLogicalTypeAnnotation.BYTES)
              .as(LogicalTypeAnnotation.uuidType())
              .named(name);
      case TIME ->
          plain(
              unit(type) == TimeUnit.MILLIS ? PrimitiveTypeName.INT32 : PrimitiveTypeName.INT64,
              LogicalTypeAnnotation.timeType(false, unit(type)),
              nullable,
              name);
      case TIMESTAMP, INSTANT ->
          plain(
              PrimitiveTypeName.INT64,
              LogicalTypeAnnotation.timestampType(type.kind() == Kind.INSTANT, unit(type)),
              nullable,
              name);
      case DECIMAL -> {
        LogicalTypeAnnotation decimal =
            LogicalTypeAnnotation.decimalType(type.scale(), type.precision());
        yield type.precision() <= INT_DIGITS
            ? plain(PrimitiveTypeName.INT32, decimal, nullable, name)
            : type.precision() <= LONG_DIGITS
                ? plain(PrimitiveTypeName.INT64, decimal, nullable, name)
                : plain(PrimitiveTypeName.BINARY, decimal, nullable, name);
      }
    };
  }

  /** The type as a file holds it: with milliseconds or microseconds. */
  static StoredType writable(StoredType type) {
    return switch (type.kind()) {
      case TIME, TIMESTAMP, INSTANT ->
          // Nanoseconds of 64 bits end in 2262, and models know milliseconds.
          StoredType.timed(type.kind(), type.scale() <= 3 ? 3 : 6);
      case DECIMAL ->
          type.precision() == 0 || type.precision() > MOST_DIGITS
              ? StoredType.of(Kind.DOUBLE)
              : type;
      case BOOLEAN, INT16, INT32, INT64, FLOAT, DOUBLE, STRING, UUID, DATE -> type;
    };
  }

  private static TimeUnit unit(StoredType type) {
    return type.scale() <= 3 ? TimeUnit.MILLIS : TimeUnit.MICROS;
  }

  private static PrimitiveType plain(
      PrimitiveTypeName physical, LogicalTypeAnnotation logical, boolean nullable, String name) {
    return Types.primitive(physical, repetition(nullable)).as(logical).named(name);
  }

  private static PrimitiveType.Repetition repetition(boolean nullable) {
    return nullable ? PrimitiveType.Repetition.OPTIONAL : PrimitiveType.Repetition.REQUIRED;
  }
}
