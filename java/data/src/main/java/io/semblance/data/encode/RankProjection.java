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
import java.util.TreeMap;

/**
 * Gives generated numbers and date-times the marginal distribution of the training table without
 * changing their order: a value is replaced by the training value of the same rank, x' = G(F(x))
 * with F the distribution function of a generated sample and G the training quantile function.
 * Equal generated values fill an interval of ranks; each takes a point of it by a hash of seed,
 * column and absolute row number, so that a row's result never depends on how the work is split.
 * Missing cells and labels are left alone.
 *
 * <p>Both functions are kept at no more than {@value EmpiricalCdf#MOST_KNOTS} values, and exactly
 * where there are no more distinct ones. Immutable.
 */
public final class RankProjection {
  private final Map<String, EmpiricalCdf> generated;
  private final Map<String, EmpiricalCdf> training;

  private RankProjection(Map<String, EmpiricalCdf> generated, Map<String, EmpiricalCdf> training) {
    this.generated = generated;
    this.training = training;
  }

  /**
   * Learns the projection.
   *
   * @param generatedSample rows drawn from the model; some ten thousands give a rank to a hundredth
   * @param training the table that the model was fitted to
   * @throws DataException when a column of the sample is not in the training table
   */
  public static RankProjection fit(Table generatedSample, Table training) {
    Map<String, EmpiricalCdf> from = new TreeMap<>();
    Map<String, EmpiricalCdf> to = new TreeMap<>();
    for (Column column : generatedSample.columns()) {
      Column real = training.column(column.name());
      if (column instanceof NumericColumn && real instanceof NumericColumn) {
        double[] have =
            ColumnSample.present(((NumericColumn) column).values(), column.missingCount());
        double[] want = ColumnSample.present(((NumericColumn) real).values(), real.missingCount());
        if (have.length > 0 && want.length > 0) {
          from.put(column.name(), EmpiricalCdf.fit(have, EmpiricalCdf.MOST_KNOTS));
          to.put(column.name(), EmpiricalCdf.fit(want, EmpiricalCdf.MOST_KNOTS));
        }
      }
    }
    return new RankProjection(from, to);
  }

  /**
   * The table with its numbers projected; every cell is one that its schema allows.
   *
   * @param table generated rows
   * @param firstRow absolute number of the first of them, from 0
   * @param seed seed of the places of equal values
   */
  public Table apply(Table table, long firstRow, long seed) {
    List<Column> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      EmpiricalCdf from = generated.get(column.name());
      columns.add(
          from != null && column instanceof NumericColumn
              ? project((NumericColumn) column, from, firstRow, seed)
              : column);
    }
    return Table.of(columns).withDelimiter(table.schema().delimiter());
  }

  private NumericColumn project(NumericColumn column, EmpiricalCdf from, long firstRow, long seed) {
    ColumnSchema schema = column.schema();
    EmpiricalCdf to = training.get(schema.name());
    ValueGrid grid = schema.numeric().grid();
    long stream = schema.name().hashCode();
    double[] values = column.values().clone();
    for (int row = 0; row < values.length; row++) {
      if (!Double.isNaN(values[row])) {
        double place = Hash.uniform(seed, stream, firstRow + row);
        values[row] = grid.nearest(to.quantile(from.rank(values[row], place)));
      }
    }
    return NumericColumn.of(schema, values);
  }

  /** The names of the columns that are projected. */
  public List<String> columns() {
    return List.copyOf(generated.keySet());
  }

  /** All that is needed to project, without any row of either table. */
  public String toJson() {
    ObjectNode root = Json.MAPPER.createObjectNode();
    ArrayNode columns = root.putArray("columns");
    for (Map.Entry<String, EmpiricalCdf> entry : generated.entrySet()) {
      ObjectNode one = columns.addObject();
      one.put("column", entry.getKey());
      entry.getValue().write(one.putObject("generated"));
      training.get(entry.getKey()).write(one.putObject("training"));
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
    Map<String, EmpiricalCdf> from = new TreeMap<>();
    Map<String, EmpiricalCdf> to = new TreeMap<>();
    for (Json one : Json.parse(json, sourceName).objects("columns", "column")) {
      from.put(one.string("column"), EmpiricalCdf.read(one.object("generated")));
      to.put(one.string("column"), EmpiricalCdf.read(one.object("training")));
    }
    return new RankProjection(from, to);
  }
}
