package io.semblance.sources.parquet;

import io.semblance.data.ColumnSchema;
import io.semblance.data.Schema;
import io.semblance.data.StoredType;
import io.semblance.data.Table;
import io.semblance.data.file.WholeFile;
import io.semblance.data.source.StoredCells;
import io.semblance.data.source.TableSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A Parquet file that is written part by part: pages packed by zstd, dictionaries where they pay.
 */
final class ParquetSink implements TableSink {
  /** What is kept in memory until it is written. */
  private static final long ROW_GROUP_BYTES = 64L << 20;

  private final WholeFile file;
  private final ParquetWriter<RowWriter.Row> writer;
  private final RowWriter.Row row = new RowWriter.Row();
  private boolean ended;

  private ParquetSink(WholeFile file, ParquetWriter<RowWriter.Row> writer) {
    this.file = file;
    this.writer = writer;
  }

  static ParquetSink create(Path target, Schema schema) throws IOException {
    WholeFile file = WholeFile.open(target);
    try {
      List<StoredType> types =
          schema.columns().stream().map(c -> ParquetTypes.writable(StoredCells.type(c))).toList();
      Type[] fields = new Type[types.size()];
      for (int i = 0; i < fields.length; i++) {
        ColumnSchema column = schema.column(i);
        fields[i] = ParquetTypes.written(column.name(), types.get(i), true);
      }
      MessageType message = new MessageType("table", fields);
      ParquetWriter<RowWriter.Row> writer =
          new RowWriter.Builder(new Target(file.stream()), message, types)
              .withConf(new PlainParquetConfiguration())
              .withCodecFactory(new Codecs())
              .withCompressionCodec(CompressionCodecName.ZSTD)
              .withRowGroupSize(ROW_GROUP_BYTES)
              .withSizeStatisticsEnabled(false)
              .withValidation(false)
              .build();
      return new ParquetSink(file, writer);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public void write(Table part) throws IOException {
    row.cells = StoredCells.of(part.columns()).toArray(StoredCells[]::new);
    for (row.number = 0; row.number < part.rows(); row.number++) {
      writer.write(row);
    }
  }

  @Override
  public void commit() throws IOException {
    ended = true;
    writer.close();
    file.commitWithoutWaiting(); // rows can be drawn again
  }

  @Override
  public void close() {
    if (!ended) {
      try {
        writer.close();
      } catch (IOException | RuntimeException e) {
        // The file is thrown away, whatever it holds.
      }
    }
    file.close();
  }

  /** The stream of a file that is to appear whole. */
  private record Target(OutputStream stream) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new Counted(stream);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  private static final class Counted extends PositionOutputStream {
    private final OutputStream out;
    private long position;

    Counted(OutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    /** The file is committed, or not, by whom it belongs to. */
    @Override
    public void close() throws IOException {
      out.flush();
    }
  }
}
