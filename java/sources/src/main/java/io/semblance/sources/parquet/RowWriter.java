package io.semblance.sources.parquet;

import io.semblance.data.StoredType;
import io.semblance.data.source.StoredCells;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Hands the cells of rows to parquet-java. */
final class RowWriter extends WriteSupport<RowWriter.Row> {
  private final MessageType message;
  private final StoredType[] types;
  private final PrimitiveTypeName[] physical;
  private final String[] names;
  private final Binary[][] labels; // by column and code, of the dictionary that was seen last
  private final List<?>[] dictionaries;
  private RecordConsumer out;

  /** A row of a part of a table, which moves on. */
  static final class Row {
    StoredCells[] cells;
    int number;
  }

  private RowWriter(MessageType message, List<StoredType> types) {
    this.message = message;
    this.types = types.toArray(StoredType[]::new);
    int width = this.types.length;
    names = new String[width];
    physical = new PrimitiveTypeName[width];
    for (int i = 0; i < width; i++) {
      names[i] = message.getFieldName(i);
      physical[i] = message.getType(i).asPrimitiveType().getPrimitiveTypeName();
    }
    labels = new Binary[width][];
    dictionaries = new List<?>[width];
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(message, Map.of());
  }

  @Override
  @Deprecated
  public WriteContext init(Configuration configuration) {
    return new WriteContext(message, new HashMap<>());
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    out = consumer;
  }

  @Override
  public void write(Row row) {
    out.startMessage();
    for (int i = 0; i < names.length; i++) {
      StoredCells cells = row.cells[i];
      if (!cells.isMissing(row.number)) {
        out.startField(names[i], i);
        switch (physical[i]) {
          case BOOLEAN -> out.addBoolean(cells.whole(row.number) != 0);
          case INT32 -> out.addInteger(Math.toIntExact(integer(i, cells, row.number)));
          case INT64 -> out.addLong(integer(i, cells, row.number));
          case FLOAT -> out.addFloat((float) cells.real(row.number));
          case DOUBLE -> out.addDouble(cells.real(row.number));
          case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> out.addBinary(bytes(i, cells, row.number));
        }
        out.endField(names[i], i);
      }
    }
    out.endMessage();
  }

  private long integer(int column, StoredCells cells, int row) {
    return types[column].kind() == StoredType.Kind.DECIMAL
        ? cells.decimal(row).unscaledValue().longValueExact()
        : cells.whole(row, types[column].scale());
  }

  private Binary bytes(int column, StoredCells cells, int row) {
    if (types[column].kind() == StoredType.Kind.DECIMAL) {
      return Binary.fromConstantByteArray(cells.decimal(row).unscaledValue().toByteArray());
    }
    List<String> dictionary = cells.dictionary();
    if (dictionary == null) {
      return binary(column, cells.text(row));
    }
    if (dictionaries[column] != dictionary) {
      dictionaries[column] = dictionary;
      labels[column] = new Binary[dictionary.size()];
    }
    int code = cells.code(row);
    if (labels[column][code] == null) {
      labels[column][code] = binary(column, dictionary.get(code));
    }
    return labels[column][code];
  }

  private Binary binary(int column, String text) {
    if (types[column].kind() != StoredType.Kind.UUID) {
      return Binary.fromString(text);
    }
    UUID uuid = UUID.fromString(text);
    ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
    bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    return Binary.fromConstantByteArray(bytes.array());
  }

  /** Makes writers of such rows. */
  static final class Builder extends ParquetWriter.Builder<Row, Builder> {
    private final MessageType message;
    private final List<StoredType> types;

    Builder(OutputFile file, MessageType message, List<StoredType> types) {
      super(file);
      this.message = message;
      this.types = types;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(ParquetConfiguration configuration) {
      return new RowWriter(message, types);
    }

    @Override
    @Deprecated
    protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
      return new RowWriter(message, types);
    }
  }
}
