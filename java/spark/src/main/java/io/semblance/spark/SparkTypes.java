package io.semblance.spark;

import io.semblance.data.ColumnSchema;
import io.semblance.data.Schema;
import io.semblance.data.StoredType;
import io.semblance.data.StoredType.Kind;
import io.semblance.data.source.StoredCells;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Types of Spark, and what they are here. */
final class SparkTypes {
  private static final int MICROS = 6;

  private SparkTypes() {}

  /** The columns of the rows of a model. */
  static StructType of(Schema schema) {
    List<StructField> fields = new ArrayList<>();
    for (ColumnSchema column : schema.columns()) {
      fields.add(DataTypes.createStructField(column.name(), of(column), true));
    }
    return DataTypes.createStructType(fields);
  }

  /** The type of a column. */
  static DataType of(ColumnSchema column) {
    return of(StoredCells.type(column));
  }

  private static DataType of(StoredType type) {
    return switch (type.kind()) {
      case BOOLEAN -> DataTypes.BooleanType;
      case INT16 -> DataTypes.ShortType;
      case INT32 -> DataTypes.IntegerType;
      case INT64 -> DataTypes.LongType;
      case FLOAT -> DataTypes.FloatType;
      case DOUBLE -> DataTypes.DoubleType;
      case DECIMAL ->
          type.precision() == 0 || type.precision() > DecimalType.MAX_PRECISION()
              ? DataTypes.DoubleType
              : DataTypes.createDecimalType(type.precision(), type.scale());
      case DATE -> DataTypes.DateType;
      case TIMESTAMP -> DataTypes.TimestampNTZType;
      case INSTANT -> DataTypes.TimestampType;
      case STRING, UUID, TIME -> DataTypes.StringType;
    };
  }

  /** What a column of a dataset is; null for one that no column of a table can be. */
  static StoredType of(DataType type) {
    if (type instanceof DecimalType decimal) {
      return StoredType.decimal(decimal.precision(), decimal.scale());
    }
    if (type instanceof StringType) {
      return StoredType.of(Kind.STRING);
    }
    return type.equals(DataTypes.BooleanType)
        ? StoredType.of(Kind.BOOLEAN)
        : type.equals(DataTypes.ByteType) || type.equals(DataTypes.ShortType)
            ? StoredType.of(Kind.INT16)
            : type.equals(DataTypes.IntegerType)
                ? StoredType.of(Kind.INT32)
                : type.equals(DataTypes.LongType)
                    ? StoredType.of(Kind.INT64)
                    : type.equals(DataTypes.FloatType)
                        ? StoredType.of(Kind.FLOAT)
                        : type.equals(DataTypes.DoubleType)
                            ? StoredType.of(Kind.DOUBLE)
                            : timed(type);
  }

  private static StoredType timed(DataType type) {
    return type.equals(DataTypes.DateType)
        ? StoredType.of(Kind.DATE)
        : type.equals(DataTypes.TimestampType)
            ? StoredType.timed(Kind.INSTANT, MICROS)
            : type.equals(DataTypes.TimestampNTZType)
                ? StoredType.timed(Kind.TIMESTAMP, MICROS)
                : null;
  }
}
