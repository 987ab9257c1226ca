package io.semblance.spark;

import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.infer.TypedTable;
import io.semblance.data.infer.TypingOptions;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * One pass over a dataset: each partition is summarised where it lies, and the summaries are put
 * together on the driver, in the order of the partitions.
 */
final class PartitionSummaries {
  private static final int PIECE = 20_000;

  private PartitionSummaries() {}

  /** What is made of a partition; goes to the executors. */
  interface Summarising<S> extends Serializable {
    /** A summary of no rows. */
    S empty(Schema schema);

    /** Adds rows; the first of them has this number in the partition. */
    void add(S summary, Table piece, long firstRow, int partition);

    /** Puts the summary of the rows that follow behind another one. */
    void merge(S summary, S later);
  }

  /**
   * Summarises a dataset.
   *
   * @param schema what its cells mean, such as that of a sample
   */
  static <S> S of(Dataset<Row> dataset, Schema schema, Summarising<S> summarising) {
    List<byte[]> parts = parts(dataset, schema, summarising).collect();
    if (parts.isEmpty()) {
      return summarising.empty(schema);
    }
    S merged = SummaryBytes.read(parts.get(0));
    for (byte[] part : parts.subList(1, parts.size())) {
      summarising.merge(merged, SummaryBytes.read(part));
    }
    return merged;
  }

  /** The same where the order of rows is of no matter: executors put summaries together, too. */
  static <S> S ofAny(Dataset<Row> dataset, Schema schema, Summarising<S> summarising) {
    JavaRDD<byte[]> parts = parts(dataset, schema, summarising);
    if (parts.getNumPartitions() == 0) {
      return summarising.empty(schema);
    }
    return SummaryBytes.read(
        parts.treeReduce(
            (a, b) -> {
              S merged = SummaryBytes.read(a);
              summarising.merge(merged, SummaryBytes.read(b));
              return SummaryBytes.of(merged);
            }));
  }

  private static <S> JavaRDD<byte[]> parts(
      Dataset<Row> dataset, Schema schema, Summarising<S> summarising) {
    String json = schema.toJson();
    StructType struct = dataset.schema();
    return dataset
        .toJavaRDD()
        .mapPartitionsWithIndex(
            (p, all) ->
                List.of(SummaryBytes.of(summary(all, p, struct, json, summarising))).iterator(),
            true);
  }

  private static <S> S summary(
      Iterator<Row> rows,
      int partition,
      StructType struct,
      String json,
      Summarising<S> summarising) {
    Schema schema = Schema.fromJson(json, "the dataset");
    TypingOptions typing = TypingOptions.builder().schema(schema).lenientCategories(true).build();
    S summary = summarising.empty(schema);
    DatasetRows dataset = new DatasetRows(struct);
    long at = 0;
    while (rows.hasNext()) {
      Table piece = TypedTable.of(dataset.raw(new Some(rows, PIECE)), typing, null);
      summarising.add(summary, piece, at, partition);
      at += piece.rows();
    }
    return summary;
  }

  /** The next few of some rows. */
  private static final class Some implements Iterator<Row> {
    private final Iterator<Row> rows;
    private int left;

    Some(Iterator<Row> rows, int most) {
      this.rows = rows;
      this.left = most;
    }

    @Override
    public boolean hasNext() {
      return left > 0 && rows.hasNext();
    }

    @Override
    public Row next() {
      left--;
      return rows.next();
    }
  }
}
