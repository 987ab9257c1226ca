package io.semblance.spark;

import io.semblance.data.Hash;
import io.semblance.data.Table;
import io.semblance.data.infer.TypedTable;
import io.semblance.data.infer.TypingOptions;
import io.semblance.flow.FitJob;
import io.semblance.flow.JobListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapGroupsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * Tables and models of datasets.
 *
 * <pre>{@code
 * Table table = SparkTables.sample(dataset, 500_000, 7);
 * Model model = FitJob.builder().table(table).build().run(JobListener.silent()).model();
 * Map<String, Model> models =
 *     SparkTables.fitGroups(dataset, "state", "circuit", new FitOptionsOf() { ... });
 * }</pre>
 */
public final class SparkTables {
  private SparkTables() {}

  /** A row with the number that decides whether it is taken. */
  private record Lot(long lot, int partition, long number, Row row)
      implements Comparable<Lot>, Serializable {
    @Override
    public int compareTo(Lot other) {
      int byLot = Long.compare(lot, other.lot);
      int byPartition = byLot == 0 ? Integer.compare(partition, other.partition) : byLot;
      return byPartition == 0 ? Long.compare(number, other.number) : byPartition;
    }
  }

  /** Says how a group is fitted; goes to the executors, so it must be serializable. */
  @FunctionalInterface
  public interface FitOptionsOf extends Serializable {
    /** The options for the group of this value. */
    FitOptions options(String group);
  }

  /**
   * Rows of a dataset in the driver's memory: all of them, or a uniform sample without repeats,
   * each row by a lot drawn from the seed, its partition and its place there. In the dataset's
   * order.
   *
   * @param mostRows at least 2
   * @throws io.semblance.data.DataException if no column holds numbers, words or dates
   */
  public static Table sample(Dataset<Row> dataset, int mostRows, long seed) {
    if (mostRows < 2) {
      throw new IllegalArgumentException("mostRows is " + mostRows + ", but must be at least 2");
    }
    JavaRDD<Lot> lots =
        dataset
            .toJavaRDD()
            .mapPartitionsWithIndex((partition, rows) -> lots(partition, rows, seed), true);
    List<Lot> taken = new ArrayList<>(lots.takeOrdered(mostRows));
    taken.sort(Comparator.comparingInt(Lot::partition).thenComparingLong(Lot::number));
    return table(dataset, taken.stream().map(Lot::row).iterator());
  }

  private static Iterator<Lot> lots(int partition, Iterator<Row> rows, long seed) {
    return new Iterator<>() {
      private long number;

      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Lot next() {
        long lot = Hash.mix(Hash.mix(seed ^ Hash.mix(partition)) ^ number);
        return new Lot(lot, partition, number++, rows.next());
      }
    };
  }

  private static Table table(Dataset<Row> dataset, Iterator<Row> rows) {
    return TypedTable.of(
        new DatasetRows(dataset.schema()).raw(rows), TypingOptions.defaults(), null);
  }

  /**
   * One model for each value of a column, each fitted by one task to all rows of the group, which
   * must fit into the memory of an executor.
   *
   * @param column what groups are told by; it is no column of the models
   * @param synthesizer what kind of model, by its name
   * @return the models by the text of the value; rows in which it is missing are left out
   */
  public static Map<String, Model> fitGroups(
      Dataset<Row> dataset, String column, String synthesizer, FitOptionsOf options) {
    int at = dataset.schema().fieldIndex(column);
    Dataset<Row> others = dataset.drop(column);
    int[] kept = IntStream.range(0, dataset.schema().size()).filter(i -> i != at).toArray();
    MapFunction<Row, String> group = row -> String.valueOf(row.get(at));
    StructType schema = others.schema();
    MapGroupsFunction<String, Row, Tuple2<String, byte[]>> fit =
        (name, all) -> {
          Iterator<Row> without =
              new Iterator<>() {
                @Override
                public boolean hasNext() {
                  return all.hasNext();
                }

                @Override
                public Row next() {
                  Row row = all.next();
                  Object[] cells = new Object[kept.length];
                  for (int i = 0; i < cells.length; i++) {
                    cells[i] = row.get(kept[i]);
                  }
                  return RowFactory.create(cells);
                }
              };
          Table table =
              TypedTable.of(new DatasetRows(schema).raw(without), TypingOptions.defaults(), null);
          return new Tuple2<>(
              name, ModelBytes.of(fitted(table, synthesizer, options.options(name))));
        };
    List<Tuple2<String, byte[]>> files =
        dataset
            .filter(dataset.col(column).isNotNull())
            .groupByKey(group, Encoders.STRING())
            .mapGroups(fit, Encoders.tuple(Encoders.STRING(), Encoders.BINARY()))
            .collectAsList();
    Map<String, Model> models = new TreeMap<>();
    files.forEach(file -> models.put(file._1(), ModelBytes.read(file._2())));
    return models;
  }

  private static Model fitted(Table table, String synthesizer, FitOptions options) {
    try {
      return FitJob.builder()
          .table(table)
          .synthesizer(synthesizer)
          .options(options)
          .build()
          .run(JobListener.silent())
          .model();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
