package io.semblance.spark;

import io.semblance.synth.DrawPlan;
import io.semblance.synth.Model;
import io.semblance.synth.SampleOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** The rows of a model, as a table that Spark reads. */
final class RowsTable implements Table, SupportsRead {
  private static final long BYTES_PER_CELL = 8;

  private final RowsOptions options;
  private final byte[] file;
  private final Model model;
  private final StructType schema;

  RowsTable(RowsOptions options, byte[] file) {
    this.options = options;
    this.file = file;
    this.model = ModelBytes.read(file, options.where());
    this.schema = SparkTypes.of(model.schema());
  }

  @Override
  public String name() {
    return "semblance " + options.model().getFileName();
  }

  @Override
  @Deprecated
  public StructType schema() {
    return schema;
  }

  /** The same; Spark would rather ask for columns, which it makes of this. */
  StructType struct() {
    return schema;
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap again) {
    return new Rows();
  }

  /** Reading of some of the columns. */
  private final class Rows
      implements ScanBuilder,
          Scan,
          Batch,
          SupportsPushDownRequiredColumns,
          SupportsReportStatistics {
    private StructType wanted = schema;

    @Override
    public void pruneColumns(StructType required) {
      wanted = required;
    }

    @Override
    public Scan build() {
      return this;
    }

    @Override
    public StructType readSchema() {
      return wanted;
    }

    @Override
    public String description() {
      return name() + ", " + options.rows() + " rows";
    }

    @Override
    public Batch toBatch() {
      return this;
    }

    @Override
    public Statistics estimateStatistics() {
      return new Statistics() {
        @Override
        public OptionalLong sizeInBytes() {
          return OptionalLong.of(options.rows() * BYTES_PER_CELL * Math.max(1, wanted.size()));
        }

        @Override
        public OptionalLong numRows() {
          return OptionalLong.of(options.rows());
        }
      };
    }

    /** Whole parts of the model for each partition, as even as they come. */
    @Override
    public InputPartition[] planInputPartitions() {
      DrawPlan plan =
          model.plan(
              SampleOptions.builder()
                  .rows(options.rows())
                  .firstRow(options.firstRow())
                  .seed(options.seed())
                  .build());
      long end = plan.first() + plan.count();
      long parts =
          plan.count() == 0
              ? 0
              : (end - 1) / model.partRows() - plan.first() / model.partRows() + 1;
      int asked =
          options.partitions() > 0
              ? options.partitions()
              : SparkSession.active().sparkContext().defaultParallelism();
      long count = Math.min(parts, asked);
      List<InputPartition> ranges = new ArrayList<>();
      long firstPart = plan.first() / model.partRows();
      for (long i = 0; i < count; i++) {
        long from = Math.max(plan.first(), (firstPart + parts * i / count) * model.partRows());
        long to = Math.min(end, (firstPart + parts * (i + 1) / count) * model.partRows());
        ranges.add(new RowRange(from, to - from, i == count - 1 ? plan.surplusRows() : 0));
      }
      return ranges.toArray(InputPartition[]::new);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
      ClassTag<byte[]> tag = ClassTag$.MODULE$.apply(byte[].class);
      Broadcast<byte[]> everywhere = SparkSession.active().sparkContext().broadcast(file, tag);
      int[] columns =
          Arrays.stream(wanted.fieldNames()).mapToInt(model.schema()::indexOf).toArray();
      return new RangeReaders(
          everywhere, options.where(), options.seed(), options.backend(), columns);
    }
  }
}
