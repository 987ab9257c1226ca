package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.DataException;
import io.semblance.data.Hash;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import io.semblance.data.ValueGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gives generated numbers, date-times and times the marginal distribution of the training table
 * without changing their order: a value is replaced by the training value of the same rank, x' =
 * G(F(x)) with F the distribution function of a generated sample and G the training quantile
 * function. Equal generated values fill an interval of ranks; each takes a point of it by a hash of
 * seed, column and absolute row number, so that a row's result never depends on how the work is
 * split. Missing cells and labels are left alone. Times of day are ranked from the quietest place
 * of the circle on.
 *
 * <p>Both functions are kept at no more than {@value EmpiricalCdf#MOST_KNOTS} values, and exactly
 * where there are no more distinct ones. Immutable.
 */
public final class RankProjection {
  private final Map<String, Ranks> columns;

  private RankProjection(Map<String, Ranks> columns) {
    this.columns = columns;
  }

  /**
   * What is known of one column.
   *
   * @param circle null where values lie on a line
   */
  private record Ranks(EmpiricalCdf generated, EmpiricalCdf training, Circle circle) {
    static Ranks fit(double[] have, double[] want, double period) {
      Circle circle = Double.isNaN(period) ? null : Circle.fit(want, period);
      return new Ranks(cdf(have, circle), cdf(want, circle), circle);
    }

    private static EmpiricalCdf cdf(double[] data, Circle circle) {
      double[] line = circle == null ? data : circle.unroll(data);
      return EmpiricalCdf.fit(line, EmpiricalCdf.MOST_KNOTS);
    }

    double project(double value, double place) {
      double from = circle == null ? value : circle.unroll(value);
      double to = training.quantile(generated.rank(from, place));
      return circle == null ? to : circle.roll(to);
    }

    void write(ObjectNode out) {
      generated.write(out.putObject("generated"));
      training.write(out.putObject("training"));
      if (circle != null) {
        circle.write(out.putObject("circle"));
      }
    }

    static Ranks read(Json in) {
      return new Ranks(
          EmpiricalCdf.read(in.object("generated")),
          EmpiricalCdf.read(in.object("training")),
          in.has("circle") ? Circle.read(in.object("circle")) : null);
    }
  }

  /**
   * Learns the projection.
   *
   * @param generatedSample rows drawn from the model; some ten thousands give a rank to a hundredth
   * @param training the table that the model was fitted to
   * @throws DataException when a column of the sample is not in the training table
   */
  public static RankProjection fit(Table generatedSample, Table training) {
    Map<String, Ranks> ranks = new TreeMap<>();
    for (Column column : generatedSample.columns()) {
      Column real = training.column(column.name());
      if (column instanceof NumericColumn && real instanceof NumericColumn) {
        double[] have =
            ColumnSample.present(((NumericColumn) column).values(), column.missingCount());
        double[] want = ColumnSample.present(((NumericColumn) real).values(), real.missingCount());
        if (have.length > 0 && want.length > 0) {
          ranks.put(column.name(), Ranks.fit(have, want, real.schema().numeric().period()));
        }
      }
    }
    return new RankProjection(ranks);
  }

  /**
   * The table with its numbers projected; every cell is one that its schema allows.
   *
   * @param table generated rows
   * @param firstRow absolute number of the first of them, from 0
   * @param seed seed of the places of equal values
   */
  public Table apply(Table table, long firstRow, long seed) {
    List<Column> out = new ArrayList<>();
    for (Column column : table.columns()) {
      Ranks ranks = columns.get(column.name());
      out.add(
          ranks != null && column instanceof NumericColumn numbers
              ? project(numbers, ranks, firstRow, seed)
              : column);
    }
    return Table.of(out).withDelimiter(table.schema().delimiter());
  }

  private static NumericColumn project(
      NumericColumn column, Ranks ranks, long firstRow, long seed) {
    ColumnSchema schema = column.schema();
    ValueGrid grid = schema.numeric().grid();
    long stream = schema.name().hashCode();
    double[] values = column.values().clone();
    for (int row = 0; row < values.length; row++) {
      if (!Double.isNaN(values[row])) {
        double place = Hash.uniform(seed, stream, firstRow + row);
        values[row] = grid.nearest(ranks.project(values[row], place));
      }
    }
    return NumericColumn.of(schema, values);
  }

  /** The same without some columns, which it then leaves alone. */
  public RankProjection without(Set<String> names) {
    Map<String, Ranks> left = new TreeMap<>(columns);
    left.keySet().removeAll(names);
    return new RankProjection(left);
  }

  /** The names of the columns that are projected. */
  public List<String> columns() {
    return List.copyOf(columns.keySet());
  }

  /** All that is needed to project, without any row of either table. */
  public String toJson() {
    ObjectNode root = Json.MAPPER.createObjectNode();
    ArrayNode all = root.putArray("columns");
    for (Map.Entry<String, Ranks> entry : columns.entrySet()) {
      ObjectNode one = all.addObject();
      one.put("column", entry.getKey());
      entry.getValue().write(one);
    }
    return Json.text(root);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param sourceName the file that the text comes from, for messages
   * @throws DataException when the text is damaged
   */
  public static RankProjection fromJson(String json, String sourceName) {
    Map<String, Ranks> ranks = new TreeMap<>();
    for (Json one : Json.parse(json, sourceName).objects("columns", "column")) {
      ranks.put(one.string("column"), Ranks.read(one));
    }
    return new RankProjection(ranks);
  }
}
