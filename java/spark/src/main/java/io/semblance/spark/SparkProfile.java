package io.semblance.spark;

import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.quality.profile.Profile;
import io.semblance.quality.profile.ProfileOptions;
import io.semblance.quality.summary.TableSummary;
import io.semblance.quality.summary.Work;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is in a dataset: each partition is summarised where it lies, and the summaries are put
 * together on the driver, in the order of the partitions. It is the profile that a single machine
 * makes of the same rows.
 *
 * <pre>{@code
 * Profile profile = SparkProfile.of(dataset, ProfileOptions.titled("Visits"));
 * Files.writeString(page, ProfilePage.render(profile));
 * }</pre>
 */
public final class SparkProfile {
  /** Rows that tell what the cells of columns mean. */
  static final int ROWS_FOR_TYPES = 100_000;

  private SparkProfile() {}

  /**
   * Profiles a dataset, in three passes over it: types, numbers of rows, summaries.
   *
   * @throws io.semblance.data.DataException if the options name a column that does not exist
   */
  public static Profile of(Dataset<Row> dataset, ProfileOptions options) {
    Schema schema = SparkTables.sample(dataset, ROWS_FOR_TYPES, 0).schema();
    Profile.check(options, schema);
    try (Work work = new Work(1)) {
      return Profile.of(summary(dataset, schema, options.time()), options, work);
    }
  }

  /**
   * Summarises a dataset.
   *
   * @param schema what its cells mean, such as that of a sample
   * @param timeColumn the column that orders the rows in time, or null
   */
  public static TableSummary summary(Dataset<Row> dataset, Schema schema, String timeColumn) {
    JavaRDD<Row> rows = dataset.toJavaRDD();
    List<Long> counts =
        rows.mapPartitionsWithIndex((p, all) -> List.of(count(all)).iterator(), true).collect();
    long[] first = new long[counts.size()];
    for (int i = 1; i < first.length; i++) {
      first[i] = first[i - 1] + counts.get(i - 1);
    }
    return PartitionSummaries.of(dataset, schema, new Summarising(first, timeColumn));
  }

  /**
   * The same without knowing the numbers of rows, which spares a pass: partitions are far apart.
   */
  static TableSummary unnumbered(Dataset<Row> dataset, Schema schema) {
    return PartitionSummaries.of(dataset, schema, new Summarising(null, null));
  }

  private static long count(Iterator<Row> rows) {
    long count = 0;
    for (; rows.hasNext(); rows.next()) {
      count++;
    }
    return count;
  }

  private record Summarising(long[] first, String timeColumn)
      implements PartitionSummaries.Summarising<TableSummary> {
    @Override
    public TableSummary empty(Schema schema) {
      return new TableSummary(schema, timeColumn);
    }

    @Override
    public void add(TableSummary summary, Table piece, long firstRow, int partition) {
      try (Work work = new Work(1)) {
        long start = first == null ? (long) partition << Integer.SIZE : first[partition];
        summary.add(piece, start + firstRow, work);
      }
    }

    @Override
    public void merge(TableSummary summary, TableSummary later) {
      summary.merge(later);
    }
  }
}
